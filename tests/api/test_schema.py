"""The description of the API says what the API does: every address, every name, every answer."""

import json

import pytest
import yaml
from django.core.management import call_command
from django.urls import reverse
from jsonschema import Draft202012Validator, FormatChecker
from rest_framework.test import APIClient

from annotations.api import lists, urls
from annotations.api.describing.examples import examples
from annotations.api.describing.schema import description, operations
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    EvidenceFactory,
    FormerSlugFactory,
    PropositionFactory,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def fits(body, operation, status=200):
    """Assert that a body has the shape that the description says."""
    told = description()
    method, _space, below = operation.partition(" ")
    responses = told["paths"][reverse("api:index") + below][method.lower()]["responses"]
    (content,) = {json.dumps(one) for one in responses[str(status)]["content"].values()}
    schema = json.loads(content)["schema"] | {"components": told["components"]}
    faults = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(body)
    assert [f"{fault.json_path}: {fault.message[:300]}" for fault in faults] == []


def test_it_is_valid_and_nothing_in_it_was_guessed(tmp_path):
    file = tmp_path / "schema.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(file))
    assert yaml.safe_load(file.read_text("utf-8"))["info"]["title"]


def test_every_address_is_described_and_every_described_address_is_there():
    described = {
        f"{method.upper()} {path.removeprefix(reverse('api:index'))}"
        for path, methods in description()["paths"].items()
        for method in methods
    }
    assert described == {*operations()}


def test_every_route_is_described_but_the_docs_and_the_last_one():
    routes = {str(pattern.pattern) for pattern in urls.urlpatterns} - {"docs/", "<path:path>/"}
    described = {path.removeprefix(reverse("api:index")) for path in description()["paths"]}
    gaps = str.maketrans({"{": "<", "}": ">"})
    plain = {
        route.replace("slug:", "").replace("uuid:", "").replace("int:", "") for route in routes
    }
    assert {path.translate(gaps) for path in described} == plain


@pytest.mark.parametrize("name", lists.COLLECTIONS)
def test_a_list_is_described_with_the_filters_that_it_has(name):
    told = description()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
    known = {*lists.COLLECTIONS[name].filters.get_filters()}
    if name == "predictions":
        known.add("standard")
    assert {one["name"] for one in told} == known
    assert all(one["description"] for one in told)


def test_everything_that_can_be_read_answers_as_described(small, client):
    EvidenceFactory(
        verdict=small.predictions[1].annotation.verdicts.get(),
        passage=ClaimFactory().annotation,
        source="",
        reports="",
        words="Tokyo",
    )
    asked = examples()
    readable = {
        key.removeprefix("GET ") for key, one in operations().items() if one.group != "curating"
    }
    assert {*asked} == readable
    for below, address in asked.items():
        if below != "schema/":
            fits(client.get(address.removeprefix(SITE)).json(), f"GET {below}")


@pytest.mark.parametrize("kind", [*lists.COLLECTIONS])
def test_every_row_answers_as_described(small, client, kind):
    small.grow(1)
    told = client.get(f"/api/v1/{kind}/").json()
    fits(told, f"GET {kind}/")
    key = "uid" if kind in ("claims", "predictions") else "slug"
    for row in told["results"]:
        fits(client.get(row["self"].removeprefix(SITE)).json(), f"GET {kind}/{{{key}}}/")


def test_all_annotations_answer_as_described_to_everybody(small, client):
    curator = APIClient()
    curator.force_login(CuratorFactory())
    slug = small.claims[0].annotation.article.slug
    for reader in (client, curator):
        told = reader.get(f"/api/v1/sources/{slug}/annotations/").json()
        assert {one["kind"] for one in told["results"]} == {"mention", "claim", "prediction"}
        fits(told, "GET sources/{slug}/annotations/")
        for one in told["results"]:
            links = reader.get(f"/api/v1/annotations/{one['uid']}/links/").json()
            fits(links, "GET annotations/{uid}/links/")


