"""Who else is at work on a source, and what the page is told of their work."""

import datetime
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from annotations.models import Annotation, DeletedDraft, Presence
from annotations.services import presence
from annotations.services.annotating import change_annotation
from annotations.services.reviewing import submit
from sourcelib.services.refusals import Invalid, NotAllowed
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    PresenceFactory,
)

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory(first_name="Anna", last_name="Curator")


@pytest.fixture
def editor():
    return EditorFactory(username="eddie")


def asking(user, article, **values):
    """One window of a person, which asks again with the cursor that it was given."""
    window, told = uuid4(), {"since": presence.cursor(article)}

    def ask(**more):
        news = presence.beat(user=user, article=article, window=window, **told, **values, **more)
        told["since"] = news.cursor
        return news

    return ask


class TestWhoIsThere:
    def test_others_are_told_with_their_place_and_oneself_is_not(self, article, curator, editor):
        claim = ClaimFactory(article=article).annotation
        asking(editor, article, paragraph=2, annotation=claim.uid)()
        (person,) = asking(curator, article)().people
        assert (person.name, person.own, person.paragraph) == ("eddie", False, 2)
        assert person.annotation == claim.uid

    def test_another_window_of_ones_own_is_told_as_such(self, article, curator):
        asking(curator, article, paragraph=1)()
        (person,) = asking(curator, article)().people
        assert (person.name, person.own) == ("Anna Curator", True)

    def test_who_is_in_another_source_is_not_here(self, article, curator, editor):
        asking(editor, ArticleFactory())()
        assert asking(curator, article)().people == []

    def test_who_was_not_heard_of_for_a_while_is_away_and_their_row_goes(
        self, article, curator, editor
    ):
        with time_machine.travel(NOON, tick=False):
            asking(editor, article)()
        with time_machine.travel(NOON + presence.AWAY, tick=False):
            ask = asking(curator, article)
            assert len(ask().people) == 1
        with time_machine.travel(NOON + presence.AWAY + datetime.timedelta(seconds=1), tick=False):
            assert ask().people == []
            asking(curator, ArticleFactory())()
        assert set(Presence.objects.values_list("person", flat=True)) == {curator.pk}

    def test_who_leaves_is_gone_at_once_from_that_window_alone(self, article, curator, editor):
        window = uuid4()
        presence.beat(user=editor, article=article, window=window)
        asking(editor, article)()
        presence.leave(user=editor, article=article, window=window)
        presence.leave(user=curator, article=article, window=window)
        assert len(asking(curator, article)().people) == 1

    def test_a_window_keeps_one_row(self, article, curator):
        ask = asking(curator, article)
        ask(paragraph=1)
        ask(paragraph=2)
        assert [row.paragraph for row in Presence.objects.all()] == [2]

    def test_it_is_for_those_who_curate(self, article):
        reader = AccountFactory()
        with pytest.raises(NotAllowed):
            presence.beat(user=reader, article=article, window=uuid4())
        with pytest.raises(NotAllowed):
            presence.leave(user=reader, article=article, window=uuid4())
        assert not Presence.objects.exists()


class TestWhatChanged:
    def test_what_others_make_change_and_move_on_is_told_once(self, article, curator, editor):
        ask = asking(curator, article)
        row = ClaimFactory(article=article, created_by=editor).annotation
        news = ask()
        assert [one["uid"] for one in news.changes] == [str(row.uid)]
        assert ask().changes == ()

        change_annotation(user=editor, annotation=row, expected_version=1, note="Look again.")
        news = ask()
        assert [(one["version"], one["note"]) for one in news.changes] == [(2, "Look again.")]
        assert news.by == {str(row.uid): "eddie"}

        submit(user=editor, annotation=row)
        assert [one["state"] for one in ask().changes] == ["in-review"]
        assert ask().changes == ()

    def test_what_the_page_knows_already_is_not_told_again(self, article, curator):
        ask = asking(curator, article)
        mine = ClaimFactory(article=article, created_by=curator).annotation
        other = ClaimFactory(article=article, words="Moscow").annotation
        news = ask(known={str(mine.uid): 1, str(uuid4()): 3})
        assert [one["uid"] for one in news.changes] == [str(other.uid)]

    def test_an_older_version_that_the_page_knows_is_no_reason_not_to_tell(self, article, curator):
        row = ClaimFactory(article=article, created_by=curator).annotation
        ask = asking(curator, article)
        change_annotation(user=curator, annotation=row, expected_version=1, note="More.")
        assert len(ask(known={str(row.uid): 1}).changes) == 1

    def test_a_transaction_that_ends_late_is_told_though_its_time_is_before_the_cursor(
        self, article, curator
    ):
        ask = asking(curator, article)
        ask()
        late = ClaimFactory(article=article).annotation
        began = timezone.now() - presence.OVERLAP / 2
        Annotation.objects.filter(pk=late.pk).update(changed_at=began)
        assert [one["uid"] for one in ask().changes] == [str(late.uid)]

    def test_a_clock_that_was_set_back_hides_nothing(self, article, curator):
        with time_machine.travel(NOON, tick=False):
            ask = asking(curator, article)
            ask()
        with time_machine.travel(NOON - presence.OVERLAP / 2, tick=False):
            row = ClaimFactory(article=article).annotation
            assert [one["uid"] for one in ask().changes] == [str(row.uid)]

    def test_the_totals_tell_a_page_that_it_missed_something(self, article, curator):
        ask = asking(curator, article)
        long_ago = timezone.now() - datetime.timedelta(days=1)
        row = ClaimFactory(article=article, version=3).annotation
        Annotation.objects.filter(pk=row.pk).update(changed_at=long_ago)
        news = ask()
        assert news.changes == []
        assert (news.totals.count, news.totals.versions) == (1, 3)

    def test_what_was_deleted_is_told_until_it_comes_back(self, article, curator):
        row = ClaimFactory(article=article).annotation
        ask = asking(curator, article)
        uid = row.uid
        DeletedDraft.objects.create(uid=uid, article=article, data={})
        row.delete()
        news = ask()
        assert (list(news.gone), news.changes) == ([uid], [])
        back = ClaimFactory(article=article).annotation
        Annotation.objects.filter(pk=back.pk).update(uid=uid)
        news = ask()
        assert (list(news.gone), [one["uid"] for one in news.changes]) == ([], [str(uid)])

    def test_without_a_cursor_nothing_is_new(self, article, curator):
        ClaimFactory(article=article)
        news = presence.beat(user=curator, article=article, window=uuid4())
        assert (news.changes, news.gone) == ((), ())

    @pytest.mark.parametrize(
        "since",
        [
            *("yesterday", "2026-05-01T12:00:00 1 1", " "),
            *("0001-01-01T00:00:00+00:00 1 1", "9999-12-31T23:59:59-23:59 1 1"),
        ],
    )
    def test_a_cursor_that_is_none_is_refused(self, article, curator, since):
        with pytest.raises(Invalid) as refused:
            presence.beat(user=curator, article=article, window=uuid4(), since=since)
        assert "since" in refused.value.errors

    def test_while_nothing_changes_it_takes_few_queries_however_many_annotations(
        self, article, curator, django_assert_max_num_queries
    ):
        for _ in range(5):
            ClaimFactory(article=article)
        PresenceFactory.create_batch(3, article=article)
        curator.has_perm("annotations.view_annotation")  # asked once in a request
        ask = asking(curator, article)
        ask()
        with django_assert_max_num_queries(3):
            assert len(ask().people) == 3
