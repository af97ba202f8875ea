"""Merging actors in the administration, and the rules of what is dated."""

import re
from typing import Any

import pytest
from django.urls import reverse

from annotations.models import Actor, ActorMembership, ActorMerge, ActorRole
from annotations.services.merging import merge
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Any) -> Any:
    user = f.EditorFactory()
    client.force_login(user)
    return user


@pytest.fixture
def japan() -> Actor:
    actor = f.ActorFactory(name="Japan", slug="japan")
    for _ in range(2):
        f.MentionFactory(actor=actor)
    return actor


@pytest.fixture
def nippon() -> Actor:
    actor = f.ActorFactory(name="Nippon", slug="nippon", kind="polity")
    f.MentionFactory(actor=actor)
    return actor


def merging(actor: Actor) -> str:
    return reverse("admin:annotations_actor_merge", args=[actor.pk])


def undoing(row: ActorMerge) -> str:
    return reverse("admin:annotations_actormerge_undo", args=[row.pk])


def change(actor: Actor) -> str:
    return reverse("admin:annotations_actor_change", args=[actor.pk])


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestMerging:
    def test_it_is_chosen_previewed_confirmed_and_undone(self, client, editor, nippon, japan):
        assert merging(nippon) in client.get(change(nippon)).content.decode()
        assert "No other actor has a name or alias of this one." in text(
            client.get(merging(nippon))
        )
        page = client.get(merging(nippon), {"q": "apan"}).content.decode()
        assert f'<a href="?into={japan.pk}">Japan</a>' in page
        page = text(client.get(merging(nippon), {"into": japan.pk}))
        assert "Mentions: 1" in page
        assert "They are of different kinds: polity and state." in page
        assert (
            "The address /actors/nippon/ and all former ones will lead to /actors/japan/." in page
        )
        assert not ActorMerge.objects.exists()

        body = {"into": japan.pk, "reason": "Two names of one state."}
        response = client.post(merging(nippon), body, follow=True)
        row = ActorMerge.objects.get()
        assert response.redirect_chain == [(change(japan), 302)]
        assert undoing(row) in response.content.decode()
        assert (row.merged_by, row.reason) == (editor, "Two names of one state.")

        page = text(client.get(undoing(row)))
        assert "Mentions: 1" in page
        response = client.post(undoing(row), follow=True)
        assert response.redirect_chain == [(change(nippon), 302)]
        assert "Nippon and Japan are two actors again." in text(response)
        assert nippon.mentions.count() == 1

    def test_who_is_named_alike_is_offered_and_a_merged_one_is_not(
        self, client, editor, nippon, japan
    ):
        assert editor
        f.ActorAliasFactory(actor=japan, text="NIPPON")
        f.ActorIdentifierFactory(actor=japan, value="Q17")
        f.ActorFactory(name="Nippon", merged_into=japan)
        for asked in ({}, {"q": "q17"}, {"q": "nippon japan"}):
            page = client.get(merging(nippon), asked)
            assert list(page.context["candidates"]) == [japan]
        assert "No other actor is called so." in text(client.get(merging(nippon), {"q": "x\x00y"}))

    def test_without_a_reason_the_preview_comes_back(self, client, editor, nippon, japan):
        assert editor
        page = text(client.post(merging(nippon), {"into": japan.pk, "reason": " "}))
        assert "Nothing was merged." in page
        assert "Say why these are the same" in page
        assert not ActorMerge.objects.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_who_cannot_be_chosen_is_told(self, client, editor, nippon, japan, method):
        assert editor
        old = f.ActorFactory(name="Dai Nippon", merged_into=japan)
        for target, words in (
            (nippon.pk, "not merged with itself"),
            (old.pk, "Dai Nippon was itself merged into Japan: choose Japan."),
            (0, "There is no such actor."),
            ("x", "There is no such actor."),
        ):
            page = getattr(client, method)(merging(nippon), {"into": target, "reason": "One."})
            assert words in text(page)
        assert not ActorMerge.objects.exists()

    def test_what_is_in_the_way_leaves_no_button(self, client, editor, nippon, japan):
        assert editor
        f.ActorRoleFactory(actor=nippon, organisation=japan)
        page = client.get(merging(nippon), {"into": japan.pk})
        assert "In the way: Nippon has a role with the other: Prime Minister." in text(page)
        assert b'name="reason"' not in page.content
        page = client.post(merging(nippon), {"into": japan.pk, "reason": "One."})
        assert "Nothing was merged." in text(page)
        assert not ActorMerge.objects.exists()

    def test_the_action_leads_to_the_preview_of_the_rarer_into_the_commoner(
        self, client, editor, nippon, japan
    ):
        assert editor
        others = [f.ActorFactory()]
        address = reverse("admin:annotations_actor_changelist")

        def act(*actors: Actor) -> Any:
            chosen = [actor.pk for actor in actors]
            return client.post(address, {"action": "merge_two", "_selected_action": chosen})

        assert act(japan, nippon).url == f"{merging(nippon)}?into={japan.pk}"
        for wrong in ([japan], [japan, nippon, *others]):
            page = client.get(act(*wrong).url)
            assert "Choose two actors" in text(page)

    def test_a_curator_neither_sees_nor_does_it(self, client, nippon, japan):
        row = merge(user=f.EditorFactory(), source=nippon, target=japan, reason="One.")
        client.force_login(f.CuratorFactory())
        other = f.ActorFactory()
        assert merging(other) not in client.get(change(other)).content.decode()
        for address in (merging(other), undoing(row)):
            assert client.get(address).status_code == 403
            assert client.post(address, {"into": japan.pk, "reason": "One."}).status_code == 403
        page = client.get(reverse("admin:annotations_actor_changelist")).content.decode()
        assert "merge_two" not in page
        assert ActorMerge.objects.get().undone_at is None

    def test_undoing_is_refused_while_a_later_merge_stands(self, client, editor, nippon, japan):
        row = merge(user=editor, source=nippon, target=japan, reason="One.")
        merge(user=editor, source=japan, target=f.ActorFactory(name="Asia"), reason="No.")
        for method in (client.get, client.post):
            page = method(undoing(row), follow=True)
            assert "Japan was itself merged into Asia since: undo that merge first." in text(page)

    def test_the_list_of_merges_leads_to_undoing_those_that_stand(
        self, client, editor, nippon, japan
    ):
        row = merge(user=editor, source=nippon, target=japan, reason="One.")
        address = reverse("admin:annotations_actormerge_changelist")
        assert undoing(row) in client.get(address).content.decode()
        client.post(undoing(row))
        assert undoing(row) not in client.get(address).content.decode()
        page = reverse("admin:annotations_actormerge_change", args=[row.pk])
        assert undoing(row) not in client.get(page).content.decode()


