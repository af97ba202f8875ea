"""Relations and memberships: said, changed and taken back for a reason that is kept."""

import pytest

from annotations.models import Annotation, PropositionMember, Relation
from annotations.services import memberships, relating
from sourcelib.services.refusals import Invalid, NotAllowed
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    MentionFactory,
    PredictionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    RelationFactory,
)

pytestmark = pytest.mark.django_db

TOO_LONG = "x" * 101


def claim(state: str = "draft", **more) -> Annotation:
    return ClaimFactory(state=state, **more).annotation


def prediction(**more) -> Annotation:
    return PredictionFactory(**more).annotation


def relate(user, source, target, kind="supports", reason="It is a reason."):
    return relating.relate(user=user, source=source, target=target, kind=kind, reason=reason)


def errors_of(call, *args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        call(*args, **kwargs)
    return caught.value.errors


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def editor():
    return EditorFactory()


class TestRelating:
    def test_a_relation_keeps_its_reason_and_who_said_so(self, curator):
        one, other = claim(), claim()
        row = relate(curator, one, other, reason=" It is a reason. ")
        assert (row.source, row.target, row.kind) == (one, other, "supports")
        assert (row.reason, row.created_by) == ("It is a reason.", curator)
        assert [(entry.history_type, entry.history_user) for entry in row.history.all()] == [
            ("+", curator)
        ]

    def test_nothing_bears_on_itself_and_nothing_is_its_own_condition(self, curator):
        one = prediction()
        assert "bear on itself" in errors_of(relate, curator, one, one)["target"][0]
        errors = errors_of(relate, curator, one, one, kind="condition-of")
        assert "condition of itself" in errors["target"][0]
        assert not Relation.objects.exists()

    def test_a_circle_of_conditions_is_refused_and_named(self, curator):
        first, second, third = (
            prediction(summary=f"The {which} will happen.") for which in ("talk", "visit", "treaty")
        )
        relate(curator, first, second, kind="condition-of")
        relate(curator, second, third, kind="condition-of")
        (problem,) = errors_of(relate, curator, third, first, kind="condition-of")["target"]
        assert (
            "“The treaty will happen.” → “The talk will happen.” → “The visit will happen.” → "
            "“The treaty will happen.”"
        ) in problem
        (problem,) = errors_of(relate, curator, second, first, kind="condition-of")["target"]
        assert "“The visit will happen.” → “The talk will happen.” → “The visit" in problem
        assert Relation.objects.count() == 2
        relate(curator, third, first, kind="supports")

    def test_conditions_that_meet_again_are_no_circle(self, curator):
        top, left, right, foot = (prediction() for _ in range(4))
        for one, other in ((top, left), (top, right), (left, foot), (right, foot), (top, foot)):
            relate(curator, one, other, kind="condition-of")
        assert Relation.objects.count() == 5

    def test_a_change_into_a_condition_can_close_a_circle_too(self, curator):
        one, other = prediction(), prediction()
        relate(curator, one, other, kind="condition-of")
        back = relate(curator, other, one, kind="supports")
        errors = errors_of(
            relating.change, user=curator, relation=back, kind="condition-of", reason="So."
        )
        assert "condition of itself" in errors["target"][0]

    def test_a_condition_leads_to_a_prediction(self, curator):
        errors = errors_of(relate, curator, claim(), claim(), kind="condition-of")
        assert errors == {"target": ["Only predictions have conditions."]}
        relate(curator, claim(), prediction(), kind="condition-of")

    def test_a_mention_bears_on_nothing(self, curator):
        mention = MentionFactory().annotation
        assert set(errors_of(relate, curator, mention, claim())) == {"source"}
        assert set(errors_of(relate, curator, claim(), mention)) == {"target"}

    def test_reason_and_kind_are_needed(self, curator):
        errors = errors_of(relate, curator, claim(), claim(), kind="proves", reason=" ")
        assert set(errors) == {"kind", "reason"}
        assert "gives a reason for" in errors["kind"][0]

    def test_the_same_relation_twice_is_refused_with_the_one_that_is_there(self, curator):
        one, other = claim(), claim()
        relate(curator, one, other, reason="First.")
        assert "“First.”" in errors_of(relate, curator, one, other)["target"][0]
        relate(curator, one, other, kind="restates")
        relate(curator, other, one)

    def test_what_is_public_at_once_is_for_editors(self, curator, editor):
        one, other = claim("published"), claim("published")
        with pytest.raises(NotAllowed, match="only editors"):
            relate(curator, one, other)
        relate(curator, one, claim())
        relate(editor, one, other)
        with pytest.raises(NotAllowed):
            relate(AccountFactory(), claim(), claim())


class TestChangingRelations:
    def test_a_public_one_changes_for_a_reason_that_its_history_keeps(self, editor):
        row = RelationFactory(source=claim("published"), target=claim("published"))
        values = {"user": editor, "relation": row, "kind": "restates", "reason": "Same words."}
        assert set(errors_of(relating.change, **values)) == {"why"}
        assert set(errors_of(relating.change, **values, why=TOO_LONG)) == {"why"}
        assert Relation.objects.get().kind == "supports"
        changed = relating.change(**values, why="It says the same.")
        assert (changed.kind, changed.reason) == ("restates", "Same words.")
        last = changed.history.first()
        assert (last.history_change_reason, last.history_user) == ("It says the same.", editor)

    def test_a_change_that_changes_nothing_writes_nothing(self, editor):
        row = RelationFactory(source=claim("published"), target=claim("published"))
        relating.change(user=editor, relation=row, kind=row.kind, reason=row.reason)
        assert row.history.count() == 1

    def test_a_public_one_is_taken_away_for_a_reason_and_leaves_a_trace(self, editor, curator):
        row = RelationFactory(source=claim("published"), target=claim("published"))
        pk, reason = row.pk, row.reason
        with pytest.raises(NotAllowed):
            relating.remove(user=curator, relation=row, reason="I do not like it.")
        for missing in ("", "  ", TOO_LONG):
            errors = errors_of(relating.remove, user=editor, relation=row, reason=missing)
            assert set(errors) == {"reason"}
        relating.remove(user=editor, relation=row, reason="The two are unrelated.")
        assert not Relation.objects.exists()
        last = Relation.history.filter(id=pk).first()
        assert (last.history_type, last.reason) == ("-", reason)
        assert (last.history_change_reason, last.history_user) == ("The two are unrelated.", editor)

    def test_one_that_readers_saw_needs_a_reason_even_while_an_end_is_withdrawn(self, editor):
        row = RelationFactory(source=claim("published"), target=claim("withdrawn"))
        assert set(errors_of(relating.remove, user=editor, relation=row)) == {"reason"}

    def test_one_between_drafts_goes_without_asking_why(self, curator):
        relating.remove(user=curator, relation=RelationFactory())
        assert not Relation.objects.exists()


class TestMembers:
    def add(self, user, annotation, position="supports", note="", proposition=None):
        return memberships.add(
            user=user,
            proposition=proposition or PropositionFactory(),
            annotation=annotation,
            position=position,
            note=note,
        )

    def test_a_member_is_added_with_its_position_and_who_said_so(self, curator):
        row = self.add(curator, claim(), "neutral", " It leaves the question open. ")
        assert (row.position, row.note) == ("neutral", "It leaves the question open.")
        assert row.history.get().history_user == curator

    def test_a_neutral_one_says_why_and_a_mention_is_none(self, curator):
        assert set(errors_of(self.add, curator, claim(), "neutral")) == {"note"}
        assert set(errors_of(self.add, curator, claim(), "agrees")) == {"position"}
        assert set(errors_of(self.add, curator, MentionFactory().annotation)) == {"annotation"}
        row = self.add(curator, claim())
        errors = errors_of(self.add, curator, row.annotation, proposition=row.proposition)
        assert "It is a member already: it supports." in errors["proposition"]
        assert PropositionMember.objects.count() == 1

    def test_where_something_published_stands_is_for_editors_and_has_a_reason(
        self, curator, editor
    ):
        row = PropositionMemberFactory(annotation=claim("published"))
        change = {"member": row, "position": "opposes", "note": ""}
        with pytest.raises(NotAllowed):
            memberships.change(user=curator, **change, why="Read anew.")
        with pytest.raises(NotAllowed):
            self.add(curator, claim("published"))
        assert set(errors_of(memberships.change, user=editor, **change)) == {"why"}
        assert memberships.change(user=editor, **change, why="Read anew.").position == "opposes"
        assert row.history.first().history_change_reason == "Read anew."
        assert set(errors_of(memberships.remove, user=editor, member=row)) == {"reason"}
        memberships.remove(user=editor, member=row, reason="It asserts something else.")
        last = PropositionMember.history.first()
        assert (last.history_type, last.position) == ("-", "opposes")
        assert last.history_change_reason == "It asserts something else."

    def test_a_draft_is_moved_and_taken_out_without_asking_why(self, curator):
        row = PropositionMemberFactory(annotation=claim(article=ArticleFactory()))
        memberships.change(user=curator, member=row, position="opposes", note="")
        memberships.remove(user=curator, member=row)
        assert not PropositionMember.objects.exists()
