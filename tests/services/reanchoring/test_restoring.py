"""A publisher goes back to an earlier text, after passages were placed in the one between."""

import pytest

from annotations.models import Verdict
from annotations.services.annotating import change_annotation
from annotations.services.checking import check_library
from annotations.services.grouping import group
from annotations.services.inputs import ClaimInput
from annotations.services.reanchoring.following import Following
from annotations.services.reanchoring.settling import place, take_back
from annotations.services.terms_judged import on_other_terms
from sourcelib.models import SearchEntry
from sourcelib.search.index import found
from sourcelib.search.query import parse
from tests.factories import (
    EditorFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise, words_of
from tests.services.reanchoring.words import LEADERS, SUMMER, WAIT, again, span

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(waiting, curator):
    """A claim that a curator placed on the words of the second text."""
    return place(user=curator, reanchoring=waiting)


class TestWhatWasPlacedInBetween:
    def test_stands_on_its_first_words_again_and_nobody_is_asked(self, placed, article):
        revise(article, TEXT)
        row = outcome_of(placed.annotation)
        assert (row.revision.number, row.outcome, row.state) == (3, "unchanged", "carried")
        assert row.old_revision.number == 1
        assert words_of(placed.annotation) == [WAIT]
        assert list(check_library()) == []

    def test_is_a_change_that_its_history_tells(self, placed, article):
        editor = EditorFactory()
        revise(article, TEXT, user=editor)
        last = again(placed).versions.order_by("number").last()
        assert (last.number, last.action, last.by) == (3, "reanchored", editor)
        assert last.reason == "as in revision 1, whose text revision 3 has again"
        assert [one["exact"] for one in last.data["spans"]] == [WAIT, SUMMER, WAIT]

    @pytest.mark.usefixtures("placed")
    def test_is_found_by_the_words_that_it_has_again(self, article):
        def finds(word):
            keys = found(parse(word), "claim")
            return SearchEntry.objects.filter(kind="claim", key__in=keys).exists()

        assert (finds("spring"), finds("summer")) == (False, True)
        revise(article, TEXT)
        assert (finds("spring"), finds("summer")) == (True, False)

    def test_goes_to_and_fro_with_its_text(self, placed, article):
        for text, words in ((TEXT, WAIT), (CORRECTED, SUMMER), (TEXT, WAIT)):
            revise(article, text)
            assert outcome_of(placed.annotation).state == "carried"
            assert words_of(placed.annotation) == [words]
        assert list(check_library()) == []

    def test_is_looked_for_anew_where_it_was_changed_since(self, placed, article):
        change_annotation(
            user=EditorFactory(),
            annotation=again(placed),
            expected_version=2,
            detail=ClaimInput(summary="Moscow waits until the summer.", kind="factual"),
            reason="As the text has it now.",
        )
        revise(article, TEXT)
        row = outcome_of(placed.annotation)
        assert (row.outcome, row.state, row.old_revision.number) == ("edited", "waiting", 2)
        assert words_of(placed.annotation) == [SUMMER]

    def test_waits_from_where_it_stands_now_if_it_cannot_stand_there_again(self, article, curator):
        row = PredictionFactory(article=article, words=WAIT).annotation
        index_everything()
        revise(article, CORRECTED.replace("decade. M", "decade; M"))
        place(user=curator, reanchoring=outcome_of(row))
        joined = PredictionFactory(article=article, words="Tokyo hesitated").annotation
        group(user=EditorFactory(), annotations=[again(outcome_of(row)), joined])
        revise(article, TEXT)
        found = outcome_of(row)
        assert (found.state, found.old_revision.number) == ("waiting", 2)
        assert words_of(row) == [SUMMER]
        assert list(check_library()) == []

    def test_placing_it_can_still_be_taken_back_before(self, placed, article, curator):
        take_back(user=curator, reanchoring=placed)
        revise(article, TEXT)
        assert outcome_of(placed.annotation).state == "carried"
        assert words_of(placed.annotation) == [WAIT]
        assert again(placed).version == 3


class TestPredictions:
    def test_read_the_likelihood_words_that_they_have_again(self, article, curator):
        prediction = PredictionFactory(
            article=article, words=LEADERS, likelihood_words="unlikely", state="published"
        )
        verdict = VerdictFactory(annotation=prediction.annotation)
        index_everything()
        revise(article, TEXT.replace("are unlikely to", "are very unlikely to"))
        given = [
            span(article.current_revision.text, "very unlikely", "likelihood"),
            span(
                article.current_revision.text,
                "The two leaders are very unlikely to sign a peace treaty this year",
            ),
        ]
        place(user=curator, reanchoring=outcome_of(prediction.annotation), spans=given)
        prediction.refresh_from_db()
        assert prediction.likelihood_term == "very-unlikely"
        assert on_other_terms(Verdict.objects.all()) == [verdict.pk]
        revise(article, TEXT)
        prediction.refresh_from_db()
        assert prediction.likelihood_term == "unlikely"
        assert words_of(prediction.annotation, "likelihood") == ["unlikely"]
        assert on_other_terms(Verdict.objects.all()) == []
        assert list(check_library()) == []


def test_a_preview_says_so_too(placed, article):
    assert Following().preview(article, TEXT) == ["1 annotation stands where it stood."]
    assert again(placed).version == 2
