"""The discussion of annotations over the API."""

import uuid

import pytest
from rest_framework.test import APIClient

from annotations.models import Remark
from tests.api.test_schema import fits
from tests.factories import (
    AccountFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    RemarkFactory,
)

pytestmark = pytest.mark.django_db


def signed_in(user) -> APIClient:
    api = APIClient()
    api.force_login(user)
    return api


@pytest.fixture
def annotation():
    return ClaimFactory(state="published").annotation


@pytest.fixture
def address(annotation) -> str:
    return f"/api/v1/annotations/{annotation.uid}/remarks/"


def test_a_discussion_is_held_and_read_as_described(annotation, address):
    curator, editor = (
        signed_in(CuratorFactory(first_name="Anna", last_name="C")),
        signed_in(EditorFactory()),
    )
    asked = editor.post(address, {"text": "Too wide?", "asks": True}, format="json")
    assert asked.status_code == 201
    fits(asked.json(), "POST annotations/{uid}/remarks/", 201)
    answer = {"text": "No.", "answers": asked.json()["uid"]}
    assert curator.post(address, answer, format="json").status_code == 201

    told = curator.get(address).json()
    fits(told, "GET annotations/{uid}/remarks/")
    assert [one["text"] for one in told["results"]] == ["Too wide?", "No."]
    assert told["results"][1]["made_by"] == "Anna C"
    assert told["results"][1]["may"] == {"take_back": True, "settle": False, "reopen": False}

    below = f"sources/{annotation.article.slug}/remarks/"
    counted = curator.get(f"/api/v1/{below}").json()
    fits(counted, "GET sources/{slug}/remarks/")
    assert counted == {"results": {str(annotation.uid): {"count": 2, "open": 1, "unseen": 1}}}
    seen = curator.post(f"{address}seen/", {}, format="json").json()
    fits(seen, "POST annotations/{uid}/remarks/seen/")
    assert seen == {"count": 1}

    question = f"/api/v1/remarks/{asked.json()['uid']}/"
    settled = curator.post(f"{question}settle/", {}, format="json").json()
    fits(settled, "POST remarks/{uid}/settle/")
    assert settled["settled_by"] == "Anna C"
    assert curator.post(f"{question}settle/", {}, format="json").status_code == 409
    reopened = editor.post(f"{question}reopen/", {}, format="json").json()
    fits(reopened, "POST remarks/{uid}/reopen/")
    assert editor.delete(question).status_code == 409
    mine = f"/api/v1/remarks/{told['results'][1]['uid']}/"
    assert editor.delete(mine).status_code == 403
    assert curator.delete(mine).status_code == 204
    assert editor.delete(question).status_code == 204
    assert not Remark.objects.exists()


def test_a_remark_sent_again_answers_with_the_one_that_is_there(address):
    api = signed_in(CuratorFactory())
    body = {"text": "Too wide.", "uid": str(uuid.uuid4())}
    first = api.post(address, body, format="json")
    again = api.post(address, body, format="json")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_what_is_wrong_is_said_by_its_name(address):
    answer = signed_in(CuratorFactory()).post(address, {"text": " "}, format="json")
    assert answer.status_code == 400
    assert [*answer.json()["errors"]] == ["text"]


def test_readers_are_told_nothing_of_it(client, annotation, address):
    remark = RemarkFactory(annotation=annotation, asks=True, text="Secret doubts")
    reader = signed_in(AccountFactory())
    for below in (
        address,
        f"/api/v1/sources/{annotation.article.slug}/remarks/",
    ):
        assert client.get(below).status_code == 403
        assert reader.get(below).status_code == 403
    for below in ("settle/", "reopen/"):
        one = f"/api/v1/remarks/{remark.uid}/{below}"
        assert reader.post(one, {}, format="json").status_code == 403
    assert reader.post(address, {"text": "Hm."}, format="json").status_code == 403
    for public in (
        f"/a/{annotation.uid}/",
        f"/api/v1/annotations/{annotation.uid}/",
        f"/claims/{annotation.uid}/",
    ):
        assert b"Secret doubts" not in client.get(public, follow=True).content
