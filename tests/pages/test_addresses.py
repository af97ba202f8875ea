"""Every public address answers: with content, in an empty library, and to what makes no sense."""

import html
import re

import pytest

from annotations.urls import urlpatterns
from tests.factories import RevisionFactory

pytestmark = pytest.mark.django_db

NOT_FOUND = (404, "There is nothing at this address.")
# The address, what it says with content and in an empty library (each a status and words), an
# address like it that makes no sense, and what that says.
LISTS = {
    "/sources/": ("The Times", "from=banana", "“banana” is not a date"),
    "/claims/": ("Trade", "speaker=nobody", "Nothing here is called “nobody”."),
    "/predictions/": ("Trade", "state=banana", "“banana” is not one of"),
    "/propositions/": ("Trade grows.", "topic=nothing", "Nothing here is called “nothing”."),
    "/actors/": ("Kato", "kind=banana", "“banana” is not one of"),
    "/topics/": ("Trade", "after=banana", "banana"),
    "/publications/": ("The Times", "sort=banana", "“banana” is not one of"),
    "/authors/": ("Ann Archer", "publication=nobody", "Nothing here is called “nobody”."),
}
ONES = {
    "/sources/{source}/": "Tokyo hesitated",
    "/sources/{source}/cite/": "BibTeX",
    "/sources/{source}/v/1/": "Tokyo hesitated",
    "/sources/{source}/changes/1..2/": "What changed",
    "/claims/{claim}/": "Tokyo hesitated",
    "/predictions/{prediction}/": "Moscow will wait",
    "/propositions/trade-grows/": "Trade grows.",
    "/actors/kato/": "Kato",
    "/topics/trade/": "Trade",
    "/publications/times/": "The Times",
    "/authors/ann/": "Ann Archer",
    "/a/{claim}/cite/": "BibTeX",
    "/a/{claim}/embed/": "Tokyo hesitated",
}
FEEDS = [
    *("sources", "claims", "predictions", "verdicts", "due"),
    *("propositions", "actors", "topics", "publications", "authors"),
]
OTHERS = {
    # address: (with content, when empty, a senseless address, what that says)
    "/": ((200, "The Times"), (200, "Nothing has been published yet."), None, None),
    "/predictions/due.ics": (
        (200, "BEGIN:VEVENT"),
        (200, "BEGIN:VCALENDAR"),
        "?topic=nothing",
        (400, "topic: Nothing here is called “nothing”."),
    ),
    "/a/{claim}/": ((200, "Tokyo hesitated"), NOT_FOUND, None, None),
    "/compare/": (
        (200, "Compare"),
        (200, "Compare"),
        "?a=nobody&b=nobody",
        (404, "nobody"),
    ),
    "/search/?q=tokyo": (
        (200, "Tokyo"),
        (200, "Nothing"),
        "?q=%22%22&kind=banana",
        (200, "banana"),
    ),
    "/about/": ((200, "About"), (200, "About"), None, None),
    "/about/method/": ((200, "likely"), (200, "likely"), None, None),
    "/about/corrections/": ((200, "Corrections"), (200, "Corrections"), "?page=x", NOT_FOUND),
    "/annotations/": (
        (200, '"AnnotationCollection"'),
        (200, '"total": 0'),
        "?page=banana",
        (400, "“banana” is not one of"),
    ),
    "/healthz": ((200, "up"), (200, "up"), None, None),
    "/readyz": ((200, "ready"), (200, "ready"), None, None),
    "/sitemap.xml": ((200, "sitemap-"), (200, "sitemap-"), None, None),
    "/robots.txt": ((200, "Sitemap:"), (200, "Sitemap:"), None, None),
    "/opensearch.xml": ((200, "/search/"), (200, "/search/"), None, None),
    "/oembed": ((400, "url="), (400, "url="), "?url=x&format=banana", (501, "json or xml")),
    "/api/v1/": ((200, "collections"), (200, "collections"), None, None),
    "/api/v1/schema/": ((200, "openapi"), (200, "openapi"), "?format=banana", (404, "detail")),
    "/api/v1/docs/": ((200, "curl"), (200, "curl"), None, None),
    "/report/": ((200, "Open the page"), (200, "Open the page"), "?about=x:y", NOT_FOUND),
}
# Of later parts of the library, or not for readers.
NOT_HERE = ("report/<uuid:uid>/", "sitemap-<slug:section>.xml")
NOBODY = "00000000-0000-4000-8000-000000000000"


