"""What a merge refuses, what it says beforehand, and what stands in the way of undoing it."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations import models as a
from annotations.services.checking import check_library
from annotations.services.merging import merge, preview, preview_undo, unmerge
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests import factories as f
from tests.services.merging.tables import rows, state

pytestmark = pytest.mark.django_db


class TestRefusals:
    """Nothing is merged, and the reason is told."""

    @pytest.fixture(autouse=True)
    def _unchanged(self, db: Any) -> Any:  # noqa: ARG002
        yield
        assert not a.ActorMerge.objects.filter(reason="No.").exists()

    def refused(
        self, editor: Any, source: Any, target: Any, field: str, reason: str = "No."
    ) -> str:
        before = rows()
        with pytest.raises(Invalid) as caught:
            merge(user=editor, source=source, target=target, reason=reason)
        assert list(caught.value.errors) == [field]
        assert rows() == before
        return str(caught.value)

    def test_with_itself(self, editor):
        japan = state("Japan")
        assert "not merged with itself" in self.refused(editor, japan, japan, "target")

    def test_into_one_that_is_merged_names_the_one_to_choose(self, editor):
        target = f.ActorFactory(name="Dai Nippon", merged_into=state("Japan"))
        assert "choose Japan" in self.refused(editor, state("Nippon"), target, "target")

    def test_one_that_is_merged_already(self, editor):
        source = f.ActorFactory(name="Nippon", merged_into=state("Japan"))
        assert "into Japan already" in self.refused(editor, source, state("China"), "source")

    def test_without_a_reason(self, editor):
        assert "Say why" in self.refused(editor, state("Nippon"), state("Japan"), "reason", " ")

    def test_by_a_curator(self):
        before = rows()
        with pytest.raises(NotAllowed):
            merge(
                user=f.CuratorFactory(), source=state("Nippon"), target=state("Japan"), reason="No."
            )
        assert {name for name in before if rows()[name] != before[name]} <= {
            "annotations.actor",
            "sourcelib.account",
            "sourcelib.account_groups",
        }

    @pytest.mark.parametrize(
        ("tie", "words"),
        [
            (lambda s, t: f.ActorRoleFactory(actor=s, organisation=t), "has a role with the other"),
            (lambda s, t: f.ActorRoleFactory(actor=t, organisation=s), "has a role with the other"),
            (lambda s, t: f.ActorMembershipFactory(whole=s, member=t), "is a member of"),
            (
                lambda s, t: f.ActorMembershipFactory(
                    whole=s, member=f.ActorMembershipFactory(member=t).whole
                ),
                "is a member of",
            ),
            (lambda s, t: a.Actor.objects.filter(pk=s.pk).update(part_of=t), "is a part of"),
            (
                lambda s, t: a.Actor.objects.filter(pk=t.pk).update(
                    part_of=f.ActorFactory(part_of=s)
                ),
                "is a part of",
            ),
            (
                lambda s, t: [
                    a.Actor.objects.filter(pk=one.pk).update(author=f.AuthorFactory())
                    for one in (s, t)
                ],
                "Both have “author”",
            ),
            (
                lambda s, t: [
                    a.Actor.objects.filter(pk=one.pk).update(publication=f.PublicationFactory())
                    for one in (s, t)
                ],
                "Both have “publication”",
            ),
        ],
    )
    def test_two_who_cannot_be_one(self, tie: Callable[..., Any], words: str, editor):
        source, target = state("Nippon"), state("Japan")
        tie(source, target)
        assert words in self.refused(editor, source, target, "conflicts")


class TestPreview:
    def test_it_counts_what_follows_with_examples(self, two):
        told = preview(*two)
        parts = {str(part.label): (part.count, part.out) for part in told.parts}
        assert parts == {
            "mentions": (2, 0),
            "claims and predictions about it": (1, 1),
            "predictions shared as co-speaker": (1, 3),
            "claims made": (1, 0),
            "predictions made": (1, 0),
            "aliases": (1, 1),
            "identifiers": (1, 1),
            "roles": (1, 0),
            "roles of others with it": (0, 1),
            "members": (1, 0),
            "memberships": (0, 1),
            "parts": (1, 0),
        }
        mentions = next(part for part in told.parts if str(part.label) == "mentions")
        assert [words.split(" (")[0] for words in mentions.examples] == ["“Tokyo”", "“Moscow”"]
        assert [str(label) for label, _row in told.links_taken_over] == [
            "part of",
            "author",
            "publication",
        ]

    def test_it_names_what_does_not_fit_and_what_becomes_of_it(self, two):
        nippon, japan = two
        a.Actor.objects.filter(pk=nippon.pk).update(kind="polity")
        told = preview(a.Actor.objects.get(pk=nippon.pk), japan)
        assert told.forbidden == []
        assert {conflict.what for conflict in told.conflicts} == {
            "They are of different kinds: polity and state.",
            "1 claim or prediction is about both.",
            "In 3 predictions both are named as those who predict.",
            "Both have the alias “Tokyo”.",
            "Both have an id of Wikidata; Nippon has Q1.",
            "A role that the other has for the same days: Person, Prime Minister, Nippon, "
            "from 2012-12-26 on.",
            "A membership that the other has for the same days: Nippon in G7, from 1975-01-01 on.",
            "1 passage is tagged with both.",
        }

    def test_it_writes_nothing(self, two):
        before = rows()
        preview(*two)
        assert rows() == before


class TestChains:
    def test_who_was_merged_before_is_led_on_to_the_last(self, editor):
        first, second, third = state("First"), state("Second"), state("Third")
        merge(user=editor, source=first, target=second, reason="One.")
        second.refresh_from_db()
        merge(user=editor, source=second, target=third, reason="One.")
        first.refresh_from_db()
        assert first.merged_into == third
        assert list(check_library()) == []

    def test_merges_are_undone_from_the_last(self, editor):
        first, second, third = state("First"), state("Second"), state("Third")
        claim = f.ClaimFactory(about=[first, second, third]).annotation
        before = rows()
        one = merge(user=editor, source=first, target=second, reason="One.")
        between = rows()
        second.refresh_from_db()
        two = merge(user=editor, source=second, target=third, reason="One.")
        assert [actor.name for actor in claim.about.all()] == ["Third"]
        with pytest.raises(WrongState, match="Second was itself merged into Third since"):
            unmerge(user=editor, merge=one)
        unmerge(user=editor, merge=two)
        assert rows() == between
        unmerge(user=editor, merge=one)
        assert rows() == before

    def test_a_later_merge_into_the_same_one_is_undone_first(self, editor):
        first, second, third = state("First"), state("Second"), state("Third")
        f.ClaimFactory(about=[first, second])
        before = rows()
        one = merge(user=editor, source=first, target=third, reason="One.")
        two = merge(user=editor, source=second, target=third, reason="One.")
        with pytest.raises(WrongState, match="Second was merged into Third since"):
            unmerge(user=editor, merge=one)
        unmerge(user=editor, merge=two)
        unmerge(user=editor, merge=one)
        assert rows() == before

    def test_no_merge_is_undone_twice_or_by_a_curator(self, editor):
        done = merge(user=editor, source=state("Nippon"), target=state("Japan"), reason="One.")
        with pytest.raises(NotAllowed):
            unmerge(user=f.CuratorFactory(), merge=done)
        unmerge(user=editor, merge=done)
        with pytest.raises(WrongState, match="undone already"):
            unmerge(user=editor, merge=done)
        with pytest.raises(WrongState):
            preview_undo(a.ActorMerge.objects.get())


class TestWorkSince:
    """What was done between a merge and its undoing is not lost."""

    def test_new_rows_stay_with_the_target(self, two, editor):
        done = merge(user=editor, source=two[0], target=two[1], reason="One.")
        mention = f.MentionFactory(actor=two[1])
        alias = f.ActorAliasFactory(actor=two[1], text="Nihon")
        unmerge(user=editor, merge=done)
        mention.refresh_from_db()
        alias.refresh_from_db()
        assert mention.actor == alias.actor == two[1]

    def test_what_was_pointed_elsewhere_is_left_alone_and_named(self, two, editor):
        nippon, japan = two
        china = state("China")
        moved, kept = a.Mention.objects.filter(actor=nippon).order_by("pk")
        done = merge(user=editor, source=nippon, target=japan, reason="One.")
        a.Mention.objects.filter(pk=moved.pk).update(actor=china)
        undone = unmerge(user=editor, merge=done)
        moved.refresh_from_db()
        kept.refresh_from_db()
        assert (moved.actor, kept.actor) == (china, nippon)
        assert undone.moved["left"] == [f"mentions: {moved.annotation.uid} refers to China now."]

    def test_what_was_deleted_is_named(self, two, editor):
        nippon, japan = two
        done = merge(user=editor, source=nippon, target=japan, reason="One.")
        japan.aliases.filter(text="Dai Nippon").delete()
        undone = unmerge(user=editor, merge=done)
        assert undone.moved["left"] == ["aliases: deleted since: 1."]

    def test_what_is_about_neither_any_more_stays_so(self, two, editor):
        nippon, japan = two
        both = a.Annotation.objects.filter(about=nippon).get(about=japan)
        done = merge(user=editor, source=nippon, target=japan, reason="One.")
        both.about.clear()
        assert preview_undo(done).left == [
            "claims and predictions about it: put aside by the merge and no longer fitting: 1."
        ]
        unmerge(user=editor, merge=done)
        assert list(both.about.all()) == []

    def test_a_prediction_that_others_make_now_is_left_alone(self, two, editor):
        nippon, japan = two
        row = a.Prediction.objects.get(speaker=nippon)
        china = state("China")
        done = merge(user=editor, source=nippon, target=japan, reason="One.")
        a.Prediction.objects.filter(pk=row.pk).update(speaker=china)
        row.co_speakers.add(japan)
        unmerge(user=editor, merge=done)
        row.refresh_from_db()
        assert row.speaker == china
        assert {actor.name for actor in row.co_speakers.all()} == {"Japan", "Person"}

    def test_what_the_actor_took_over_and_lost_since_is_left_alone(self, two, editor):
        nippon, japan = two
        done = merge(user=editor, source=nippon, target=japan, reason="One.")
        a.Actor.objects.filter(pk=japan.pk).update(publication=None)
        undone = unmerge(user=editor, merge=done)
        nippon.refresh_from_db()
        assert (nippon.publication, nippon.author is not None) == (None, True)
        assert undone.moved["left"] == ["“publication” of Japan: it was changed since."]

    def test_a_role_put_aside_comes_back_with_what_its_other_end_was_merged_into(self, editor):
        abe, shinzo = (f.ActorFactory(kind="person") for _ in range(2))
        nippon, japan = state("Nippon"), state("Japan")
        for actor in (abe, shinzo):
            f.ActorRoleFactory(actor=actor, organisation=nippon)
        done = merge(user=editor, source=shinzo, target=abe, reason="One.")
        assert not shinzo.roles.exists()
        merge(user=editor, source=nippon, target=japan, reason="One.")
        unmerge(user=editor, merge=done)
        assert shinzo.roles.get().organisation == japan

    def test_an_id_that_another_actor_has_by_now_stays_there(self, two, editor):
        nippon, japan = two
        done = merge(user=editor, source=nippon, target=japan, reason="One.")
        f.ActorIdentifierFactory(scheme="wikidata", value="Q1")
        undone = unmerge(user=editor, merge=done)
        assert undone.moved["left"] == [
            "identifiers: put aside by the merge and no longer fitting: 1."
        ]
