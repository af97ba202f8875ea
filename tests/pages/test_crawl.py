"""From the home page every link of the first library leads to a sound page, and to its place."""

from urllib.parse import unquote, urldefrag

import pytest
from django.db import connection
from django.http import HttpResponse

from annotations.interchange.sourcelib import load
from annotations.models import Annotation
from sourcelib.models import Article
from tests.indexed import index_everything
from tests.pages.crawling import Crawl, missing_files
from tests.pages.markup import RULES, ids, parse
from tests.seed.library import FIXTURES

FILES = {
    "text/csv",
    "application/json",
    "application/atom+xml",
    "text/calendar",
    "application/xml",
}


def dead_fragments(crawl):
    """Return the links to a place that their page does not have."""
    dead, places = set(), {}
    for page, link in crawl.links():
        address, place = urldefrag(link)
        if not place or place.startswith(":~:"):
            continue
        landed = crawl.landing(address)
        if landed is None or landed.page is None:
            continue  # one of many alike
        if landed.address not in places:
            places[landed.address] = ids(landed.page)
        if unquote(place) not in places[landed.address]:
            dead.add(f"{link} ← {page}")
    return sorted(dead)


@pytest.mark.django_db
def test_every_link_from_home_on_leads_to_a_sound_page(client):
    load(user=None, path=FIXTURES)
    index_everything()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself, but not within a transaction

    passage = Annotation.objects.claims().first()
    starts = ("/", "/robots.txt", "/sitemap.xml", "/search/?q=islands")
    # Others' pages frame it, and none of ours.
    crawl = Crawl(client).run(*starts, f"/a/{passage.uid}/embed/")

    bad = [
        f"{visit.status} {visit.address} ← {crawl.found_on[visit.address]}"
        for visit in crawl.visits.values()
        if visit.status >= 400
    ]
    assert bad == []
    assert dead_fragments(crawl) == []
    assert missing_files(crawl) == []
    faults = [
        f"{address}: {rule.__name__}: {fault}"
        for address, page in crawl.pages()
        for rule in RULES
        for fault in rule(page)
    ]
    assert faults == []
    assert {visit.kind for visit in crawl.visits.values()} >= FILES
    for article in Article.objects.all():
        assert article.get_absolute_url() in crawl.visits


SOUND = """<html><head><title>T</title><meta name="description" content="D">
<link rel="canonical" href="/"></head><body><a href="/x" id="a">x</a>
<svg role="img"><title>A line</title><svg></svg></svg><svg aria-hidden="true"></svg><img alt="">
<a href="/"><svg role="img" aria-label="Home"></svg></a><button aria-label="Close"></button>
<label>Q <input name="q"></label><label for="b">B</label><select id="b"></select>
<input type="hidden" name="h"><textarea aria-labelledby="a"></textarea></body></html>"""


def test_nothing_is_wrong_with_a_sound_page():
    assert [fault for rule in RULES for fault in rule(parse(SOUND))] == []


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        ("<title>T</title>", "", "without_head"),
        ("<title>T</title>", "<title> </title>", "without_head"),
        ('content="D"', 'content=""', "without_head"),
        ('rel="canonical"', 'rel="next"', "without_head"),
        ('id="b"', 'id="a"', "doubled_ids"),
        (">x</a>", "> </a>", "nameless"),
        (' aria-label="Close"', "", "nameless"),
        (' aria-label="Home"', "", "nameless"),
        ("<title>A line</title>", "", "undescribed"),
        (' aria-hidden="true"', "", "undescribed"),
        (' alt=""', "", "undescribed"),
        ("Q ", "", "unlabelled"),
        (">B<", "><", "unlabelled"),
        ('type="hidden"', 'type="text"', "unlabelled"),
        ('labelledby="a"', 'labelledby="z"', "unlabelled"),
        ('labelledby="a"', 'labelledby="z"', "dangling"),
        ('for="b"', 'for="c"', "dangling"),
    ],
)
def test_each_rule_finds_what_it_is_for(was, becomes, rule):
    assert SOUND.count(was) == 1
    page = parse(SOUND.replace(was, becomes))
    assert rule in {one.__name__ for one in RULES if one(page)}


class _Site:
    """Answers with these pages; what is not among them is not found."""

    def __init__(self, pages):
        self.pages = pages

    def get(self, address):
        page = self.pages.get(address.partition("?")[0])
        return HttpResponse(page or "", status=200 if page else 404)


def test_the_crawler_finds_what_is_gone_and_places_that_are_not_there():
    page = SOUND.replace("/x", "/about/#there")
    crawl = Crawl(_Site({"/": page, "/about/": SOUND})).run("/")
    assert crawl.visits["/x"].status == 404
    assert crawl.found_on["/x"] == "/about/"
    assert dead_fragments(crawl) == ["/about/#there ← /"]

    page = SOUND.replace("/x", "http://127.0.0.1:8000/about/#a")
    assert dead_fragments(Crawl(_Site({"/": page, "/about/": SOUND})).run("/")) == []


def test_the_crawler_visits_few_of_many_addresses_alike():
    links = "".join(f'<a href="/claims/?topic={n}&amp;kind={n}">{n}</a>' for n in range(9))
    crawl = Crawl(_Site({"/": links, "/claims/": SOUND})).run("/")
    assert sorted(crawl.visits) == ["/", "/claims/?topic=0&kind=0", "/claims/?topic=1&kind=1", "/x"]


def test_files_that_are_not_there_are_missed():
    page = '<img src="/static/nothing.png" alt=""><img src="/static/sourcelib/icon.svg" alt="">'
    assert missing_files(Crawl(_Site({"/": page})).run("/")) == ["nothing.png"]
