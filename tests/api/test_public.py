"""Anybody reads, from any site, and asks again at little cost; nobody writes without an account."""

import pytest
from rest_framework.test import APIClient

from tests.factories import AccountFactory, ArticleFactory, ClaimFactory, CuratorFactory

pytestmark = pytest.mark.django_db

ORIGIN = "Access-Control-Allow-Origin"


@pytest.fixture
def claim():
    article = ArticleFactory(state="published")
    return ClaimFactory(article=article, state="published").annotation


def addresses(claim):
    return [
        *("/api/v1/", "/api/v1/schema/", "/api/v1/claims/", "/api/v1/topics/"),
        f"/api/v1/claims/{claim.uid}/",
        f"/api/v1/annotations/{claim.uid}/",
        f"/api/v1/annotations/{claim.uid}/links/",
        f"/api/v1/sources/{claim.article.slug}/",
        f"/api/v1/sources/{claim.article.slug}/annotations/",
    ]


def test_who_asks_again_hears_304_until_something_changes(client, claim):
    for address in addresses(claim):
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b""), address
        assert again[ORIGIN] == "*"
    address = f"/api/v1/annotations/{claim.uid}/"
    etag = client.get(address)["ETag"]
    claim.note = "Seen again."
    claim.save()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_scripts_of_other_sites_may_read_what_anybody_may(client, claim):
    for address in [*addresses(claim), "/api/v1/claims/?from=banana", "/api/v1/topics/none/"]:
        response = client.get(address, headers={"Origin": "https://elsewhere.example"})
        assert response[ORIGIN] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert "public" in response["Cache-Control"]
        assert "Cookie" in response["Vary"]


def test_scripts_of_other_sites_may_ask_whether_something_has_changed(client, claim):
    for address in addresses(claim):
        asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
        response = client.options(address, headers=asked)
        assert response.status_code == 200
        assert response[ORIGIN] == "*"
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]
        assert "POST" not in response["Access-Control-Allow-Methods"]


def test_what_curators_look_up_stays_in_no_cache(claim):
    api = APIClient()
    api.force_login(CuratorFactory())
    for address in ("find/actors/", f"sources/{claim.article.slug}/suggestions/"):
        assert "private" in api.get(f"/api/v1/{address}")["Cache-Control"]


@pytest.mark.parametrize("account", [AccountFactory, CuratorFactory])
def test_what_is_said_to_somebody_signed_in_stays_between_the_two(claim, account):
    api = APIClient()
    api.force_login(account())
    for address in addresses(claim):
        response = api.get(address, headers={"Origin": "https://elsewhere.example"})
        assert response.status_code == 200
        assert ORIGIN not in response
        assert "ETag" not in response
        assert "private" in response["Cache-Control"]


def test_nobody_writes_or_looks_up_drafts_without_an_account(claim):
    api = APIClient()
    tries = [
        api.post(f"/api/v1/sources/{claim.article.slug}/annotations/", {}, format="json"),
        api.patch(f"/api/v1/annotations/{claim.uid}/", {"note": "x"}, format="json"),
        api.delete(f"/api/v1/annotations/{claim.uid}/?version=1"),
        api.post(f"/api/v1/annotations/{claim.uid}/withdraw/", {"version": 1}, format="json"),
        api.post(f"/api/v1/annotations/{claim.uid}/relations/", {}, format="json"),
        *(
            api.post(f"/api/v1/{name}/", {"name": "x"}, format="json")
            for name in ("actors", "topics")
        ),
        *(api.get(f"/api/v1/find/{name}/?q=x") for name in ("actors", "topics", "statements")),
        *(api.get(f"/api/v1/{name}/?words=likely") for name in ("horizon", "likelihood")),
    ]
    assert {one.status_code for one in tries} == {403}
    assert all(one.json()["detail"] and ORIGIN not in one for one in tries)


def test_a_list_takes_no_body(client):
    response = client.post("/api/v1/claims/", {"a": 1}, content_type="application/json")
    assert response.status_code in (403, 405)
    assert client.put("/api/v1/claims/").status_code in (403, 405)


def test_a_browser_is_given_lines_and_a_program_is_not(client, claim):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    shown = client.get("/api/v1/", headers={"Accept": browser})
    assert shown["Content-Type"] == "application/json"
    assert b'\n  "collections": [' in shown.content
    assert b"\n" not in client.get("/api/v1/claims/").content
    assert claim.pk


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v1/a/b/c/", "/api/v1/claims/x/"])
def test_an_address_without_anything_says_so_in_json(answer, address):
    assert "/api/v1/" in answer(address, 404)["detail"]


def test_an_address_without_its_slash_leads_to_the_one_with_it(client):
    response = client.get("/api/v1/claims?sort=added")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/claims/?sort=added")
