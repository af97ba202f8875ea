"""What a corrected text means for who annotates its source meanwhile, and for what was judged."""

import pytest

from annotations.models import Annotation
from annotations.services.annotating import change_annotation, create_annotation
from annotations.services.checking import check_library
from annotations.services.inputs import ClaimInput
from annotations.services.reanchoring.settling import place, take_back
from annotations.services.reviewing import publish, publish_reviewed
from annotations.services.terms_judged import changes_since, on_other_terms
from annotations.services.verdict_rules import is_conditional
from sourcelib.services.refusals import Invalid, WrongState
from tests.factories import (
    ClaimFactory,
    EditorFactory,
    EvidenceFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise, words_of
from tests.services.reanchoring.words import LEADERS, SUMMER, WAIT, again, span

pytestmark = pytest.mark.django_db


class TestAnnotatingBesides:
    """The annotation page, which may still show the text of before."""

    def test_nothing_is_tagged_in_a_text_that_was_corrected(self, article, curator):
        seen = article.current_revision
        revise(article, CORRECTED)
        with pytest.raises(Invalid, match="Load the page again") as caught:
            create_annotation(
                user=curator,
                revision=seen,
                spans=[span(TEXT, "Moscow will wait")],
                detail=ClaimInput(summary="Moscow waits.", kind="factual"),
            )
        assert set(caught.value.errors) == {"revision"}

    def test_what_was_carried_over_is_not_changed_in_the_text_of_before(self, article):
        row = ClaimFactory(article=article, words="Tokyo hesitated").annotation
        seen = article.current_revision
        revise(article, CORRECTED)
        with pytest.raises(Invalid, match="Load the page again") as caught:
            change_annotation(
                user=EditorFactory(),
                annotation=row,
                expected_version=1,
                revision=seen,
                spans=[span(TEXT, "Tokyo")],
            )
        assert set(caught.value.errors) == {"revision"}
        assert words_of(row) == ["Tokyo hesitated"]

    def test_what_waits_is_not_moved_in_the_text_of_before_but_says_what_is_meant(self, waiting):
        values = {"user": EditorFactory(), "annotation": waiting.annotation, "reason": "Clearer."}
        seen = waiting.old_revision
        with pytest.raises(Invalid, match="Load the page again"):
            change_annotation(
                **values, expected_version=1, revision=seen, spans=[span(TEXT, "Moscow will wait")]
            )
        for revision in (seen, None):
            row = change_annotation(
                **values,
                expected_version=again(waiting).version,
                revision=revision,
                spans=[span(TEXT, WAIT)] if revision else None,
                detail=ClaimInput(summary=f"Moscow waits, {revision}.", kind="factual"),
            )
            assert words_of(row) == [WAIT]
        assert outcome_of(row).state == "waiting"

    def test_who_places_it_there_by_hand_has_settled_it(self, waiting, article):
        editor = EditorFactory()
        change_annotation(
            user=editor,
            annotation=waiting.annotation,
            expected_version=1,
            revision=article.current_revision,
            spans=[span(CORRECTED, SUMMER)],
            reason="The season was corrected.",
        )
        row = outcome_of(waiting.annotation)
        assert (row.state, row.decided_by) == ("placed", editor)
        assert row.note == "The season was corrected."
        assert again(row).revision == article.current_revision


class TestVerdicts:
    def test_what_is_carried_over_was_judged_on_the_same_terms(self, article):
        row = PredictionFactory(
            article=article, words=LEADERS, likelihood_words="unlikely", state="published"
        ).annotation
        verdict = VerdictFactory(annotation=row)
        revise(article, f"So it goes.\n\n{TEXT}")
        assert outcome_of(row).state == "carried"
        verdict = (
            type(verdict)
            .objects.select_related("annotation__prediction", "annotation__claim")
            .get()
        )
        assert changes_since([verdict]) == {}
        assert on_other_terms(type(verdict).objects.all()) == []

    def test_other_likelihood_words_are_other_terms_until_they_are_taken_back(
        self, article, curator
    ):
        row = PredictionFactory(
            article=article, words=LEADERS, likelihood_words="unlikely", state="published"
        ).annotation
        verdict = VerdictFactory(annotation=row)
        revise(article, TEXT.replace("are unlikely to", "are very unlikely to"))
        waiting = outcome_of(row)
        text = article.current_revision.text
        body = "The two leaders are very unlikely to sign a peace treaty this year"
        given = [span(text, body), span(text, "very unlikely", "likelihood")]
        place(user=curator, reanchoring=waiting, spans=given)
        assert on_other_terms(type(verdict).objects.all()) == [verdict.pk]
        take_back(user=curator, reanchoring=waiting)
        assert on_other_terms(type(verdict).objects.all()) == []

    def test_a_condition_that_the_new_text_has_no_more_is_none_now(self, article, curator):
        row = PredictionFactory(
            article=article, words=WAIT, condition_words="if talks go on", state="published"
        ).annotation
        verdict = VerdictFactory(annotation=row)
        revise(article, TEXT.replace(", if talks go on", ""))
        assert is_conditional(again(outcome_of(row)))
        text = article.current_revision.text
        given = [span(text, "Moscow will wait until the spring")]
        place(user=curator, reanchoring=outcome_of(row), spans=given)
        assert not is_conditional(again(outcome_of(row)))
        assert on_other_terms(type(verdict).objects.all()) == [verdict.pk]

    def test_evidence_keeps_the_words_that_its_passage_had(self, waiting, curator):
        piece = EvidenceFactory(
            passage=waiting.annotation,
            words=WAIT,
            source="",
            reports="",
            date=waiting.article.date,
            date_precision="day",
        )
        place(user=curator, reanchoring=waiting)
        piece.refresh_from_db()
        assert piece.words == WAIT
        assert [fault.name for fault in check_library() if fault.name == "evidence-quotes"] == []


def test_what_waits_for_its_place_is_not_published_before_that_is_settled(article, curator):
    waits = ClaimFactory(article=article, words=WAIT, state="in-review").annotation
    stands = ClaimFactory(article=article, words="Tokyo hesitated", state="in-review").annotation
    index_everything()
    revise(article, CORRECTED)
    editor = EditorFactory()
    with pytest.raises(WrongState, match="waits for its place in the corrected text"):
        publish(user=editor, annotation=waits)
    assert len(publish_reviewed(user=editor, article=article)) == 1
    assert list(Annotation.objects.public()) == [stands]

    place(user=curator, reanchoring=outcome_of(waits))
    publish(user=editor, annotation=waits)
    assert Annotation.objects.public().count() == 2
