"""Which paragraphs of a source were read, and which carry annotations."""

import pytest

from annotations.models import ParagraphRead
from annotations.services import coverage
from annotations.services.coverage import Share, mark, same_paragraphs, shares
from sourcelib.services.refusals import Invalid, NotAllowed
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    MentionFactory,
    ParagraphReadFactory,
    RevisionFactory,
)
from tests.reanchoring import revise

pytestmark = pytest.mark.django_db

TEXT = "Tokyo hesitated.\n\nMoscow waits.\n\nTalks go on.\n\nNobody knows."


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT)


@pytest.fixture
def curator():
    return CuratorFactory()


def covered(user, article):
    return coverage.coverage(user=user, revision=article.current_revision)


class TestMarking:
    def test_what_one_has_read_is_told_apart_from_what_others_have(self, article, curator):
        text = article.current_revision
        mark(user=curator, revision=text, numbers=[3, 1])
        ParagraphReadFactory(revision=text, paragraph=2)
        ParagraphReadFactory(revision=text, paragraph=1)
        found = covered(curator, article)
        assert (found.paragraphs, found.read, found.read_by_others) == (4, [1, 3], [1, 2])

    def test_to_mark_twice_is_to_mark_once_and_to_unmark_leaves_others_alone(
        self, article, curator
    ):
        text = article.current_revision
        other = ParagraphReadFactory(revision=text, paragraph=1)
        for _ in range(2):
            mark(user=curator, revision=text, numbers=[1, 2])
        mark(user=curator, revision=text, numbers=[1, 4], read=False)
        rows = ParagraphRead.objects.values_list("reader", "paragraph")
        assert set(rows) == {(curator.pk, 2), (other.reader.pk, 1)}

    @pytest.mark.parametrize("number", [0, 5])
    def test_a_paragraph_that_is_not_there_is_refused_with_all_others(
        self, article, curator, number
    ):
        with pytest.raises(Invalid) as refused:
            mark(user=curator, revision=article.current_revision, numbers=[1, number])
        assert "paragraph" in refused.value.errors
        assert not ParagraphRead.objects.exists()

    def test_an_earlier_text_is_not_marked(self, article, curator):
        old = article.current_revision
        article.current_revision = RevisionFactory(article=article, text="Other words.")
        article.save()
        with pytest.raises(Invalid) as refused:
            mark(user=curator, revision=old, numbers=[1])
        assert "corrected" in str(refused.value)

    def test_a_reader_marks_nothing(self, article):
        with pytest.raises(NotAllowed):
            mark(user=AccountFactory(), revision=article.current_revision, numbers=[1])
        with pytest.raises(NotAllowed):
            covered(AccountFactory(), article)


class TestAnnotated:
    def test_a_paragraph_is_annotated_if_a_passage_touches_it_that_was_not_withdrawn(
        self, article, curator
    ):
        ClaimFactory(article=article, span=(TEXT.index("waits"), TEXT.index("go on")))
        MentionFactory(article=article, words="Nobody", state="withdrawn")
        assert covered(curator, article).annotated == [2, 3]

    def test_a_passage_that_ends_with_its_paragraph_does_not_touch_the_next(self, article, curator):
        ClaimFactory(article=article, words="Moscow waits.")
        assert covered(curator, article).annotated == [2]


class TestShares:
    def test_many_sources_are_counted_at_once_by_anybody_or_by_one(
        self, article, curator, django_assert_num_queries
    ):
        other = ArticleFactory(text="One paragraph.")
        without = ArticleFactory(text=None)
        ClaimFactory(article=article, words="Moscow waits")
        text = article.current_revision
        mark(user=curator, revision=text, numbers=[1, 2])
        ParagraphReadFactory(revision=text, paragraph=2)
        ParagraphReadFactory(revision=text, paragraph=4)
        with django_assert_num_queries(3):
            found = shares([article.pk, other.pk, without.pk])
        assert found == {article.pk: Share(4, 3, 1), other.pk: Share(1, 0, 0)}
        assert shares([article.pk], reader=curator)[article.pk].unread == 2


class TestACorrectedText:
    def test_paragraphs_with_the_same_words_stay_read_wherever_they_stand(self, article, curator):
        text = article.current_revision
        mark(user=curator, revision=text, numbers=[1, 2, 3])
        other = ParagraphReadFactory(revision=text, paragraph=4)
        changed = TEXT.replace("Moscow waits.", "Moscow waited.")
        corrected = f"A new beginning.\n\n{changed}"
        revised = revise(article, corrected, EditorFactory(), "A typo.")
        article.refresh_from_db()
        assert covered(curator, article).read == [2, 4]
        assert covered(other.reader, article).read == [5]
        kept = ParagraphRead.objects.get(revision=revised.revision, paragraph=2)
        first = ParagraphRead.objects.get(revision=text, paragraph=1)
        assert kept.read_at == first.read_at
        assert any(
            told.startswith("1 paragraph that was read has other words") for told in revised.told
        )

    def test_of_paragraphs_that_are_alike_the_first_goes_to_the_first(self):
        old, new = "Why?\n\nOne.\n\nWhy?\n\nTwo.", "Why?\n\nTwo.\n\nThree.\n\nWhy?\n\nWhy?"
        assert same_paragraphs(old, new) == {1: 1, 3: 4, 4: 2}