class TestMergedActors:
    def test_their_page_says_so_and_takes_no_change(self, client, editor, nippon, japan):
        row = merge(user=editor, source=nippon, target=japan, reason="Two names.")
        page = client.get(change(nippon))
        assert "This actor was merged into Japan" in text(page)
        assert "Two names." in text(page)
        assert undoing(row) in page.content.decode()
        assert b'name="_save"' not in page.content
        assert client.post(change(nippon), {"name": "Other"}).status_code == 403
        nippon.refresh_from_db()
        assert nippon.name == "Nippon"

    def test_one_that_came_merged_cannot_be_undone_here(self, client, editor, japan):
        assert editor
        old = f.ActorFactory(merged_into=japan)
        assert "The merge came with an import" in text(client.get(change(old)))

    def test_nothing_suggests_them(self, client, editor, nippon, japan):
        merge(user=editor, source=nippon, target=japan, reason="One.")
        asked = {"app_label": "annotations", "model_name": "actorrole"}
        found = client.get(
            reverse("admin:autocomplete"), asked | {"field_name": "organisation", "term": ""}
        )
        assert [one["text"] for one in found.json()["results"]] == ["Japan"]


INLINES = ("aliases", "memberships", "roles", "identifiers")


def form(
    actor: Actor, part_of: Actor | None = None, **rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the change form of an actor sends, with new rows in its inlines."""
    own = {"name": actor.name, "slug": actor.slug, "kind": actor.kind}
    body: dict[str, Any] = own | {"part_of": part_of.pk if part_of else ""}
    for name in INLINES:
        new = rows.get(name, [])
        body |= {f"{name}-TOTAL_FORMS": len(new), f"{name}-INITIAL_FORMS": 0}
        for number, row in enumerate(new):
            body |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return body


class TestDatedRows:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client: Any) -> None:
        client.force_login(f.CuratorFactory())

    def role(self, organisation: Actor, first: str = "", last: str = "") -> dict[str, Any]:
        held = {"organisation": organisation.pk, "title": "Prime Minister"}
        return held | {"valid_from": first, "valid_to": last}

    def test_roles_that_overlap_are_refused_by_name_and_others_are_kept(self, client, japan):
        abe = f.ActorFactory(name="Abe", kind="person")
        first = self.role(japan, "2006-09-26", "2007-09-26")
        wrong = form(abe, roles=[first, self.role(japan, "2007-09-01")])
        page = text(client.post(change(abe), wrong))
        assert (
            "“Prime Minister, Japan” is given twice for the same days: from 2006-09-26 to "
            "2007-09-26, and from 2007-09-01 on." in page
        )
        assert not ActorRole.objects.exists()
        right = form(abe, roles=[first, self.role(japan, "2012-12-26", "2020-09-16")])
        assert client.post(change(abe), right).status_code == 302
        assert abe.roles.count() == 2

    def test_an_overlap_that_is_deleted_in_the_same_form_is_none(self, client, japan):
        abe = f.ActorFactory(name="Abe", kind="person")
        old = f.ActorRoleFactory(actor=abe, organisation=japan)
        body = form(
            abe, roles=[self.role(japan) | {"id": old.pk, "DELETE": "on"}, self.role(japan)]
        )
        body["roles-INITIAL_FORMS"] = 1
        assert client.post(change(abe), body).status_code == 302
        assert abe.roles.get().pk != old.pk

    def test_members_and_aliases_are_told_once_for_each_day(self, client, japan):
        g7 = f.ActorFactory(name="G7")
        page = text(client.post(change(g7), form(g7, memberships=[{"member": japan.pk}] * 2)))
        assert "“Japan in G7” is given twice for the same days: without dates" in page
        alias = {"text": "The Seven", "kind": "short", "language": ""}
        page = text(
            client.post(change(g7), form(g7, aliases=[alias, alias | {"valid_to": "2014-01-01"}]))
        )
        assert "“The Seven” is given twice for the same days: without dates" in page
        assert "until 2014-01-01" in page

    def test_no_circles_of_members_or_parts(self, client, japan):
        whole = f.ActorMembershipFactory(member=japan).whole
        top = f.ActorMembershipFactory(member=whole).whole
        for member in (top, japan):
            page = client.post(change(japan), form(japan, memberships=[{"member": member.pk}]))
            assert "cannot be a member" in text(page)
        assert ActorMembership.objects.count() == 2
        part = f.ActorFactory(part_of=f.ActorFactory(part_of=japan))
        for other in (part, japan):
            page = client.post(change(japan), form(japan, part_of=other))
            assert "cannot be the whole" in text(page)

    def test_nothing_new_refers_to_a_merged_actor(self, client, japan):
        old = f.ActorFactory(merged_into=japan)
        abe = f.ActorFactory(name="Abe", kind="person")
        for body in (
            form(abe, roles=[self.role(old)]),
            form(abe, memberships=[{"member": old.pk}]),
            form(abe, part_of=old),
        ):
            assert "This actor was merged into another" in text(client.post(change(abe), body))
