"""A proposal is declined, taken back, or published alone where nobody else could confirm it."""

from typing import Any

import pytest

from annotations.models import Verdict
from annotations.services import judging
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    CuratorFactory,
    EditorFactory,
    ImportBatchFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.services.judged import proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def prediction() -> Any:
    return PredictionFactory(
        article=ArticleFactory(state="published"), state="published"
    ).annotation


class TestDeclining:
    def test_a_declined_proposal_is_kept_with_its_reason(self, prediction):
        verdict, editor = proposed(prediction), EditorFactory()
        done = judging.decline(user=editor, verdict=verdict, reason=" The source is doubtful. ")
        done.refresh_from_db()
        assert (done.declined_by, done.declined_reason) == (editor, "The source is doubtful.")
        assert done.declined_at is not None
        assert done.review == "proposed"
        assert done.evidence.count() == 1
        assert not Verdict.objects.public().exists()

    def test_its_proposer_takes_it_back_and_proposes_anew(self, prediction):
        curator = CuratorFactory()
        verdict = proposed(prediction, curator)
        assert judging.may_decline(curator, verdict)
        judging.decline(user=curator, verdict=verdict, reason="Too early.")
        assert proposed(prediction, curator).pk != verdict.pk

    @pytest.mark.parametrize("person", [AccountFactory, CuratorFactory])
    def test_others_do_not(self, prediction, person):
        verdict, user = proposed(prediction), person()
        assert not judging.may_decline(user, verdict)
        with pytest.raises(NotAllowed):
            judging.decline(user=user, verdict=verdict, reason="No.")

    def test_a_reason_is_needed(self, prediction):
        verdict = proposed(prediction)
        with pytest.raises(Invalid) as caught:
            judging.decline(user=EditorFactory(), verdict=verdict, reason=" ")
        assert list(caught.value.errors) == ["reason"]
        verdict.refresh_from_db()
        assert verdict.declined_at is None

    def test_what_was_declined_is_neither_confirmed_nor_declined_again(self, prediction):
        editor = EditorFactory()
        verdict = judging.decline(user=editor, verdict=proposed(prediction), reason="No.")
        assert not judging.may_confirm(editor, verdict)
        assert not judging.may_decline(editor, verdict)
        with pytest.raises(WrongState, match="declined"):
            judging.confirm(user=editor, verdict=verdict)
        with pytest.raises(WrongState, match="declined"):
            judging.decline(user=editor, verdict=verdict, reason="Again no.")

    @pytest.mark.parametrize("review", ["single-reviewed", "confirmed"])
    def test_what_is_published_is_superseded_instead(self, prediction, review):
        verdict = VerdictFactory(annotation=prediction, review=review)
        assert not judging.may_decline(EditorFactory(), verdict)
        with pytest.raises(WrongState, match="supersede"):
            judging.decline(user=EditorFactory(), verdict=verdict, reason="No.")


class TestStandingAlone:
    def test_one_editor_publishes_without_a_confirmer(self, prediction):
        CuratorFactory()
        editor = EditorFactory()
        verdict = proposed(prediction, editor)
        assert judging.stands_alone(editor)
        assert judging.may_publish_alone(editor, verdict)
        done = judging.publish_alone(user=editor, verdict=verdict)
        assert (done.review, done.confirmed_by, done.confirmed_at) == (
            "single-reviewed",
            None,
            None,
        )
        assert judging.standing_verdict(prediction) == done

    @pytest.mark.parametrize(
        ("other", "alone"),
        [
            ({"groups": ["editor"]}, False),
            ({"groups": ["administrator"]}, False),
            ({"is_superuser": True}, False),
            ({"groups": ["editor"], "is_active": False}, True),
            ({"is_superuser": True, "is_active": False}, True),
            ({"groups": ["curator"]}, True),
            ({}, True),
        ],
    )
    def test_whoever_else_could_confirm_counts(self, prediction, other, alone):
        editor = EditorFactory()
        AccountFactory(**other)
        verdict = proposed(prediction, editor)
        assert judging.stands_alone(editor) is alone
        assert judging.may_publish_alone(editor, verdict) is alone
        if not alone:
            with pytest.raises(NotAllowed, match="another editor"):
                judging.publish_alone(user=editor, verdict=verdict)

    def test_a_curator_alone_publishes_nothing(self, prediction):
        curator = CuratorFactory()
        with pytest.raises(NotAllowed, match="Only editors"):
            judging.publish_alone(user=curator, verdict=proposed(prediction, curator))

    def test_the_proposal_of_another_is_confirmed_instead(self, prediction):
        verdict = proposed(prediction, CuratorFactory())
        editor = EditorFactory()
        assert not judging.may_publish_alone(editor, verdict)
        with pytest.raises(NotAllowed, match="confirm it"):
            judging.publish_alone(user=editor, verdict=verdict)

    def test_an_imported_proposal_is_proposed_anew_instead(self, prediction):
        editor = EditorFactory()
        verdict = VerdictFactory(
            annotation=prediction,
            review="proposed",
            proposed_by=editor,
            batch=ImportBatchFactory(created_by=editor),
        )
        with pytest.raises(NotAllowed, match="import"):
            judging.publish_alone(user=editor, verdict=verdict)

    def test_a_proposal_that_was_overtaken_is_not_published(self, prediction):
        editor = EditorFactory()
        verdict = proposed(prediction, editor)
        VerdictFactory(annotation=prediction, review="single-reviewed")
        with pytest.raises(WrongState, match="Another verdict stands"):
            judging.publish_alone(user=editor, verdict=verdict)

    def test_it_is_published_once(self, prediction):
        editor = EditorFactory()
        verdict = judging.publish_alone(user=editor, verdict=proposed(prediction, editor))
        assert not judging.may_publish_alone(editor, verdict)
        with pytest.raises(WrongState, match="published already"):
            judging.publish_alone(user=editor, verdict=verdict)
