"""Relations and memberships in the admin: written by the services, deleted for a reason."""

import pytest
from django.urls import reverse

from annotations.models import PropositionMember, Relation
from tests import factories as f

pytestmark = pytest.mark.django_db


def address(name: str, *args) -> str:
    return reverse(f"admin:annotations_{name}", args=args)


@pytest.fixture
def editor(client):
    account = f.EditorFactory()
    client.force_login(account)
    return account


@pytest.fixture
def public():
    article = f.ArticleFactory(state="published")
    ends = [f.ClaimFactory(article=article, state="published").annotation for _ in range(2)]
    return f.RelationFactory(source=ends[0], target=ends[1])


def test_a_relation_made_here_names_who_made_it_here_and_in_its_history(client, editor):
    one, other = f.ClaimFactory().annotation, f.PredictionFactory().annotation
    body = {"source": one.pk, "target": other.pk, "kind": "condition-of", "reason": "It says if."}
    assert client.post(address("relation_add"), body).status_code == 302
    row = Relation.objects.get()
    assert (row.created_by, row.history.get().history_user) == (editor, editor)


@pytest.mark.usefixtures("editor")
def test_a_relation_with_itself_and_a_circle_of_conditions_are_refused_by_name(client):
    one, other = (f.PredictionFactory(summary=f"{name} happens.") for name in ("One", "Two"))
    f.RelationFactory(source=one.annotation, target=other.annotation, kind="condition-of")
    body = {"kind": "condition-of", "reason": "So."}
    itself = {"source": one.pk, "target": one.pk}
    response = client.post(address("relation_add"), body | itself)
    assert "condition of itself" in response.content.decode()
    back = {"source": other.pk, "target": one.pk}
    response = client.post(address("relation_add"), body | back)
    assert "“Two happens.” → “One happens.” → “Two happens.”" in response.content.decode()
    assert Relation.objects.count() == 1


def test_a_public_relation_changes_with_a_reason_and_keeps_its_ends(client, editor, public):
    page = address("relation_change", public.pk)
    assert 'name="why"' in client.get(page).content.decode()
    body = {"kind": "restates", "reason": "Same.", "source": "", "target": ""}
    assert "Say why" in client.post(page, body).content.decode()
    assert Relation.objects.get().kind == "supports"
    assert client.post(page, body | {"why": "Read anew."}).status_code == 302
    row = Relation.objects.get()
    assert (row.kind, row.source, row.target) == ("restates", public.source, public.target)
    last = row.history.first()
    assert (last.history_change_reason, last.history_user) == ("Read anew.", editor)
    history = client.get(address("relation_history", public.pk)).content.decode()
    assert "Read anew." in history


@pytest.mark.usefixtures("editor")
def test_a_public_relation_is_deleted_for_a_reason_only(client, public):
    page = address("relation_delete", public.pk)
    assert 'name="reason"' in client.get(page).content.decode()
    response = client.post(page, {"post": "yes", "reason": " "}, follow=True)
    assert "Say why" in response.content.decode()
    assert Relation.objects.exists()
    assert client.post(page, {"post": "yes", "reason": "Unrelated."}).status_code == 302
    assert not Relation.objects.exists()
    assert Relation.history.first().history_change_reason == "Unrelated."


@pytest.mark.usefixtures("editor")
def test_one_between_drafts_is_deleted_without_asking_why(client):
    row = f.RelationFactory()
    page = address("relation_delete", row.pk)
    assert 'name="reason"' not in client.get(page).content.decode()
    assert client.post(page, {"post": "yes"}).status_code == 302


@pytest.mark.usefixtures("editor")
def test_no_action_deletes_many_at_once(client, public):
    assert "delete_selected" not in client.get(address("relation_changelist")).content.decode()
    bulk = {"action": "delete_selected", "_selected_action": [public.pk], "post": "yes"}
    client.post(address("relation_changelist"), bulk)
    assert Relation.objects.exists()


class TestMembers:
    def save(self, client, proposition, **member):
        body = {
            "text": proposition.text,
            "slug": proposition.slug,
            "kind": proposition.kind,
            "members-TOTAL_FORMS": 1,
            "members-INITIAL_FORMS": int("id" in member),
            **{f"members-0-{name}": value for name, value in member.items()},
        }
        return client.post(address("proposition_change", proposition.pk), body)

    def test_a_published_one_moves_and_leaves_for_a_reason(self, client, editor, public):
        row = f.PropositionMemberFactory(annotation=public.source)
        here = {"id": row.pk, "annotation": public.target_id}
        refused = self.save(client, row.proposition, **here, position="opposes")
        assert "Say why" in refused.content.decode()
        saved = self.save(
            client, row.proposition, **here, position="opposes", why="It denies that."
        )
        assert saved.status_code == 302
        row.refresh_from_db()
        assert (row.position, row.annotation) == ("opposes", public.source)
        gone = {**here, "position": "opposes", "DELETE": "on"}
        assert "Say why" in self.save(client, row.proposition, **gone).content.decode()
        assert PropositionMember.objects.exists()
        assert self.save(client, row.proposition, **gone, why="Unrelated.").status_code == 302
        entries = PropositionMember.history.values_list("history_type", "history_change_reason")
        assert list(entries[:2]) == [("-", "Unrelated."), ("~", "It denies that.")]
        assert PropositionMember.history.first().history_user == editor

    @pytest.mark.usefixtures("editor")
    def test_members_are_named_by_what_they_say(self, client, public):
        row = f.PropositionMemberFactory(annotation=public.source)
        page = client.get(address("proposition_change", row.proposition_id)).content.decode()
        assert f">{public.source.claim.summary}</option>" in page

    @pytest.mark.usefixtures("editor")
    def test_a_new_proposition_is_made_with_its_members(self, client, public):
        body = {
            "text": "Talks will go on.",
            "slug": "talks-will-go-on",
            "kind": "factual",
            "members-TOTAL_FORMS": 1,
            "members-INITIAL_FORMS": 0,
            "members-0-annotation": public.source_id,
            "members-0-position": "neutral",
        }
        refused = client.post(address("proposition_add"), body)
        assert "without deciding it" in refused.content.decode()
        body["members-0-note"] = "It leaves it open."
        assert client.post(address("proposition_add"), body).status_code == 302
        assert PropositionMember.objects.get().note == "It leaves it open."
