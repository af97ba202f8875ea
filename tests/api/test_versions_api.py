"""How an annotation came to be, as the history panel asks for it."""

import pytest
from django.urls import reverse

from annotations.services.annotating import change_annotation
from annotations.services.inputs import MentionInput
from tests.api.test_annotations_api import client
from tests.api.test_schema import fits
from tests.factories import (
    AccountFactory,
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    ImportBatchFactory,
    TopicFactory,
)
from tests.services.annotating.made import made, words

pytestmark = pytest.mark.django_db

LIST = "GET annotations/{uid}/versions/"


@pytest.fixture
def curator():
    return CuratorFactory(first_name="Anna", last_name="Curator")


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def row(article, curator):
    row = made(article, curator)
    change_annotation(
        user=curator,
        annotation=row,
        expected_version=1,
        spans=[words(article, "Tokyo")],
        topics=[TopicFactory(name="Trade")],
        note="Noted.",
    )
    change_annotation(user=curator, annotation=row, expected_version=2, note="Noted well.")
    return row


def versions_of(row) -> str:
    return reverse("api:versions", args=[row.uid])


def test_each_version_tells_what_it_changed_the_newest_first(row, curator):
    told = client(curator).get(versions_of(row)).json()
    fits(told, LIST)
    assert told["count"] == 3
    newest, second, first = told["results"]
    assert (newest["number"], newest["action"], newest["by"]) == (3, "changed", "Anna Curator")
    assert newest["action_label"] == "Changed"
    assert newest["changes"] == [
        {"field": "note", "label": "Note", "before": "Noted.", "after": "Noted well."}
    ]
    assert [one["field"] for one in second["changes"]] == ["topics", "note", "spans.body"]
    assert second["changes"][2] | {"label": ""} == {
        "field": "spans.body",
        "label": "",
        "before": "“Tokyo hesitated”",
        "after": "“Tokyo”",
    }
    assert (first["action"], first["changes"]) == ("created", [])


def test_two_are_compared_either_way(row, curator):
    api = client(curator)
    told = api.get(versions_of(row), {"from": 1, "to": 3}).json()
    fits(told, LIST)
    assert [one["field"] for one in told["changes"]] == ["topics", "note", "spans.body"]
    back = api.get(versions_of(row), {"from": 3, "to": 1}).json()
    assert [one["after"] for one in back["changes"]] == [one["before"] for one in told["changes"]]
    for query in ({"from": 1}, {"from": 1, "to": 9}, {"from": "x", "to": 1}):
        assert api.get(versions_of(row), query).status_code == 400


def test_a_change_of_kind_is_told_with_what_it_says_now(article, curator):
    row = made(article, curator)
    mention = MentionInput(actor=ActorFactory(name="Japan"))
    change_annotation(user=curator, annotation=row, expected_version=1, detail=mention)
    newest = client(curator).get(versions_of(row)).json()["results"][0]
    told = {one["field"]: (one["before"], one["after"]) for one in newest["changes"]}
    assert told["kind"] == ("claim", "mention")
    assert told["actor"] == ("", "Japan")


def test_what_was_imported_begins_with_its_batch(curator):
    row = ClaimFactory(batch=ImportBatchFactory(name="Two essays")).annotation
    (first,) = client(curator).get(versions_of(row)).json()["results"]
    assert (first["action"], first["reason"]) == ("imported", "Two essays")


def test_it_takes_as_many_queries_for_many_as_for_few(row, curator, django_assert_max_num_queries):
    api = client(curator)
    with django_assert_max_num_queries(20) as few:
        api.get(versions_of(row))
    for number in range(4, 12):
        change_annotation(
            user=curator, annotation=row, expected_version=number - 1, note=str(number)
        )
    with django_assert_max_num_queries(len(few)):
        assert api.get(versions_of(row)).json()["count"] == 11


def test_readers_see_no_versions(row):
    for user in (None, AccountFactory()):
        assert client(user).get(versions_of(row)).status_code == 403


def test_an_earlier_one_comes_back(row, curator):
    api = client(curator)
    address = reverse("api:restore-version", args=[row.uid, 1])
    assert api.post(address, {"version": 2}, format="json").status_code == 409
    answer = api.post(address, {"version": 3}, format="json")
    assert answer.status_code == 200
    fits(answer.json(), "POST annotations/{uid}/versions/{number}/restore/")
    assert (answer.json()["note"], answer.json()["version"]) == ("", 4)
    nowhere = reverse("api:restore-version", args=[row.uid, 99])
    assert api.post(nowhere, {"version": 4}, format="json").status_code == 400
