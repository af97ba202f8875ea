"""Lists: facets, chips, pages, empty results, faults."""

import datetime
import re

import pytest

from annotations import counters
from sourcelib.models import Article
from tests import factories as f
from tests.indexed import index_everything

pytestmark = pytest.mark.django_db


def facet(page, label):
    """The options of one facet: label to count, and whether it is chosen."""
    section = re.search(rf"<section>\s*<h2>{label}.*?</section>", page, re.S)[0]
    options = re.findall(
        r"<a href=\"([^\"]*)\" rel=\"nofollow\"( aria-current=\"true\")?>"
        r"<span>(.*?)</span><span class=\"num\">(\d+)</span>",
        section,
    )
    return {name: (int(count), bool(chosen)) for _address, chosen, name, count in options}


@pytest.fixture
def three(db):  # noqa: ARG001, its rows need it
    """Two op-eds, one in Japanese, and a report."""
    for genre, language in (("op-ed", "en"), ("op-ed", "ja"), ("report", "en")):
        f.ArticleFactory(genre=genre, language=language, state="published")


@pytest.mark.usefixtures("three")
def test_a_facet_counts_what_its_values_would_give_under_all_others(get):
    page = get("/sources/?genre=op-ed")

    assert facet(page, "Genre") == {"op-ed": (2, True), "report": (1, False)}
    assert facet(page, "Language") == {"English": (1, False), "Japanese": (1, False)}


@pytest.mark.usefixtures("three")
def test_a_chosen_value_stays_in_sight_with_nothing_left(get):
    assert facet(get("/sources/?genre=report&language=ja"), "Genre") == {
        "op-ed": (1, False),
        "report": (0, True),
    }


@pytest.mark.usefixtures("three")
def test_chips_take_one_value_away(get):
    page = get("/sources/?genre=op-ed&genre=report&q=tokyo")

    assert 'href="/sources/?genre=report&amp;q=tokyo" aria-label="Remove Genre: op-ed"' in page
    assert 'href="/sources/?genre=op-ed&amp;genre=report" aria-label="Remove “tokyo”"' in page
    assert 'href="/sources/">Clear all' in page


@pytest.mark.usefixtures("three")
def test_an_empty_list_says_which_filter_to_drop_and_what_that_gives(get):
    index_everything()
    page = get("/sources/?genre=report&language=ja&q=tokyo")

    assert "Nothing matches all of this." in page
    assert re.search(
        r"language=ja&amp;q=tokyo\">without Genre: report</a>: <b class=\"num\">1<", page
    )
    assert "without “tokyo”" not in page  # that alone would give nothing


@pytest.mark.usefixtures("three")
def test_a_fault_is_told_at_its_filter_and_the_rest_holds(get):
    page = get("/sources/?from=banana&genre=report")

    assert "“banana” is not a date" in page
    assert '<b class="num">1</b> of 3 match' in page


def test_pages_are_walked_by_links(get):
    for number in range(60):
        f.ArticleFactory(title=f"Number {number:02}", state="published")

    seen, address = [], "/sources/?sort=title"
    while address:
        page = get(address)
        seen += re.findall(r"Number (\d\d)", re.sub(r"<title>.*?</title>", "", page))
        following = re.search(r"rel=\"next\" href=\"([^\"]*)\">Next", page)
        address = following and following[1].replace("&amp;", "&")

    assert seen == [f"{number:02}" for number in range(60)]
    assert "51–60 of 60" in page


def test_a_page_that_never_was_shows_the_first_and_says_so(get):
    f.ArticleFactory(title="Only one", state="published")

    page = get("/sources/?after=5f8b1c52-0000-4000-8000-000000000000")

    assert "This page of the list does not exist" in page
    assert "Only one" in page


def test_the_words_of_a_search_are_marked(get):
    f.ArticleFactory(text="Long ago.\n\nA <b>peace treaty</b> & more.", state="published")

    index_everything()

    page = get("/sources/?q=peace+treaty")

    assert '&lt;b&gt;<mark class="hit">peace treaty</mark>&lt;/b&gt; &amp; more.' in page


def test_a_source_shows_its_claims_that_match(get):
    article = f.ArticleFactory(slug="piece", state="published")
    f.ClaimFactory(article=article, words="Tokyo hesitated", state="published")
    index_everything()

    page = get("/sources/?q=tokyo")

    assert 'href="/claims/?source=piece&amp;q=tokyo">1 matching claim<' in page


def test_a_text_that_may_not_be_shown_is_not(get):
    article = f.ArticleFactory(display="metadata", state="published")
    claim = f.ClaimFactory(article=article, state="published", words="Tokyo hesitated")
    prediction = f.PredictionFactory(
        article=article, state="published", words="Moscow will wait", likelihood_words="will"
    )

    for address in (
        "/sources/",
        "/claims/",
        "/predictions/",
        "/claims/?format=csv",
        "/predictions/?format=json",
        f"/claims/{claim.annotation.uid}/",
        f"/predictions/{prediction.annotation.uid}/",
    ):
        page = get(address)
        assert "hesitated" not in page
        assert "will wait" not in page


def test_years_are_drawn_from_two_on(get):
    f.ArticleFactory(date=datetime.date(2015, 1, 1), state="published")
    assert 'class="hist"' not in get("/sources/")
    f.ArticleFactory(date=datetime.date(2019, 1, 1), state="published")
    assert "Sources per year, 2015 to 2019" in get("/sources/")


def test_authors_stand_in_the_order_of_the_byline(get):
    zoe, adam = f.AuthorFactory(name="Zoe"), f.AuthorFactory(name="Adam")
    f.ArticleFactory(authors=[zoe, adam], state="published")

    page = get("/sources/")

    assert page.index(">Zoe</a>, <a") < page.rindex(">Adam</a>")


def test_more_than_ten_thousand_are_not_counted(get, monkeypatch):
    for module in ("listing", "list_parts"):
        monkeypatch.setattr(f"annotations.{module}.MOST_COUNTED", 2)
    for _number in range(4):
        f.ArticleFactory(state="published")

    assert "more than 2" in get("/sources/")
    assert Article.objects.count() == 4


@pytest.mark.parametrize(
    "query", ["self=1&q=tokyo", "changes=1&q=tokyo", "=1&q=tokyo", "%ff=%ff&q=a"]
)
def test_names_that_mean_nothing_are_carried_and_harm_nothing(get, query):
    f.ArticleFactory(state="published")

    assert "Clear all" in get(f"/sources/?{query}")


@pytest.mark.parametrize(("large", "counted"), [(5, 2), (0, 1)])
def test_only_in_a_large_library_may_counts_be_older_than_rows(get, monkeypatch, large, counted):
    monkeypatch.setattr(counters, "LARGE", large)
    article = f.ArticleFactory(state="published")
    f.ClaimFactory(article=article, state="published", kind="factual")
    f.ClaimFactory(state="draft")
    assert facet(get("/claims/"), "Kind") == {"factual": (1, False)}

    f.ClaimFactory(article=article, state="published", kind="factual", summary="New.")
    page = get("/claims/")

    assert facet(page, "Kind") == {"factual": (counted, False)}
    assert "New." in page
    assert '<b class="num">2</b>' in page
