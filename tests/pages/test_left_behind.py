"""Wherever words are taken away to, it is said that the present text does not have them."""

import csv
import json
import re

import pytest
from django.core.cache import cache

from tests.pages.corrected import corrected
from tests.pages.feeds.atom import entries, text

pytestmark = pytest.mark.django_db

SAID = (
    "This passage stands in revision 1 of its text; the present one, revision 2, does not have it."
)
CITED = "revision 1 (the present text, revision 2, lacks this passage), SHA-256"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def claims():
    """One claim whose passage stayed, and one whose passage the correction took out."""
    _article, stayed, _edited, lost = corrected(original_url="https://times.example/talks")
    return stayed, lost


@pytest.fixture
def get(client):
    def read(address):
        response = client.get(address)
        assert response.status_code == 200
        return response.getvalue().decode()

    return read


@pytest.mark.parametrize("page", ["cite/", "embed/"])
def test_a_page_that_shows_the_words_says_so(get, claims, page):
    stayed, lost = claims

    assert SAID in get(f"/a/{lost.uid}/{page}")
    assert "does not have it" not in get(f"/a/{stayed.uid}/{page}")


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_every_form_of_a_citation_says_so(get, claims, form):
    stayed, lost = claims

    assert CITED in get(f"/a/{lost.uid}/cite/?format={form}")
    kept = get(f"/a/{stayed.uid}/cite/?format={form}")
    assert "revision 2, SHA-256" in kept
    assert "lacks" not in kept


def test_the_citation_in_words_says_so(get, claims):
    words = re.search(r'<pre [^>]*id="words"[^>]*>([^<]*)</pre>', get(f"/a/{claims[1].uid}/cite/"))

    assert CITED in words[1]


def test_lists_as_data_name_the_revision_of_the_words(get, claims):
    stayed, lost = (str(claim.uid) for claim in claims)
    listed = {row["uid"]: row for row in json.loads(get("/claims/?format=json"))["results"]}
    lines = {row["uid"]: row for row in csv.DictReader(get("/claims/?format=csv").splitlines())}

    told = [(row["revision"], row["in_present_text"]) for row in (listed[stayed], listed[lost])]
    assert told == [(2, True), (1, False)]
    told = [(row["revision"], row["in_present_text"]) for row in (lines[stayed], lines[lost])]
    assert told == [("2", "True"), ("1", "False")]


@pytest.mark.usefixtures("claims")
def test_the_list_says_so_beside_the_words(get):
    assert get("/claims/").count(SAID) == 1


def test_the_feed_says_so(client, claims):
    _stayed, lost = claims
    told = {text(one, "id"): text(one, "summary") for one in entries(client, "claims")}

    assert SAID in told[f"urn:uuid:{lost.uid}"]
    assert sum(SAID in one for one in told.values()) == 1


def test_no_link_promises_words_that_the_original_was_corrected_of(get, claims):
    stayed, lost = claims

    assert 'href="https://times.example/talks#:~:text=' in get(f"/claims/{stayed.uid}/")
    assert 'href="https://times.example/talks"' in get(f"/claims/{lost.uid}/")
    assert ":~:text" not in get(f"/claims/{lost.uid}/")
