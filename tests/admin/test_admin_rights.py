"""What the administration refuses to those who may open it."""

import pytest
from django.urls import reverse

from annotations.models import PropositionMember, Relation
from tests import factories as f

pytestmark = pytest.mark.django_db


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


class TestAccounts:
    def test_an_administrator_cannot_take_the_account_of_a_superuser(self, client):
        client.force_login(f.AdministratorFactory())
        superuser = f.AccountFactory(is_superuser=True)
        address = reverse("admin:auth_user_password_change", args=[superuser.pk])
        body = {"password1": "taken-over-9", "password2": "taken-over-9", "usable_password": "true"}
        assert client.post(address, body).status_code == 403
        change = page(type(superuser), "change", superuser.pk)
        assert client.get(change).status_code == 200
        assert client.post(change, {"username": "taken"}).status_code == 403
        superuser.refresh_from_db()
        assert superuser.check_password(f.PASSWORD)

    @pytest.mark.parametrize("part", ["proposed_by", "confirmed_by"])
    def test_an_account_that_judged_is_deactivated_and_not_deleted(self, client, part):
        judge = f.EditorFactory()
        f.VerdictFactory(review="confirmed", **{part: judge})
        client.force_login(f.AdministratorFactory(is_superuser=True))
        html = client.post(page(type(judge), "delete", judge.pk), {"post": "yes"}).content.decode()
        assert "Let the account be inactive instead." in html
        body = {"action": "delete_selected", "_selected_action": [judge.pk], "post": "yes"}
        client.post(page(type(judge), "changelist"), body)
        judge.refresh_from_db()

    def test_an_administrator_sets_the_password_of_a_curator_and_makes_no_superuser(self, client):
        client.force_login(f.AdministratorFactory())
        curator = f.CuratorFactory()
        address = reverse("admin:auth_user_password_change", args=[curator.pk])
        body = {"password1": "set-anew-9", "password2": "set-anew-9", "usable_password": "true"}
        assert client.post(address, body).status_code == 302
        body = {"username": "cura", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
        assert client.post(page(type(curator), "change", curator.pk), body).status_code == 302
        curator.refresh_from_db()
        assert (curator.username, curator.is_superuser) == ("cura", False)


class TestDeleting:
    @pytest.fixture
    def published(self):
        article = f.ArticleFactory(authors=[f.AuthorFactory()], state="published")
        topic, actor = f.TopicFactory(), f.ActorFactory()
        claim = f.ClaimFactory(article=article, topics=[topic], about=[actor], state="published")
        member = f.PropositionMemberFactory(annotation=claim.annotation)
        return {
            "article": article,
            "author": article.authors.get(),
            "publication": article.publication,
            "topic": topic,
            "actor": actor,
            "proposition": member.proposition,
        }

    @pytest.mark.parametrize(
        "name", ["article", "author", "publication", "topic", "actor", "proposition"]
    )
    def test_nobody_deletes_what_readers_see_one_by_one_or_in_bulk(self, client, published, name):
        client.force_login(f.AdministratorFactory(is_superuser=True))
        row = published[name]
        body = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        assert client.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
        assert client.post(page(type(row), "changelist"), body).status_code != 302
        assert type(row).objects.filter(pk=row.pk).exists()

    def test_an_editor_deletes_a_topic_that_nothing_published_has(self, client):
        client.force_login(f.EditorFactory())
        topic = f.TopicFactory()
        f.ClaimFactory(topics=[topic])
        assert (
            client.post(page(type(topic), "delete", topic.pk), {"post": "yes"}).status_code == 302
        )
        assert not type(topic).objects.filter(pk=topic.pk).exists()


class TestSources:
    def change(self, client, article) -> int:
        body = {
            "title": "Changed",
            "slug": article.slug,
            "genre": "other",
            "language": "en",
            "date_precision": "unknown",
            "display": "metadata",
            "authorships-TOTAL_FORMS": 0,
            "authorships-INITIAL_FORMS": 0,
            "revisions-TOTAL_FORMS": 0,
            "revisions-INITIAL_FORMS": 0,
            "assignments-TOTAL_FORMS": 0,
            "assignments-INITIAL_FORMS": 0,
        }
        return client.post(page(type(article), "change", article.pk), body).status_code

    def test_a_curator_changes_their_own_drafts_and_those_of_nobody(self, client):
        curator = f.CuratorFactory()
        client.force_login(curator)
        assert self.change(client, f.ArticleFactory(created_by=curator)) == 302
        assert self.change(client, f.ArticleFactory()) == 302

    @pytest.mark.parametrize("state", ["published", "withdrawn"])
    def test_a_curator_changes_nothing_that_was_published(self, client, state):
        curator = f.CuratorFactory()
        client.force_login(curator)
        article = f.ArticleFactory(created_by=curator, state=state)
        assert client.get(page(type(article), "change", article.pk)).status_code == 200
        assert self.change(client, article) == 403

    def test_the_drafts_of_others_and_what_is_published_are_for_editors(self, client):
        another = f.ArticleFactory(created_by=f.CuratorFactory())
        client.force_login(f.CuratorFactory())
        assert self.change(client, another) == 403
        client.force_login(f.EditorFactory())
        assert self.change(client, another) == 302
        assert self.change(client, f.ArticleFactory(state="published")) == 302


class TestRelations:
    @pytest.fixture
    def article(self):
        return f.ArticleFactory(state="published")

    def add(self, client, source, target, kind="supports"):
        body = {"source": source.annotation_id, "target": target.annotation_id}
        return client.post(
            reverse("admin:annotations_relation_add"), {**body, "kind": kind, "reason": "So."}
        )

    def claims(self, article, *states):
        return [f.ClaimFactory(article=article, state=state) for state in states]

    def test_a_curator_relates_nothing_that_would_be_public_at_once(self, client, article):
        client.force_login(f.CuratorFactory())
        response = self.add(client, *self.claims(article, "published", "published"))
        assert "only editors change what it is linked with" in response.content.decode()
        assert self.add(client, *self.claims(article, "draft", "published")).status_code == 302
        client.force_login(f.EditorFactory())
        assert self.add(client, *self.claims(article, "published", "published")).status_code == 302

    def test_a_curator_changes_and_deletes_no_public_relation(self, client, article):
        first, second = self.claims(article, "published", "published")
        row = f.RelationFactory(source=first.annotation, target=second.annotation)
        change, delete = page(Relation, "change", row.pk), page(Relation, "delete", row.pk)
        bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.force_login(f.CuratorFactory())
        assert client.post(change, {"reason": "Otherwise."}).status_code == 403
        assert client.post(delete, {"post": "yes"}).status_code == 403
        client.post(page(Relation, "changelist"), bulk)
        assert Relation.objects.exists()
        client.force_login(f.EditorFactory())
        assert client.post(delete, {"post": "yes", "reason": "Unrelated."}).status_code == 302
        assert not Relation.objects.exists()

    def test_a_mention_bears_on_nothing_and_a_claim_has_no_condition(self, client, article):
        client.force_login(f.EditorFactory())
        claim, other = self.claims(article, "draft", "draft")
        mention = f.MentionFactory(article=article)
        assert "asserts nothing" in self.add(client, mention, claim).content.decode()
        response = self.add(client, claim, other, kind="condition-of")
        assert "Only predictions have conditions" in response.content.decode()
        assert not Relation.objects.exists()


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
        return client.post(page(type(proposition), "change", proposition.pk), body)

    def test_a_curator_adds_drafts_to_a_proposition_and_nothing_published(self, client):
        client.force_login(f.CuratorFactory())
        article, proposition = f.ArticleFactory(state="published"), f.PropositionFactory()
        published = f.ClaimFactory(article=article, state="published").annotation_id
        draft = f.ClaimFactory(article=article).annotation_id
        mention = f.MentionFactory(article=article).annotation_id
        response = self.save(client, proposition, annotation=published, position="supports")
        assert "only editors change what it is linked with" in response.content.decode()
        response = self.save(client, proposition, annotation=mention, position="supports")
        assert "asserts nothing" in response.content.decode()
        response = self.save(client, proposition, annotation=draft, position="supports")
        assert response.status_code == 302
        assert PropositionMember.objects.get().annotation_id == draft

    def test_where_something_published_stands_is_changed_by_editors_alone(self, client):
        claim = f.ClaimFactory(article=f.ArticleFactory(state="published"), state="published")
        row = f.PropositionMemberFactory(annotation=claim.annotation)
        here = {"id": row.pk, "annotation": row.annotation_id}
        for change in ({"position": "opposes"}, {"position": row.position, "DELETE": "on"}):
            client.force_login(f.CuratorFactory())
            assert self.save(client, row.proposition, **here, **change).status_code == 200
            assert PropositionMember.objects.get().position == row.position
        client.force_login(f.EditorFactory())
        gone = {**here, "position": row.position, "DELETE": "on"}
        assert self.save(client, row.proposition, **gone, why="Unrelated.").status_code == 302
        assert not PropositionMember.objects.exists()
