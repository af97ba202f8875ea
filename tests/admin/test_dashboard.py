"""The page that opens the administration: what there is to do, each line the way to it."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.services import assigning, discussing, reviewing
from tests import factories as f

pytestmark = pytest.mark.django_db

INDEX = "admin:index"


@pytest.fixture
def curator():
    return f.CuratorFactory(username="anna", first_name="Anna", last_name="Curator")


@pytest.fixture
def editor():
    return f.EditorFactory(username="eddie", first_name="Eddie", last_name="Editor")


def opened(client, user):
    client.force_login(user)
    response = client.get(reverse(INDEX))
    assert response.status_code == 200
    return response.content.decode()


def annotating(article, place=""):
    return f'href="{reverse("admin:annotations_annotate", args=[article.pk])}{place}"'


def counted(html, name):
    """What the numbers at the head say."""
    return int(re.search(rf"<b>(\d+)</b> {name}", html).group(1))


class TestACurator:
    def test_what_was_sent_back_leads_to_the_annotation_and_tells_why_and_by_whom(
        self, client, curator, editor
    ):
        claim = f.ClaimFactory(created_by=curator, state="in-review", summary="Tokyo waited.")
        reviewing.send_back(user=editor, annotation=claim.annotation, reason="Too long by half.")
        html = opened(client, curator)
        assert annotating(claim.annotation.article, f"#{claim.annotation.uid}") in html
        for words in ("Tokyo waited.", "Too long by half.", "Eddie Editor"):
            assert words in html
        assert counted(html, "sent back") == 1

    def test_what_was_given_tells_its_day_and_how_far_one_is(self, client, curator, editor):
        article = f.ArticleFactory()
        assigning.assign(
            user=editor, articles=[article], assignee=curator, task="annotate", note="Mind names."
        )
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        curator.assignments.update(due_on=yesterday)
        html = opened(client, curator)
        assert annotating(article, "#unread") in html
        assert "overdue since" in html
        assert "Mind names." in html
        assert "0/2 read" in html
        assert counted(html, "given to you") == 1

    def test_a_question_to_them_leads_to_where_it_is_asked(self, client, curator, editor):
        annotation = f.ClaimFactory(created_by=curator).annotation
        discussing.say(user=editor, annotation=annotation, text="Is it?", asks=True)
        html = opened(client, curator)
        assert annotating(annotation.article, f"#{annotation.uid}") in html
        assert counted(html, "to answer") == 1

    def test_they_go_on_where_they_were(self, client, curator):
        claim = f.ClaimFactory(created_by=curator)
        html = opened(client, curator)
        assert "Where you were" in html
        assert html.count(annotating(claim.annotation.article, "#unread")) >= 2
        assert "1 annotation of yours in seven days" in html

    def test_who_has_nothing_to_do_is_told_what_to_do_next(self, client, curator):
        html = opened(client, curator)
        assert "Where to begin" in html
        assert reverse("admin:sourcelib_article_changelist") in html
        assert "Nothing was sent back." in html
        assert counted(html, "sent back") == 0

    def test_they_see_nothing_of_the_editors_desk(self, client, curator):
        f.ClaimFactory(state="in-review")
        f.ArticleFactory()
        html = opened(client, curator)
        assert "For you to review" not in html
        assert "Sources that nobody has" not in html
        assert reverse("admin:annotations_assignment_add") not in html


class TestAnEditor:
    def test_what_is_to_review_tells_by_whom_and_leads_to_the_first(self, client, curator, editor):
        claim = f.ClaimFactory(created_by=curator, state="in-review")
        html = opened(client, editor)
        assert annotating(claim.annotation.article, f"#{claim.annotation.uid}") in html
        assert "1 by Anna Curator, waiting for" in html
        assert counted(html, "to review") == 1

    def test_sources_that_nobody_has_can_be_given(self, client, editor):
        article = f.ArticleFactory(title="Hanging by a thread")
        html = opened(client, editor)
        assert f"{reverse('admin:annotations_assignment_add')}?articles={article.pk}" in html
        assert "Give “Hanging by a thread” to somebody" in html

    def test_what_others_were_given_is_told_with_what_is_overdue(self, client, curator, editor):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        row = f.AssignmentFactory(assignee=curator, due_on=yesterday)
        html = opened(client, editor)
        assert reverse("admin:annotations_assignment_change", args=[row.pk]) in html
        assert "1, 1 overdue" in html


def test_titles_and_reasons_are_escaped(client, curator):
    article = f.ArticleFactory(title="<b>Bold</b>")
    f.ClaimFactory(article=article, created_by=curator, state_reason="<i>no</i>")
    html = opened(client, curator)
    assert "<b>Bold</b>" not in html
    assert "<i>no</i>" not in html


def test_who_does_not_curate_sees_no_desk(client):
    user = f.AccountFactory(is_staff=True)
    assert "Where to begin" not in opened(client, user)


def test_the_number_of_queries_stays(client, curator, editor):
    def more():
        for person in (curator, editor):
            article = f.ArticleFactory()
            f.ClaimFactory(article=article, created_by=person)
            f.ClaimFactory(article=article, created_by=person, state="in-review", words="Moscow")
            f.MentionFactory(article=article, created_by=person, state_reason="Again.")
            f.AssignmentFactory(article=article, assignee=person)
        f.ArticleFactory()

    for person in (curator, editor):
        more()
        opened(client, person)
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(INDEX))
        more()
        with CaptureQueriesContext(connection) as many:
            client.get(reverse(INDEX))
        assert len(many) <= len(few)
