"""Sources are given to people in the administration."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Assignment
from tests import factories as f

pytestmark = pytest.mark.django_db

ADD = "admin:annotations_assignment_add"
LIST = "admin:annotations_assignment_changelist"
SOURCES = "admin:sourcelib_article_changelist"


@pytest.fixture
def tomorrow():
    return timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def curator():
    return f.CuratorFactory(username="anna", first_name="Anna", last_name="Curator")


@pytest.fixture
def editor(client):
    user = f.EditorFactory()
    client.force_login(user)
    return user


def given(curator, *articles, **values):
    return {
        "articles": [one.pk for one in articles],
        "assignee": curator.pk,
        "task": "annotate",
        "note": "",
        **values,
    }


class TestGiving:
    def test_an_editor_gives_several_sources_chosen_in_the_list(
        self, client, editor, curator, tomorrow
    ):
        one, other = f.ArticleFactory(), f.ArticleFactory()
        body = {"action": "give", "_selected_action": [one.pk, other.pk]}
        answer = client.post(reverse(SOURCES), body, follow=True)
        assert answer.redirect_chain[0][0].startswith(reverse(ADD))
        chosen = answer.context["adminform"].form.initial["articles"]
        assert {int(key) for key in chosen} == {one.pk, other.pk}
        body = given(curator, one, other, due_on=tomorrow.isoformat(), note="Mind the names.")
        answer = client.post(reverse(ADD), body, follow=True)
        assert "2 sources were given to Anna Curator." in answer.content.decode()
        rows = Assignment.objects.all()
        assert {(row.article, row.assigned_by) for row in rows} == {(one, editor), (other, editor)}
        assert {row.due_on for row in rows} == {tomorrow}

    @pytest.mark.usefixtures("editor")
    def test_what_the_service_refuses_is_told_at_its_field(self, client, curator, yesterday):
        article = f.ArticleFactory(title="Hanging by a thread")
        f.AssignmentFactory(article=article, assignee=curator)
        body = given(curator, article, due_on=yesterday.isoformat())
        errors = client.post(reverse(ADD), body).context["adminform"].form.errors
        assert errors["due_on"] == ["This day is past."]
        assert "“Hanging by a thread”" in errors["assignee"][0]
        body = given(curator, f.ArticleFactory(), task="review")
        errors = client.post(reverse(ADD), body).context["adminform"].form.errors
        assert errors["assignee"] == ["Anna Curator may not do this."]
        assert Assignment.objects.count() == 1

    @pytest.mark.usefixtures("editor")
    def test_nothing_is_given_without_a_source_or_a_person(self, client):
        errors = client.post(reverse(ADD), {"task": "annotate"}).context["errors"]
        assert len(errors) == 2
        reader = f.AccountFactory(is_staff=True)
        body = given(reader, f.ArticleFactory())
        assert "assignee" in client.post(reverse(ADD), body).context["adminform"].form.errors

    def test_curators_see_what_is_given_and_give_nothing(self, client, curator):
        client.force_login(curator)
        row = f.AssignmentFactory(assignee=curator)
        assert client.get(reverse(ADD)).status_code == 403
        assert client.get(reverse(LIST), {"given": "me"}).context["cl"].result_count == 1
        change = reverse("admin:annotations_assignment_change", args=[row.pk])
        assert client.post(change, {"due_on": "", "note": "Later."}).status_code == 403
        body = {"action": "take_back", "_selected_action": [row.pk]}
        client.post(reverse(LIST), body)
        assert Assignment.objects.open().get() == row
        sources = client.get(reverse(SOURCES)).content.decode()
        assert "Give the chosen sources" not in sources


class TestChanging:
    def test_an_editor_moves_the_day_and_takes_back(self, client, editor, tomorrow, yesterday):
        row = f.AssignmentFactory(due_on=yesterday)
        change = reverse("admin:annotations_assignment_change", args=[row.pk])
        client.post(change, {"due_on": tomorrow.isoformat(), "note": "No hurry."})
        row.refresh_from_db()
        assert (row.due_on, row.note) == (tomorrow, "No hurry.")
        answer = client.post(change, {"due_on": yesterday.isoformat(), "note": ""})
        assert answer.context["adminform"].form.errors["due_on"] == ["This day is past."]
        body = {"action": "take_back", "_selected_action": [row.pk]}
        answer = client.post(reverse(LIST), body, follow=True)
        assert "1 was taken back." in answer.content.decode()
        row.refresh_from_db()
        assert (row.outcome, row.ended_by) == ("taken-back", editor)
        assert client.post(change, {"due_on": "", "note": "Again."}).status_code == 403
        answer = client.post(reverse(LIST), body, follow=True)
        assert "taken back." in answer.content.decode()

    @pytest.mark.usefixtures("editor")
    def test_the_list_tells_the_overdue_from_the_open_and_the_ended(
        self, client, tomorrow, yesterday
    ):
        over, later = f.AssignmentFactory(due_on=yesterday), f.AssignmentFactory(due_on=tomorrow)
        ended = f.AssignmentFactory(
            due_on=yesterday, outcome="done", ended_at=timezone.now(), ended_by=over.assignee
        )

        def found(standing):
            return set(client.get(reverse(LIST), {"standing": standing}).context["cl"].result_list)

        assert found("open") == {over, later}
        assert found("overdue") == {over}
        assert found("ended") == {ended}
        assert client.get(reverse(LIST)).content.decode().count(", overdue") == 1

    @pytest.mark.usefixtures("editor")
    def test_in_the_list_the_source_leads_to_the_work_and_the_task_to_its_page(self, client):
        row = f.AssignmentFactory()
        html = client.get(reverse(LIST)).content.decode()
        work = reverse("admin:annotations_annotate", args=[row.article_id])
        own = reverse("admin:annotations_assignment_change", args=[row.pk])
        assert f'field-source"><a href="{work}' in html
        assert re.search(rf'field-task"><a href="{own}[^>]*>annotate</a>', html)

    @pytest.mark.usefixtures("editor")
    def test_nothing_is_deleted(self, client):
        row = f.AssignmentFactory()
        delete = reverse("admin:annotations_assignment_delete", args=[row.pk])
        assert client.post(delete, {"post": "yes"}).status_code == 403
        assert Assignment.objects.exists()


class TestSources:
    @pytest.mark.usefixtures("editor")
    def test_the_list_tells_coverage_and_who_has_each_source(self, client, curator, yesterday):
        article = f.ArticleFactory()
        f.ClaimFactory(article=article, words="The two leaders")
        f.ParagraphReadFactory(revision=article.current_revision, paragraph=1)
        f.AssignmentFactory(article=article, assignee=curator, due_on=yesterday)
        f.ArticleFactory(text=None)
        html = client.get(reverse(SOURCES)).content.decode()
        assert "1/2 read" in html
        assert "1/2 with annotations" in html
        assert '<span class="given over">Anna Curator (annotate, overdue)</span>' in html

    @pytest.mark.usefixtures("editor")
    def test_the_page_of_a_source_tells_and_gives(self, client, curator):
        article = f.ArticleFactory()
        f.AssignmentFactory(article=article, assignee=curator, note="Mind the names.")
        html = client.get(reverse("admin:sourcelib_article_change", args=[article.pk]))
        assert f"{reverse(ADD)}?articles={article.pk}" in html.content.decode()
        assert "Mind the names." in html.content.decode()
