"""Some of what is in review is published at once, all or none."""

import uuid

import pytest
from rest_framework.test import APIClient

from annotations.models import Annotation
from annotations.services.reviewing import reasons_given, send_back
from tests.api.test_schema import fits
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory, MentionFactory

pytestmark = pytest.mark.django_db

TEXT = "Tokyo hesitated. Moscow waited. Beijing spoke."


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT)


@pytest.fixture
def mentions(article):
    return [
        MentionFactory(article=article, words=words, state="in-review").annotation
        for words in ("Tokyo", "Moscow", "Beijing")
    ]


def publish(article, chosen, user=None):
    api = APIClient()
    api.force_login(user or EditorFactory())
    body = {"annotations": [{"uid": str(uid), "version": version} for uid, version in chosen]}
    address = f"/api/v1/sources/{article.slug}/annotations/publish-these/"
    return api.post(address, body, format="json")


def states(article):
    return [*Annotation.objects.filter(article=article).values_list("state", flat=True)]


def test_those_that_were_looked_at_are_published_and_no_others(article, mentions):
    answer = publish(article, [(row.uid, 1) for row in mentions[:2]])
    assert answer.status_code == 200
    fits(answer.json(), "POST sources/{slug}/annotations/publish-these/")
    assert answer.json() == {"count": 2, "uids": [str(row.uid) for row in mentions[:2]]}
    assert states(article) == ["published", "published", "in-review"]
    assert [version.action for version in mentions[0].versions.all()] == ["created", "published"]


def test_one_that_was_changed_since_keeps_all_from_being_published(article, mentions):
    answer = publish(article, [(mentions[0].uid, 1), (mentions[1].uid, 2)])
    assert answer.status_code == 409
    assert answer.json()["current"]["uid"] == str(mentions[1].uid)
    assert set(states(article)) == {"in-review"}


def test_one_that_is_not_in_review_keeps_all_from_being_published(article, mentions):
    draft = MentionFactory(article=article, words="spoke").annotation
    assert publish(article, [(mentions[0].uid, 1), (draft.uid, 1)]).status_code == 409
    elsewhere = MentionFactory(state="in-review").annotation
    assert publish(article, [(mentions[0].uid, 1), (elsewhere.uid, 1)]).status_code == 400
    assert publish(article, [(uuid.uuid4(), 1)]).status_code == 400
    assert publish(article, []).status_code == 400
    assert set(states(article)) == {"in-review", "draft"}


def test_a_curator_publishes_nothing(article, mentions):
    assert publish(article, [(mentions[0].uid, 1)], CuratorFactory()).status_code == 403


def test_reasons_are_offered_again_ones_own_and_the_most_used_first():
    editor, other = EditorFactory(), EditorFactory()
    for user, reason in ((other, "Wrong actor."), (other, "Wrong actor."), (editor, "Too wide.")):
        annotation = MentionFactory(state="in-review").annotation
        send_back(user=user, annotation=annotation, reason=reason)
    assert reasons_given(editor) == ["Too wide.", "Wrong actor."]
    assert reasons_given(other) == ["Wrong actor.", "Too wide."]