def answered(client, address):
    """Return the status and what is said, as text."""
    response = client.get(address, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, html.unescape(body.decode())


def says(client, address, expected):
    """Return whether an address answers with this status and these words."""
    status, words = expected
    got, text = answered(client, address)
    assert (got, words in text) == (status, True), f"{address}: {got}, without “{words}”"


def filled(address, small=None):
    """Return an address with the ids of the library, or with ids of nothing."""
    if small is None:
        return address.format(source="nowhere", claim=NOBODY, prediction=NOBODY)
    claim, prediction = small.claims[0].annotation, small.predictions[0].annotation
    if "1..2" in address:
        RevisionFactory(article=claim.article, text="Tokyo hesitated. Then it did not.")
    return address.format(source=claim.article.slug, claim=claim.uid, prediction=prediction.uid)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_answers(small, client, address):
    words, senseless, told = LISTS[address]
    says(client, address, (200, words))
    says(client, f"{address}?{senseless}", (200, told))
    for form in ("csv", "json"):
        assert answered(client, f"{address}?format={form}")[0] == 200
        says(client, f"{address}?format={form}&{senseless}", (400, senseless.partition("=")[0]))
    says(client, f"{address}?format=xml", (400, "ask for csv or json"))
    assert small.claims


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_answers(client, address):
    says(client, address, (200, "There is nothing here yet."))


@pytest.mark.parametrize("address", ONES)
def test_the_page_of_one_answers(small, client, address):
    says(client, filled(address, small), (200, ONES[address]))


@pytest.mark.parametrize("address", ONES)
def test_the_page_of_one_that_is_not_there_says_so(client, address):
    last = address.rstrip("/").rpartition("/")[2]
    nothing = filled(address) if "{" in address else address.replace(last, NOBODY)
    status, text = answered(client, nothing)
    assert status == 404
    assert "There is nothing" in text


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_answers(small, client, name):
    says(client, f"/feeds/{name}.atom", (200, "<feed"))
    says(client, f"/feeds/{name}.atom?sort=banana", (400, "sort: "))
    assert small.claims


@pytest.mark.parametrize("name", [*FEEDS, "changes"])
def test_an_empty_feed_answers(client, name):
    status, text = answered(client, f"/feeds/{name}.atom")
    assert (status, "<feed" in text, "<entry" in text) == (200, True, False)


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_address_answers(small, client, address):
    says(client, filled(address, small), OTHERS[address][0])


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_address_answers_in_an_empty_library_and_to_what_makes_no_sense(client, address):
    _content, empty, senseless, told = OTHERS[address]
    says(client, filled(address), empty)
    if senseless:
        says(client, address.partition("?")[0] + senseless, told)


@pytest.mark.parametrize(
    "odd", ["%00", "%ff%fe", "%F0%9F%97%BB", "a" * 5_000, "'%22%3C%3E;--", "-1"]
)
def test_no_odd_value_breaks_an_address(small, client, odd):
    names = "q source publication author actor topic genre language kind state speaker proposition"
    names += " from to sort after before term horizon standard show a b about url format by view"
    names += " page iris"
    addresses = [*LISTS, *ONES, *OTHERS, *(f"/feeds/{name}.atom" for name in FEEDS)]
    addresses += [f"/api/v1{address}" for address in [*LISTS, *ONES]]
    for address in addresses:
        path = filled(address, small).partition("?")[0]
        query = "&".join(f"{name}={odd}" for name in names.split())
        for asked in (f"{path}?{query}", f"{path}?q={odd}", f"{path}?{odd}"):
            status, text = answered(client, asked)
            assert status < 500 or (status, path) == (501, "/oembed"), asked[:200]
            assert text, asked[:200]


def test_no_address_is_forgotten():
    known = {*LISTS, *ONES, *OTHERS, *(f"/feeds/{name}.atom" for name in [*FEEDS, "changes"])}
    known = {address.partition("?")[0] for address in known}
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if route in NOT_HERE:
            continue
        alike = re.compile("/" + re.sub(r"<[^>]+>", "[^/]+", route).replace(".", r"\.") + "$")
        assert any(alike.match(address) for address in known), route
