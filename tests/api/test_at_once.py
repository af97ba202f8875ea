"""What one person does while another deletes it: the answer says that it is gone."""

import pytest
from django.db import connection
from django.urls import reverse

from annotations.models import Proposition, Remark
from annotations.services import discussing
from annotations.services.curating import create_proposition
from annotations.services.keeping.deleting import delete_draft
from tests.api.test_annotations_api import client
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory, PropositionFactory
from tests.services.annotating.made import made
from tests.services.test_relating_at_once import at_once

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("annotation-submit", {"version": 1}),
        ("remarks", {"text": "Is it?"}),
        ("relations", {"kind": "supports", "reason": "So."}),
        ("memberships", {"position": "supports"}),
    ],
)
def test_nothing_is_done_with_a_draft_that_is_deleted_meanwhile(article, curator, what, body):
    row, other = made(article, curator), made(article, curator, "Moscow")
    more = {"relations": {"to": str(other.uid)}}
    more["memberships"] = {"proposition": str(PropositionFactory().uid)}
    address, answers = reverse(f"api:{what}", args=[row.uid]), []
    api = client(curator)
    at_once(
        lambda: delete_draft(user=curator, annotation=row),
        lambda: answers.append(api.post(address, body | more.get(what, {}), format="json")),
    )
    assert answers[0].status_code == 404
    assert "deleted" in answers[0].json()["detail"]


def test_a_remark_that_is_sent_twice_at_once_is_said_once(article, curator):
    row, uid = made(article, curator), "0bd3c7e2-5d0c-4a0e-8a57-3f7f4b1f3c11"
    say = {"user": curator, "annotation": row, "text": "Is it?", "uid": uid}
    outcomes = at_once(lambda: discussing.say(**say), lambda: discussing.say(**say))
    assert outcomes == ["made", "made"]
    assert Remark.objects.count() == 1


def test_a_remark_is_not_answered_while_it_is_taken_back(article, curator):
    row, editor = made(article, curator), EditorFactory()
    said, _new = discussing.say(user=curator, annotation=row, text="Is it?")
    outcomes = at_once(
        lambda: discussing.take_back(user=curator, remark=Remark.objects.get(pk=said.pk)),
        lambda: discussing.say(user=editor, annotation=row, text="It is.", answers=said),
    )
    assert outcomes == ["made", "refused"]
    assert not Remark.objects.exists()


def test_the_same_proposition_is_made_once(curator):
    make = {"user": curator, "text": "Japan will rearm.", "kind": Proposition.Kind.values[0]}
    outcomes = at_once(lambda: create_proposition(**make), lambda: create_proposition(**make))
    assert outcomes == ["made", "refused"]
