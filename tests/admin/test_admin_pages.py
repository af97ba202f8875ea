"""Every page of the administration opens for those who may, in a number of queries that stays."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import ActorMerge
from sourcelib.models import Article, FormerSlug
from tests import factories as f
from tests.reanchoring import ReanchoringFactory
from tests.reports import ReplyFactory, ReportFactory, public_verdict

pytestmark = pytest.mark.django_db

MADE = {
    "sourcelib.account": f.CuratorFactory,
    "sourcelib.article": f.ArticleFactory,
    "sourcelib.author": f.AuthorFactory,
    "sourcelib.formerslug": f.FormerSlugFactory,
    "sourcelib.importbatch": f.ImportBatchFactory,
    "sourcelib.publication": f.PublicationFactory,
    "sourcelib.revision": lambda: f.ArticleFactory().current_revision,
    "annotations.actor": f.ActorFactory,
    "annotations.actormerge": lambda: ActorMerge.objects.create(
        source=f.ActorFactory(), target=f.ActorFactory(), reason="The same."
    ),
    "annotations.annotation": lambda: (
        f.ClaimFactory(created_by=f.CuratorFactory(), about=[f.ActorFactory()]).annotation
    ),
    "annotations.annotationversion": lambda: f.AnnotationVersionFactory(by=f.CuratorFactory()),
    "annotations.assignment": f.AssignmentFactory,
    "annotations.deleteddraft": f.DeletedDraftFactory,
    "annotations.namesake": f.NamesakeFactory,
    "annotations.proposition": lambda: f.PropositionMemberFactory().proposition,
    "annotations.reanchoring": ReanchoringFactory,
    "annotations.rejectedsuggestion": f.RejectedSuggestionFactory,
    "annotations.remark": f.RemarkFactory,
    "annotations.relation": f.RelationFactory,
    "annotations.reply": lambda: ReplyFactory(annotation=None, verdict=public_verdict()),
    "annotations.report": ReportFactory,
    "annotations.topic": f.TopicFactory,
    "annotations.verdict": f.VerdictFactory,
}
OURS = [
    model for model in admin.site._registry if model._meta.app_label in ("sourcelib", "annotations")
]
ROLES = {"curator": f.CuratorFactory, "editor": f.EditorFactory}


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def ids(model) -> str:
    return model._meta.label_lower


@pytest.fixture
def superuser(client):
    user = f.AdministratorFactory(is_superuser=True)
    client.force_login(user)
    return user


def test_every_model_that_is_registered_is_tested():
    assert {model._meta.label_lower for model in OURS} == set(MADE)


@pytest.mark.usefixtures("superuser")
@pytest.mark.parametrize("model", OURS, ids=ids)
class TestEveryModel:
    def test_its_list_search_and_filters(self, client, model):
        MADE[model._meta.label_lower]()
        response = client.get(page(model, "changelist"))
        assert response.status_code == 200
        assert client.get(page(model, "changelist"), {"q": "word"}).status_code == 200

    def test_its_change_page_and_history(self, client, model):
        row = MADE[model._meta.label_lower]()
        assert client.get(page(model, "change", row.pk)).status_code == 200
        assert client.get(page(model, "history", row.pk)).status_code == 200

    def test_its_add_page_if_it_has_one(self, client, model):
        allowed = admin.site._registry[model].has_add_permission(
            type("Request", (), {"user": client.get("/admin/").context["user"]})()
        )
        assert client.get(page(model, "add")).status_code == (200 if allowed else 403)

    def test_its_list_takes_no_query_more_for_a_row_more(
        self, client, model, django_assert_max_num_queries
    ):
        MADE[model._meta.label_lower]()
        client.get(page(model, "changelist"))
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(page(model, "changelist"))
        for _ in range(5):
            MADE[model._meta.label_lower]()
        with django_assert_max_num_queries(len(few)):
            client.get(page(model, "changelist"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", OURS, ids=ids)
def test_those_who_may_see_a_model_see_its_pages(client, model, role):
    user = ROLES[role]()
    client.force_login(user)
    row = MADE[model._meta.label_lower]()
    may = user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    expected = 200 if may else 403
    assert client.get(page(model, "changelist")).status_code == expected
    assert client.get(page(model, "change", row.pk)).status_code == expected


@pytest.mark.parametrize(
    "name",
    [
        "annotations.annotation",
        "annotations.annotationversion",
        "annotations.reanchoring",
        "annotations.verdict",
        "sourcelib.revision",
        "sourcelib.importbatch",
        "sourcelib.formerslug",
    ],
)
def test_what_is_never_changed_here_is_read_only_even_for_a_superuser(client, superuser, name):
    assert superuser.is_superuser
    model = next(model for model in OURS if model._meta.label_lower == name)
    row = MADE[name]()
    assert client.post(page(model, "change", row.pk), {"note": "x"}).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(page(model, "add"), {}).status_code == 403


def test_a_slug_that_is_changed_keeps_leading_somewhere(client, superuser):
    assert superuser
    topic = f.TopicFactory(name="Arms", slug="arms")
    body = {"name": "Arms", "slug": "arms-control", "description": ""}
    assert client.post(page(type(topic), "change", topic.pk), body).status_code == 302
    former = FormerSlug.objects.get()
    assert (former.model, former.slug, former.uid) == ("annotations.topic", "arms", topic.uid)
    other = f.TopicFactory(name="Other", slug="other")
    response = client.post(
        page(type(other), "change", other.pk), {"name": "Other", "slug": "arms", "description": ""}
    )
    assert "had this address before" in response.content.decode()


def test_history_is_read_and_not_gone_back_to(client, superuser):
    assert superuser
    topic = f.TopicFactory(slug="arms")
    version = topic.history.first()
    address = reverse("admin:annotations_topic_simple_history", args=[topic.pk, version.history_id])
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "x", "slug": "y"}).status_code == 403


class TestSources:
    def act(self, client, action: str, articles, **more):
        body = {"action": action, "_selected_action": [row.pk for row in articles], **more}
        return client.post(page(Article, "changelist"), body, follow=True)

    def test_an_editor_publishes_and_withdraws_with_a_reason(self, client):
        client.force_login(f.EditorFactory())
        article = f.ArticleFactory()
        assert "1 source was published" in self.act(client, "publish", [article]).content.decode()
        response = self.act(client, "withdraw", [article])
        assert "Their addresses keep answering" in response.content.decode()
        response = self.act(client, "withdraw", [article], confirmed="yes", reason=" ")
        assert "Say why" in response.content.decode()
        self.act(client, "withdraw", [article], confirmed="yes", reason="Asked for.")
        article.refresh_from_db()
        assert (article.state, article.withdrawal_reason) == ("withdrawn", "Asked for.")

    def test_what_cannot_be_published_is_named(self, client):
        client.force_login(f.EditorFactory())
        response = self.act(client, "publish", [f.ArticleFactory(text=None)])
        assert "has no text yet" in response.content.decode()

    def test_a_curator_has_no_such_actions(self, client):
        client.force_login(f.CuratorFactory())
        article = f.ArticleFactory()
        self.act(client, "publish", [article])
        article.refresh_from_db()
        assert article.state == "draft"

    def test_the_list_and_the_page_lead_to_the_annotation_page(self, client):
        client.force_login(f.CuratorFactory())
        article = f.ArticleFactory()
        address = reverse("admin:annotations_annotate", args=[article.pk])
        assert address in client.get(page(Article, "changelist")).content.decode()
        assert address in client.get(page(Article, "change", article.pk)).content.decode()

    def test_the_state_of_a_source_is_not_a_field(self, client, superuser):
        assert superuser
        form = client.get(page(Article, "change", f.ArticleFactory().pk)).context["adminform"].form
        assert not {"state", "published_at", "current_revision"} & set(form.fields)


class TestAnnotationPage:
    def test_it_gives_the_text_and_all_annotations_in_a_constant_number_of_queries(
        self, client, django_assert_max_num_queries
    ):
        client.force_login(f.CuratorFactory())
        article = f.ArticleFactory()
        address = reverse("admin:annotations_annotate", args=[article.pk])
        for number in range(3):
            f.ClaimFactory(article=article, about=[f.ActorFactory()])
            f.MentionFactory(article=article)
            with django_assert_max_num_queries(24):
                response = client.get(address)
            beside = response.context["page"]["urls"]["annotations"]
            assert f'<link rel="preload" as="fetch" crossorigin href="{beside}">' in (
                response.content.decode()
            )
            with django_assert_max_num_queries(24):
                assert client.get(beside).json()["count"] == 2 * (number + 1)
        assert response.context["page"]["text"] == article.current_revision.text

    def test_it_has_no_inline_script_or_style(self, client):
        client.force_login(f.CuratorFactory())
        address = reverse("admin:annotations_annotate", args=[f.ArticleFactory().pk])
        html = client.get(address).content.decode()
        assert "style=" not in html
        assert "onclick" not in html
        assert html.count("<script") == html.count("<script src") + html.count(
            '<script type="module" src'
        ) + html.count('type="application/json"')

    def test_a_source_without_text_leads_back(self, client):
        client.force_login(f.CuratorFactory())
        article = f.ArticleFactory(text=None)
        response = client.get(reverse("admin:annotations_annotate", args=[article.pk]))
        assert response.url == page(Article, "change", article.pk)

    def test_it_is_for_those_who_curate(self, client):
        address = reverse("admin:annotations_annotate", args=[f.ArticleFactory().pk])
        assert client.get(address).status_code == 302
        client.force_login(f.AccountFactory(is_staff=True))
        assert client.get(address).status_code == 404


def test_the_first_page_says_what_there_is_to_do(client):
    curator = f.CuratorFactory()
    f.ClaimFactory(created_by=curator, article=f.ArticleFactory(title="Being made"))
    f.ClaimFactory(
        created_by=curator, state_reason="Too wide.", article=f.ArticleFactory(title="Sent back")
    )
    f.ClaimFactory(state="in-review", article=f.ArticleFactory())
    client.force_login(curator)
    html = client.get("/admin/").content.decode()
    assert "Sent back to you" in html
    assert "Being made" in html
    client.force_login(f.EditorFactory())
    assert "For you to review" in client.get("/admin/").content.decode()
