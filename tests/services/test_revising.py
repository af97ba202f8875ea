"""A corrected text becomes the next revision of its source, and everything is told of it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sourcelib.models import Revision, SearchEntry
from sourcelib.search.index import found
from sourcelib.search.query import parse
from sourcelib.services.importing import read_bytes
from sourcelib.services.publishing import withdraw
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from sourcelib.services.revising import (
    FOLLOWERS,
    SameText,
    add_revision,
    preview_revision,
)
from sourcelib.text import sha256
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    CuratorFactory,
    EditorFactory,
    ImportBatchFactory,
)
from tests.reanchoring import CORRECTED, TEXT, revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT, state="published")


@pytest.fixture
def editor():
    return EditorFactory()


def source_of(text=CORRECTED, name="corrected.txt"):
    return read_bytes(text.encode(), name)


class TestAddRevision:
    def test_is_the_current_text_and_says_where_it_came_from(self, article, editor):
        source, batch = source_of(), ImportBatchFactory()
        made = add_revision(
            user=editor,
            article=article,
            source=source,
            text=CORRECTED,
            reason=" Two passages were wrong. ",
            batch=batch,
        ).revision
        article.refresh_from_db()
        made.refresh_from_db()
        assert article.current_revision == made
        assert (made.number, made.text, made.length) == (2, CORRECTED, len(CORRECTED))
        assert made.sha256 == sha256(CORRECTED)
        assert made.reason == "Two passages were wrong."
        assert (made.batch, made.created_by) == (batch, editor)
        assert (made.file_name, made.reader) == ("corrected.txt", source.document.reader)
        assert made.file_sha256 == source.file_sha256
        assert made.report["charset"] == "utf-8"

    def test_the_history_of_the_source_says_who_and_why(self, article, editor):
        revise(article, CORRECTED, editor, "The season was wrong.")
        entry = article.history.first()
        assert entry.history_change_reason == "The season was wrong."
        assert entry.current_revision == article.current_revision

    def test_without_a_text_of_its_own_it_is_what_was_read(self, article, editor):
        source = source_of("Tokyo hesitated.\r\n\r\nMoscow will wait.  \r\n")
        made = add_revision(user=editor, article=article, source=source, reason="All of it.")
        assert made.revision.text == source.document.text

    def test_a_text_given_by_a_curator_becomes_canonical(self, article, editor):
        made = add_revision(
            user=editor,
            article=article,
            source=source_of(),
            text="Tokyo hesitated. \r\n\r\n\r\nMoscow will wait.\r\n",
            reason="All of it.",
        )
        assert made.revision.text == "Tokyo hesitated.\n\nMoscow will wait."

    def test_the_search_finds_the_new_words_and_the_old_ones_no_more(self, article):
        revise(article, CORRECTED)
        entries = SearchEntry.objects.filter(kind=SearchEntry.Kind.SOURCE)
        assert entries.filter(key__in=found(parse("summer"), "source")).exists()
        assert not entries.filter(key__in=found(parse("officials"), "source")).exists()

    def test_goes_back_to_an_earlier_text_by_a_new_revision_of_it(self, article):
        revise(article, CORRECTED)
        made = revise(article, TEXT).revision
        assert (made.number, made.text) == (3, TEXT)
        assert [row.text for row in article.revisions.order_by("number")] == [
            *(TEXT, CORRECTED, TEXT)
        ]

    def test_asks_everybody_who_follows_and_tells_what_they_say(self, article, monkeypatch):
        class Followed:
            def __init__(self):
                self.asked = []

            def hold(self, article):
                self.asked.append(("hold", article.current_revision.number))

            def preview(self, article, text):  # noqa: ARG002
                return [f"{len(text)} characters to come."]

            def follow(self, user, revision):  # noqa: ARG002
                self.asked.append(("follow", revision.number))
                return ["One thing followed."]

        other = Followed()
        monkeypatch.setattr("sourcelib.services.revising.FOLLOWERS", [*FOLLOWERS, other])
        before = preview_revision(user=None, article=article, source=source_of(), text=CORRECTED)
        assert before[-1] == f"{len(CORRECTED)} characters to come."
        assert revise(article, CORRECTED).told[-1] == "One thing followed."
        assert other.asked == [("hold", 1), ("follow", 2)]

    def test_nothing_is_written_where_one_who_follows_fails(self, article, monkeypatch):
        class Failing:
            def hold(self, article):
                pass

            def follow(self, user, revision):  # noqa: ARG002
                raise RuntimeError("no")

        monkeypatch.setattr("sourcelib.services.revising.FOLLOWERS", [Failing()])
        with pytest.raises(RuntimeError), transaction.atomic():
            revise(article, CORRECTED)
        article.refresh_from_db()
        assert article.current_revision.number == 1
        assert Revision.objects.count() == 1


class TestRefusals:
    def test_the_text_that_it_has_already(self, article, editor):
        with pytest.raises(SameText, match="nothing to correct") as caught:
            revise(article, TEXT, editor)
        assert caught.value.article == article
        assert set(caught.value.errors) == {"text"}

    def test_the_text_of_another_source(self, article, editor):
        other = ArticleFactory(text=CORRECTED)
        with pytest.raises(SameText, match=other.slug) as caught:
            revise(article, CORRECTED, editor)
        assert caught.value.article == other

    def test_no_text_at_all(self, article, editor):
        with pytest.raises(Invalid, match="no text"):
            add_revision(user=editor, article=article, source=source_of(), text=" \n", reason="X.")

    @pytest.mark.parametrize("state", ["published", "draft"])
    def test_no_reason_unless_readers_never_saw_it(self, article, editor, state):
        article.state = state  # a draft by now, which was published once
        article.save()
        with pytest.raises(Invalid) as caught:
            revise(article, CORRECTED, editor, "  ")
        assert set(caught.value.errors) == {"reason"}
        assert not article.revisions.filter(number=2).exists()
        assert revise(ArticleFactory(text=TEXT), CORRECTED, editor, "").revision.reason == ""

    def test_a_withdrawn_source(self, article, editor):
        withdraw(user=editor, article=article, reason="Asked for.")
        with pytest.raises(WrongState, match="withdrawn"):
            revise(article, CORRECTED, editor)

    def test_a_source_without_a_text(self, editor):
        with pytest.raises(WrongState, match="no text"):
            revise(ArticleFactory(text=None), CORRECTED, editor)

    def test_whoever_may_not_change_the_source(self, article):
        draft = ArticleFactory(text=TEXT + " Or so.", created_by=CuratorFactory())
        for source, user in ((article, CuratorFactory()), (draft, CuratorFactory())):
            with pytest.raises(NotAllowed):
                revise(source, CORRECTED, user)
        with pytest.raises(NotAllowed):
            revise(article, CORRECTED, AccountFactory())
        assert revise(draft, CORRECTED, draft.created_by).revision.number == 2

    def test_a_preview_is_refused_what_the_revision_would_be(self, article):
        with pytest.raises(NotAllowed):
            preview_revision(user=CuratorFactory(), article=article, source=source_of())
        with pytest.raises(SameText):
            preview_revision(user=None, article=article, source=source_of(), text=TEXT)


def test_a_preview_writes_nothing(article):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        preview_revision(user=None, article=article, source=source_of(), text=CORRECTED)
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
