"""The lists of the API: what the pages and their JSON have, a page of rows at a time."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.api import lists
from tests.factories import ActorFactory, FormerSlugFactory, MentionFactory

pytestmark = pytest.mark.django_db

KINDS = [*lists.COLLECTIONS]
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def pages_of_three(monkeypatch):
    monkeypatch.setattr(lists, "ROWS", 3)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", KINDS)
def test_a_list_its_json_and_the_api_answer_alike(client, answer, kind):
    told = answer(f"/api/v1/{kind}/")
    listed = b"".join(client.get(f"/{kind}/?format=json").streaming_content)

    rows = [{key: row[key] for key in row if key != "self"} for row in told["results"]]
    assert (told["count"], told["next"], told["previous"]) == (len(rows), None, None)
    assert rows
    assert {"count": told["count"], "results": rows} == json.loads(listed)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", KINDS)
def test_every_row_says_where_it_stands_alone(answer, kind):
    for row in answer(f"/api/v1/{kind}/")["results"]:
        assert row["self"] == row["address"].replace(SITE, f"{SITE}/api/v1")
        alone = answer(row["self"].removeprefix(SITE))
        assert {key: alone[key] for key in row} == row


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("claims", "speaker=kato&sort=oldest"),
        ("predictions", "state=judged&actor=kato&topic=trade"),
        ("predictions", "author=ann&publication=times&sort=decided&horizon=default-5y"),
        ("sources", "kind=prediction&author=ann&actor=kato&sort=title"),
        ("propositions", "q=grows&kind=factual"),
        ("actors", "kind=person&sort=mentions"),
    ],
)
@pytest.mark.usefixtures("small")
def test_filters_and_order_are_those_of_the_list(client, answer, kind, query):
    listed = json.loads(b"".join(client.get(f"/{kind}/?{query}&format=json").streaming_content))
    told = answer(f"/api/v1/{kind}/?{query}")

    assert [row["uid"] for row in told["results"]] == [row["uid"] for row in listed["results"]]
    assert told["count"] == listed["count"] > 0


@pytest.mark.usefixtures("pages_of_three")
@pytest.mark.parametrize("kind", ["claims", "predictions", "sources"])
def test_next_leads_through_all_rows_and_previous_back(small, answer, kind):
    small.grow(5)
    wanted = [row["uid"] for row in answer(f"/{kind}/?sort=oldest&format=json")["results"]]

    seen, at = [], f"/api/v1/{kind}/?sort=oldest"
    while at:
        page = answer(at.removeprefix(SITE))
        assert page["count"] == len(wanted)
        seen.append([row["uid"] for row in page["results"]])
        last, at = page, page["next"]
    assert [uid for rows in seen for uid in rows] == wanted
    assert len(seen) > 1
    back = []
    while last["previous"]:
        last = answer(last["previous"].removeprefix(SITE))
        back.append([row["uid"] for row in last["results"]])
    assert back == seen[-2::-1]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "query",
    [
        *("from=banana", "speaker=nobody", "state=banana", "sort=banana", "after=banana"),
        "after=00000000-0000-4000-8000-000000000000",
        "from=2020&to=2010",
    ],
)
def test_what_means_nothing_is_refused_as_by_the_json_of_the_list(answer, query):
    told = answer(f"/api/v1/predictions/?{query}", 400)

    assert told["errors"] == answer(f"/predictions/?{query}&format=json", 400)["errors"]
    assert [*told["errors"]] == [query.partition("=")[0]]
    assert told["detail"]


def test_a_name_that_is_no_filter_is_refused_with_those_that_are(answer):
    told = answer("/api/v1/claims/?actr=russia&standard=phia", 400)

    assert [*told["errors"]] == ["actr", "standard"]
    assert "actor, author" in told["errors"]["actr"][0]


@pytest.mark.usefixtures("small")
def test_likelihoods_are_read_by_the_standard_asked_for(answer):
    told = answer("/api/v1/predictions/?standard=phia")
    assert {row["likelihood_standard"] for row in told["results"]} == {"phia"}
    assert [*answer("/api/v1/predictions/?standard=banana", 400)["errors"]] == ["standard"]


def test_a_former_slug_still_filters(small, answer):
    FormerSlugFactory(model="annotations.topic", slug="commerce", uid=small.topic.uid)
    now = answer("/api/v1/claims/?topic=trade")["count"]
    assert answer("/api/v1/claims/?topic=commerce")["count"] == now > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(small, answer, kind):
    def cost(path):
        with CaptureQueriesContext(connection) as captured:
            answer(path)
        return len(captured)

    few = cost(f"/api/v1/{kind}/")
    small.grow(5)
    assert cost(f"/api/v1/{kind}/") == few


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_library_has_empty_lists(answer, kind):
    empty = {"count": 0, "next": None, "previous": None, "results": []}
    assert answer(f"/api/v1/{kind}/") == empty


def test_drafts_are_in_no_list(answer):
    MentionFactory(actor=ActorFactory(name="Nobody yet"))
    assert [answer(f"/api/v1/{kind}/")["count"] for kind in KINDS] == [0] * len(KINDS)


@pytest.mark.usefixtures("small")
def test_the_index_leads_to_everything(answer):
    index = answer("/api/v1/")

    assert [one["name"] for one in index["collections"]] == KINDS
    for one in index["collections"]:
        assert one["says"]
        answer(one["address"].removeprefix(SITE))
    assert answer(index["schema"].removeprefix(SITE))["openapi"] == "3.1.0"
    assert index["docs"] == f"{SITE}/api/v1/docs/"
