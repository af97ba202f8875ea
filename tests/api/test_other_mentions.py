"""Where else a source may mention an actor that a curator has tagged."""

import datetime

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from annotations.models import Annotation
from annotations.services.suggesting import reject
from tests.api.test_schema import fits
from tests.factories import (
    AccountFactory,
    ActorAliasFactory,
    ActorFactory,
    ArticleFactory,
    CuratorFactory,
    MentionFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "🎌 Japan waits. The Land waits for Moscow.\n\nIn Tokyo, Japan hesitated."


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def api(curator) -> APIClient:
    client = APIClient()
    client.force_login(curator)
    return client


@pytest.fixture
def source():
    return ArticleFactory(text=TEXT, date=datetime.date(2015, 5, 20), language="en")


@pytest.fixture
def japan():
    actor = ActorFactory(name="Japan")
    ActorAliasFactory(actor=actor, text="Tokyo", kind="capital-metonym")
    return actor


def asked(api: APIClient, source, **query) -> dict:
    response = api.get(reverse("api:other-mentions", args=[source.slug]), query)
    assert response.status_code == 200, response.content
    fits(response.json(), "GET sources/{slug}/other-mentions/")
    return response.json()


def test_places_are_quoted_in_code_points_with_their_sentence_and_doubts(api, source, japan):
    found = asked(api, source, actor=japan.uid, words="The Land", how="description")
    assert (found["revision"], found["count"], found["actor"]["name"]) == (1, 4, "Japan")
    assert [row["exact"] for row in found["results"]] == ["Japan", "The Land", "Tokyo", "Japan"]
    for row in found["results"]:
        assert TEXT[row["start"] : row["end"]] == row["exact"]
        assert row["sure"] is not bool(row["doubts"])
    tokyo = found["results"][2]
    assert TEXT[tokyo["sentence"]["start"] : tokyo["sentence"]["end"]] == (
        "In Tokyo, Japan hesitated."
    )
    assert [doubt["code"] for doubt in tokyo["doubts"]] == ["after-place"]


def test_what_is_tagged_is_left_out_and_what_was_turned_down_says_so(api, source, japan, curator):
    MentionFactory(article=source, words="Japan", actor=japan)
    at = TEXT.index("Tokyo")
    reject(
        user=curator,
        article=source,
        revision=source.current_revision,
        kind="mention",
        start=at,
        end=at + 5,
        exact="Tokyo",
        actors=[japan],
    )
    found = asked(api, source, actor=japan.uid)["results"]
    assert [row["exact"] for row in found] == ["Tokyo", "Japan"]
    assert [doubt["code"] for doubt in found[0]["doubts"]] == ["after-place", "rejected"]


def test_namesakes_of_an_actor_are_named_in_the_doubt(api, source, japan):
    ActorAliasFactory(actor=ActorFactory(name="Tokyo City"), text="Tokyo", kind="official")
    doubts = asked(api, source, actor=japan.uid)["results"][1]["doubts"]
    assert doubts[0] == {
        "code": "shared",
        "says": "others go by the same words: Tokyo City",
    }


def test_asking_saves_nothing_and_takes_few_queries(
    api, source, japan, django_assert_max_num_queries
):
    address = reverse("api:other-mentions", args=[source.slug])
    ActorAliasFactory(text="Tokyo", kind="seat-metonym")
    with django_assert_max_num_queries(15) as few:
        api.get(address, {"actor": japan.uid})
    for _ in range(4):
        MentionFactory(article=source, words="Japan")
        ActorAliasFactory(text="Tokyo", kind="seat-metonym")
    with django_assert_max_num_queries(len(few)):
        api.get(address, {"actor": japan.uid})
    assert Annotation.objects.count() == 4


@pytest.mark.parametrize(
    ("query", "field"),
    [({}, "actor"), ({"actor": "nobody"}, "actor"), ({"how": "somehow"}, "how")],
)
def test_what_does_not_fit_is_refused_by_field(api, source, japan, query, field):
    query = {"actor": japan.uid, **query} if field != "actor" else query
    response = api.get(reverse("api:other-mentions", args=[source.slug]), query)
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {field}


def test_a_merged_actor_is_refused(api, source, japan):
    japan.merged_into = ActorFactory(name="Nippon")
    japan.save()
    response = api.get(reverse("api:other-mentions", args=[source.slug]), {"actor": str(japan.uid)})
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"actor"}


def test_it_is_for_those_who_curate(japan):
    published = ArticleFactory(state="published", text=TEXT)
    reader = APIClient()
    address = reverse("api:other-mentions", args=[published.slug])
    assert reader.get(address, {"actor": japan.uid}).status_code == 403
    reader.force_login(AccountFactory())
    assert reader.get(address, {"actor": japan.uid}).status_code == 403
