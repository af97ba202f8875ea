"""What holds of every public page."""

import html.parser
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Actor
from sourcelib.models import Article, Author
from tests.factories import ArticleFactory

LISTS = ["/sources/", "/claims/", "/predictions/", "/propositions/", "/actors/", "/topics/"]
LISTS += [
    "/publications/",
    "/authors/",
    "/about/",
    "/about/method/",
    "/about/corrections/",
    "/report/",
    "/api/v1/docs/",
    "/",
]

pytestmark = pytest.mark.django_db


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return [query["sql"] for query in captured]


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(small, client):
    few = {address: len(queries(client, address)) for address in small.addresses()}

    small.grow(5)

    many = {address: len(queries(client, address)) for address in few}
    assert many == few


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_data_costs_a_constant_number_of_queries(small, client, format_):
    def cost(kind):
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get(f"/{kind}/?format={format_}").streaming_content)
        return len(captured)

    kinds = ["sources", "claims", "predictions", "propositions", "actors", "topics"]
    kinds += ["publications", "authors"]
    few = {kind: cost(kind) for kind in kinds}

    small.grow(4)

    assert {kind: cost(kind) for kind in kinds} == few


def test_no_page_holds_a_style_or_a_script_of_its_own(small, get):
    for address in small.addresses():
        page = get(address)
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page), address
        assert not re.search(r'<script(?! type="application/ld\+json">)(?![^>]* src=)', page), (
            address
        )


def test_every_page_has_a_title_and_one_heading(small, get):
    titles = {}
    for address in small.addresses():
        page = get(address)
        titles.setdefault(re.search(r"<title>(.*?)</title>", page, re.S)[1].strip(), address)
        assert page.count("<h1") == 1, address
    assert "" not in titles


def test_every_page_is_described_and_titled_in_its_own_words(small, get):
    actor = Actor.objects.public().first()
    author = Author.objects.first()
    author.name = actor.name
    author.save()
    seen = {}
    pages = [address for address in small.addresses() if "?" not in address]
    kinds = {re.sub(r"(?<=/).[^/]*/$", "*", address): address for address in pages}
    addresses = {*kinds.values(), *LISTS, actor.get_absolute_url(), author.get_absolute_url()}
    for address in addresses:
        page = get(address)
        told = (
            re.search(r'<meta name="description" content="([^"]+)">', page)[1],
            re.search(r"<title>(.*?)</title>", page)[1],
        )
        for one in told:
            assert seen.setdefault(one, address) == address
    assert f"{actor.name}, author · " in " ".join(seen)
    assert f"{actor.name}, actor · " in " ".join(seen)


def test_a_filtered_list_is_described_by_its_filters(small, get):
    assert small
    page = get("/sources/?genre=report")
    described = re.search(r'<meta name="description" content="([^"]+)">', page)[1]
    assert re.search(r"tagged on its words\. Only: .*report\.$", described, re.I)


class _Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href") or ""
        if tag in ("a", "link") and href.startswith(("/", "?")) and not href.startswith("/static"):
            self.found.add(href.partition("#")[0])


def test_every_link_of_every_page_leads_somewhere(small, client):
    for address in small.addresses():
        links = _Links()
        links.feed(client.get(address).content.decode())
        for link in sorted(links.found):
            if link.startswith(("/admin", "/a/", "/sources/source-")):
                continue  # other pages' own tests
            assert client.get(link).status_code == 200, f"{address} → {link}"


def test_an_empty_library_has_every_list(client):
    for name in (
        "",
        "sources/",
        "claims/",
        "predictions/",
        "propositions/",
        "actors/",
        "topics/",
        "publications/",
        "authors/",
        "about/",
    ):
        assert client.get(f"/{name}").status_code == 200


def test_what_is_not_published_shows_nowhere(small, get):
    secret = ArticleFactory(
        title="Secret plan",
        text="Nobody may read this yet.",
        authors=[small.author],
        publication=small.publication,
    )
    Article.objects.filter(pk=small.claims[0].annotation.article_id).update(
        state="withdrawn", withdrawn_at="2025-01-01T00:00Z", withdrawal_reason="asked"
    )
    gone = small.claims[0].summary

    for address in small.addresses():
        if str(small.claims[0].annotation.uid) in address:
            continue
        if str(small.predictions[1].annotation.uid) in address:
            continue
        page = get(address)
        assert secret.title not in page, address
        assert gone not in page, address


def test_an_unknown_address_is_answered_in_the_look(get):
    page = get("/nowhere/", status=404)

    assert "There is nothing at this address." in page
    assert "items.css" in page


@pytest.mark.parametrize("kind", ["propositions", "actors", "topics", "publications", "authors"])
def test_an_unknown_slug_is_not_found(client, kind):
    assert client.get(f"/{kind}/nobody/").status_code == 404


def test_the_page_of_an_error_needs_no_database():
    from django.template.loader import render_to_string

    assert "went wrong" in render_to_string("500.html")
