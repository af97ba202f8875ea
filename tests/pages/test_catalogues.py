"""The lists of propositions, topics, publications and authors: their orders and facets."""

import datetime
import json
import re

import pytest

from annotations.filters import AuthorFilters
from annotations.paging import in_order, page
from sourcelib.models import Author
from tests import factories as f

pytestmark = pytest.mark.django_db


def source(year, **fields):
    day = datetime.date(year, 5, 20)
    return f.ArticleFactory(
        date=day,
        date_earliest=day,
        date_latest=day,
        date_precision="day",
        state="published",
        **fields,
    )


def names(shown):
    """The names of the rows of a page, in their order."""
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)<', shown)


def texts(shown):
    """The propositions of a page, in their order."""
    return re.findall(r'<h3 class="q"><a href="/propositions/[^"]*">([^<]*)<', shown)


def options(shown):
    """The labels and counts of the facets of a page."""
    return dict(re.findall(r'<span>([^<]*)</span><span class="num">([^<]*)<', shown))


@pytest.fixture
def propositions():
    """Four of them: disputed, only asserted, only denied, only spoken to."""
    held = {
        "Disputed": ["supports", "opposes", "supports"],
        "Asserted": ["supports", "neutral"],
        "Denied": ["opposes"],
        "Neutral": ["neutral"],
    }
    for text, positions in held.items():
        row = f.PropositionFactory(slug=text.lower(), text=text)
        for number, position in enumerate(positions):
            claim = f.ClaimFactory(article=source(2015 + number), state="published")
            f.PropositionMemberFactory(
                proposition=row, annotation=claim.annotation, position=position, note="So."
            )
    draft = f.ClaimFactory(article=source(2020))  # nobody may know that it denies this
    f.PropositionMemberFactory(
        proposition=f.PropositionFactory._meta.model.objects.get(slug="asserted"),
        annotation=draft.annotation,
        position="opposes",
    )


@pytest.mark.usefixtures("propositions")
def test_propositions_are_told_apart_by_how_they_are_held(get):
    every = options(get("/propositions/"))
    for label, state, text in (
        ("asserted and denied", "disputed", "Disputed"),
        ("only asserted", "asserted", "Asserted"),
        ("only denied", "denied", "Denied"),
        ("only spoken to", "neutral", "Neutral"),
    ):
        assert every[label] == "1"
        assert texts(get(f"/propositions/?state={state}")) == [text]
    assert texts(get("/propositions/?state=denied&state=asserted")) == ["Asserted", "Denied"]
    assert "is not one of: disputed" in get("/propositions/?state=banana")


@pytest.mark.usefixtures("propositions")
def test_a_proposition_says_since_when_it_is_asserted_and_who_denies_it(get):
    found = re.sub(r"<[^>]+>", "", get("/propositions/?state=disputed"))

    assert re.search(r"Asserted by 2 sources, 2015–2017: .* 2015, .* 2017", found)
    assert re.search(r"Denied by 1 source: .* 2016", found)


@pytest.mark.usefixtures("propositions")
def test_those_that_most_sources_speak_to_come_first_on_the_page_and_in_the_data(get):
    assert texts(get("/propositions/?sort=sources")) == [
        "Disputed",
        "Asserted",
        "Denied",
        "Neutral",
    ]
    found = json.loads(get("/propositions/?sort=sources&format=json"))
    assert [row["sources"] for row in found["results"]] == [3, 2, 1, 1]


@pytest.fixture
def published():
    """Ann writes often and lately, Bea once and long ago, each for a paper of her own."""
    ann, bea = f.AuthorFactory(name="Ann", slug="ann"), f.AuthorFactory(name="Bea", slug="bea")
    post = f.PublicationFactory(name="The Post", slug="post")
    blatt = f.PublicationFactory(name="Das Blatt", slug="blatt")
    source(2001, authors=[bea], publication=blatt, genre="news", language="de")
    source(2015, authors=[ann], publication=post, genre="op-ed")
    source(2021, authors=[ann], publication=post, genre="report")
    f.ArticleFactory(authors=[bea], publication=blatt, genre="report")  # a draft
    return post


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("order", ["sources", "newest"])
def test_authors_and_publications_are_ordered_by_their_sources(get, order):
    assert names(get(f"/authors/?sort={order}")) == ["Ann", "Bea"]
    assert names(get(f"/publications/?sort={order}")) == ["The Post", "Das Blatt"]


@pytest.mark.usefixtures("published")
def test_publications_are_filtered_by_what_appeared_in_them(get):
    found = get("/publications/")
    assert options(found) == {
        "news": "1",
        "op-ed": "1",
        "report": "1",
        "English": "1",
        "German": "1",
    }
    assert names(get("/publications/?genre=report")) == ["The Post"]
    assert names(get("/publications/?language=de&genre=news")) == ["Das Blatt"]
    assert names(get("/publications/?language=de&genre=report")) == []


@pytest.mark.usefixtures("published")
def test_authors_are_filtered_by_where_they_published(get):
    assert options(get("/authors/")) == {"Das Blatt": "1", "The Post": "1"}
    assert options(get("/authors/?publication=post")) == {"Das Blatt": "1", "The Post": "1"}
    assert names(get("/authors/?publication=post")) == ["Ann"]


def test_topics_are_ordered_by_how_many_sources_have_them(get):
    for name, years in (("Arms", [2015]), ("War", [2015, 2021])):
        topic = f.TopicFactory(name=name, slug=name.lower())
        for year in years:
            f.ClaimFactory(article=source(year), topics=[topic], state="published")

    assert names(get("/topics/")) == ["Arms", "War"]
    assert names(get("/topics/?sort=sources")) == ["War", "Arms"]


@pytest.mark.parametrize("sort", AuthorFilters.sorts, ids=lambda sort: sort.value)
def test_every_order_goes_through_all_pages_and_back(sort):
    for number in range(5):
        author = f.AuthorFactory(name=f"Author {number}")
        for year in (2001 + number % 2, 2010 - number)[: 1 + number % 2]:
            source(year, authors=[author])
    rows = Author.objects.public()
    whole = list(in_order(rows, sort))
    pages = [page(rows, sort, size=2)]
    while pages[-1].next:
        pages.append(page(rows, sort, size=2, after=pages[-1].next["after"]))

    assert [row for one in pages for row in one.rows] == whole
    assert len(pages) == 3
    assert page(rows, sort, size=2, before=pages[2].rows[0].uid).rows == pages[1].rows


@pytest.mark.usefixtures("small")
def test_a_later_page_says_in_its_title_which_rows_it_has(small, get):
    small.grow(12)
    first = get("/claims/")
    then = re.search(r'rel="next" href="([^"]*)">Next', first)[1].replace("&amp;", "&")

    assert "<title>Claims · Annotated Sources</title>" in first
    assert "<title>Claims · 26–42 · Annotated Sources</title>" in get(then)