def test_what_is_refused_is_refused_as_described(small, client):
    article = small.claims[0].annotation.article
    FormerSlugFactory(model="sourcelib.article", slug="before", uid=article.uid)
    gone = ArticleFactory(
        state="withdrawn", withdrawal_reason="Twice.", withdrawn_at="2022-01-01T00:00Z"
    )
    for address, operation, status in (
        ("claims/?from=banana&x=1", "GET claims/", 400),
        ("topics/none/", "GET topics/{slug}/", 404),
        ("sources/before/", "GET sources/{slug}/", 301),
        (f"sources/{gone.slug}/", "GET sources/{slug}/", 410),
        (f"sources/{gone.slug}/annotations/", "GET sources/{slug}/annotations/", 410),
        ("likelihood/?words=likely", "GET likelihood/", 403),
    ):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == status
        fits(response.json(), operation, status)


def test_what_curators_are_answered_is_as_described():
    article = ArticleFactory()
    words = "Tokyo hesitated"
    start = article.current_revision.text.index(words)
    proposition = PropositionFactory()
    api = APIClient()
    api.force_login(EditorFactory())

    def say(method, below, operation, body=None, status=200):
        response = getattr(api, method)(f"/api/v1/{below}", body, format="json")
        assert response.status_code == status, response.content
        fits(response.json(), operation, status)
        return response.json()

    body = {
        "kind": "claim",
        "spans": [{"start": start, "end": start + len(words), "exact": words}],
        "claim": {"summary": "Tokyo hesitated.", "kind": "factual"},
    }
    annotations = f"sources/{article.slug}/annotations/"
    made = say("post", annotations, "POST sources/{slug}/annotations/", body, 201)
    say("post", annotations, "POST sources/{slug}/annotations/", body | {"spans": []}, 400)
    one, described = f"annotations/{made['uid']}/", "annotations/{uid}/"
    changed = say("patch", one, f"PATCH {described}", {"note": "x", "version": 1})
    say("patch", one, f"PATCH {described}", {"note": "y", "version": 1}, 409)
    other = ClaimFactory(article=article).annotation
    relation = {"kind": "supports", "to": str(other.uid), "reason": "So."}
    say("post", f"{one}relations/", f"POST {described}relations/", relation, 201)
    member = {"proposition": str(proposition.uid), "position": "supports"}
    say("post", f"{one}memberships/", f"POST {described}memberships/", member, 201)
    say("post", f"{one}submit/", f"POST {described}submit/", {"version": changed["version"]})
    say("post", f"{annotations}publish/", "POST sources/{slug}/annotations/publish/", {})
    say("post", "actors/", "POST actors/", {"name": "Japan", "kind": "state"}, 201)
    say("post", "topics/", "POST topics/", {"name": "Trade"}, 201)
    sentence = {"text": "Trade will grow.", "kind": "predictive"}
    say("post", "propositions/", "POST propositions/", sentence, 201)
    for name, words in {"actors": "jap", "topics": "tra", "propositions": "prop"}.items():
        assert api.get(f"/api/v1/find/{name}/", {"q": words}).json()
    for below in ("find/actors/?q=jap", "find/topics/?q=tra", "find/propositions/?q=prop"):
        say("get", below, f"GET {below.partition('?')[0]}")
    say("get", "find/statements/?q=hesitated", "GET find/statements/")
    say("get", "likelihood/?words=likely", "GET likelihood/")
    say("get", f"sources/{article.slug}/terms/?start=0&end=20", "GET sources/{slug}/terms/")
    say("get", f"horizon/?words=this+year&source={article.slug}", "GET horizon/")


def test_it_is_the_same_as_json_and_as_yaml(client):
    answers = [
        client.get("/api/v1/schema/"),
        client.get("/api/v1/schema/?format=json"),
        client.get("/api/v1/schema/?format=yaml"),
        client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi"}),
        client.get("/api/v1/schema/", headers={"Accept": "application/yaml"}),
    ]
    read = [json.loads(one.content) for one in answers[:2]]
    read += [yaml.safe_load(one.content) for one in answers[2:]]
    assert all(one == read[0] for one in read)
    assert read[0]["servers"] == [{"url": SITE}]
    assert answers[0]["Content-Type"] == "application/json"


def test_whoever_is_signed_in_reads_the_same_description(client):
    before = client.get("/api/v1/schema/").content
    client.force_login(EditorFactory())
    assert client.get("/api/v1/schema/").content == before
