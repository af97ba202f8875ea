"""Annotations are changed and deleted by the services."""

from dataclasses import replace

import pytest

from annotations.models import Annotation, AnnotationVersion, Prediction
from annotations.services.annotating import change_annotation
from annotations.services.inputs import (
    MentionInput,
    spans_of,
)
from annotations.services.keeping.deleting import delete_draft
from annotations.services.versions import Stale
from sourcelib.services.refusals import NotAllowed, WrongState
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    CuratorFactory,
    ImportBatchFactory,
    MentionFactory,
    PropositionMemberFactory,
    RelationFactory,
    VerdictFactory,
)
from tests.services.annotating.made import CLAIM, FORECAST, errors_of, made, words

pytestmark = pytest.mark.django_db


class TestChanging:
    def test_changes_what_is_given_and_counts_on(self, article, curator):
        annotation = made(article, curator, note="old")
        changed = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            detail=replace(CLAIM, certainty="probable"),
        )
        assert (changed.version, changed.note) == (2, "old")
        assert changed.claim.certainty == "probable"
        assert [v.action for v in changed.versions.all()] == ["created", "changed"]

    def test_moves_the_boundaries_and_keeps_the_old_ones_in_history(self, article, curator):
        annotation = made(article, curator)
        changed = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            spans=[words(article, "Tokyo hesitated for a decade")],
        )
        assert changed.spans.get().exact == "Tokyo hesitated for a decade"
        assert changed.versions.first().data["spans"][0]["exact"] == "Tokyo hesitated"

    def test_leaves_the_spans_of_other_revisions_alone(self, article, curator):
        from tests.factories import RevisionFactory

        annotation = made(article, curator)
        later = RevisionFactory(article=article)
        article.current_revision = later
        article.save()
        changed = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            spans=[words(article, "Tokyo")],
        )
        assert [(s.revision.number, s.exact) for s in changed.spans.order_by("revision")] == [
            (1, "Tokyo hesitated"),
            (2, "Tokyo"),
        ]

    def test_a_change_that_changes_nothing_writes_nothing(self, article, curator):
        annotation = made(article, curator)
        same = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            detail=CLAIM,
            spans=spans_of(annotation, article.current_revision),
            note="",
        )
        assert same.version == 1
        assert same.versions.count() == 1

    def test_a_stale_change_is_refused_with_the_current_state(self, article, curator):
        annotation = made(article, curator)
        change_annotation(user=curator, annotation=annotation, expected_version=1, note="mine")
        with pytest.raises(Stale) as caught:
            change_annotation(user=curator, annotation=annotation, expected_version=1, note="his")
        assert (caught.value.current.version, caught.value.current.note) == (2, "mine")

    def test_what_came_by_import_first_writes_the_version_that_came(self, article, editor):
        batch = ImportBatchFactory(name="first library")
        annotation = ClaimFactory(
            article=article, state="published", batch=batch, summary="As it came."
        ).annotation
        changed = change_annotation(
            user=editor,
            annotation=annotation,
            expected_version=1,
            detail=replace(CLAIM, summary="As it is now."),
            reason="A slip.",
        )
        first, second = changed.versions.all()
        assert (first.number, first.action, first.by) == (1, "imported", None)
        assert first.reason == "first library"
        assert first.data["claim"]["summary"] == "As it came."
        assert (second.number, second.action, second.reason) == (2, "changed", "A slip.")

    def test_an_imported_span_that_stays_keeps_how_it_was_placed(self, article, editor):
        annotation = ClaimFactory(article=article, state="published").annotation
        annotation.spans.update(placement="imported")
        changed = change_annotation(
            user=editor, annotation=annotation, expected_version=1, note="x", reason="A slip."
        )
        assert changed.spans.get().placement == "imported"

    def test_a_curator_changes_own_drafts_only(self, article, curator):
        annotation = made(article, CuratorFactory())
        with pytest.raises(NotAllowed):
            change_annotation(user=curator, annotation=annotation, expected_version=1, note="x")

    def test_an_editor_changes_the_drafts_of_others(self, article, curator, editor):
        annotation = made(article, curator)
        changed = change_annotation(
            user=editor, annotation=annotation, expected_version=1, note="x"
        )
        assert changed.created_by == curator

    def test_what_is_published_is_changed_by_an_editor_with_a_reason(self, curator, editor):
        annotation = ClaimFactory(state="published").annotation
        with pytest.raises(NotAllowed):
            change_annotation(user=curator, annotation=annotation, expected_version=1, note="x")
        assert list(
            errors_of(
                change_annotation, user=editor, annotation=annotation, expected_version=1, note="x"
            )
        ) == ["reason"]

    @pytest.mark.parametrize("state", ["in-review", "withdrawn"])
    def test_nobody_changes_what_is_in_review_or_withdrawn(self, editor, state):
        annotation = ClaimFactory(state=state).annotation
        with pytest.raises(WrongState):
            change_annotation(
                user=editor, annotation=annotation, expected_version=1, note="x", reason="y"
            )

    def test_a_draft_can_become_of_another_kind(self, article, curator):
        annotation = made(article, curator, "Moscow will wait")
        changed = change_annotation(
            user=curator, annotation=annotation, expected_version=1, detail=FORECAST
        )
        assert changed.kind == "prediction"
        assert not hasattr(Annotation.objects.get(pk=annotation.pk), "claim")
        assert Prediction.objects.filter(annotation=annotation).exists()

    @pytest.mark.parametrize("end", ["source", "target"])
    def test_what_is_related_to_another_becomes_no_mention(self, article, curator, end):
        annotation = made(article, curator)
        RelationFactory(**{end: annotation})
        change = {"user": curator, "annotation": annotation, "expected_version": 1}
        mention = MentionInput(actor=ActorFactory())
        assert list(errors_of(change_annotation, detail=mention, **change)) == ["kind"]
        assert change_annotation(detail=FORECAST, **change).kind == "prediction"

    def test_a_prediction_with_a_condition_becomes_no_claim(self, article, curator):
        annotation = made(article, curator, detail=FORECAST)
        RelationFactory(target=annotation, kind="condition-of")
        change = {"user": curator, "annotation": annotation, "expected_version": 1}
        assert list(errors_of(change_annotation, detail=CLAIM, **change)) == ["kind"]

    def test_a_member_of_a_proposition_keeps_its_kind(self, article, curator):
        annotation = made(article, curator)
        PropositionMemberFactory(annotation=annotation)
        errors = errors_of(
            change_annotation,
            user=curator,
            annotation=annotation,
            expected_version=1,
            detail=FORECAST,
        )
        assert list(errors) == ["kind"]


class TestDeleting:
    def test_a_curator_deletes_an_own_draft(self, article, curator):
        delete_draft(user=curator, annotation=made(article, curator), expected_version=1)
        assert not Annotation.objects.exists()
        assert not AnnotationVersion.objects.exists()

    def test_not_the_draft_of_another(self, article, curator, editor):
        annotation = made(article, CuratorFactory())
        with pytest.raises(NotAllowed):
            delete_draft(user=curator, annotation=annotation)
        delete_draft(user=editor, annotation=annotation)

    @pytest.mark.parametrize("state", ["in-review", "published", "withdrawn"])
    def test_nothing_but_drafts(self, editor, state):
        annotation = MentionFactory(state=state).annotation
        with pytest.raises(WrongState):
            delete_draft(user=editor, annotation=annotation)

    def test_not_what_a_verdict_rests_on(self, article, curator):
        annotation = made(article, curator)
        VerdictFactory(annotation=annotation)
        assert list(errors_of(delete_draft, user=curator, annotation=annotation)) == ["annotation"]
