"""The board of predictions: its groups, its filters, its lines of time, its record."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories as f
from tests.pages.test_lists import facet

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def five(db):  # noqa: ARG001, its rows need it
    """One prediction of each standing."""
    article = f.ArticleFactory(state="published")
    public = {"article": article, "state": "published"}
    f.PredictionFactory(summary="Pending.", words="Tokyo hesitated", deadline=in_days(30), **public)
    f.PredictionFactory(summary="Due.", words="Moscow will wait", deadline=in_days(-10), **public)
    f.PredictionFactory(
        summary="Overdue.", words="The two leaders", deadline=in_days(-200), **public
    )
    f.PredictionFactory(
        summary="Open.",
        words="officials said",
        horizon_ground="none",
        deadline=None,
        deadline_basis="a rule without an end",
        likelihood_words="unlikely",
        **public,
    )
    judged = f.PredictionFactory(summary="Judged.", words="for a decade", **public)
    f.VerdictFactory(annotation=judged.annotation, reason="Seen by all.")


def groups(page):
    """The titles of the groups, in their order."""
    return re.findall(r'<h2 class="grp">(.*?) <small>', page)


@pytest.mark.usefixtures("five")
def test_the_groups_stand_in_the_order_of_the_tabs(get):
    page = get("/predictions/")

    assert groups(page) == [
        "Due next",
        "Due now",
        "Overdue for review",
        "Just decided",
        "Open, with no end",
    ]
    labels = re.search(r'<nav class="tabs".*?</nav>', page, re.S)[0]
    assert re.findall(r">([A-Z][a-z ]+) <span class=\"num\">(\d+)<", labels) == [
        ("All", "5"),
        ("Due next", "1"),
        ("Overdue", "2"),
        ("Just decided", "1"),
        ("Open", "1"),
    ]


@pytest.mark.usefixtures("five")
def test_a_group_leads_to_all_that_it_holds_under_the_same_filters(get):
    article = f.ArticleFactory(slug="many", state="published")
    for number in range(12):
        f.PredictionFactory(
            article=article, summary=f"Later {number}.", deadline=in_days(40), state="published"
        )

    page = get("/predictions/?source=many")

    assert groups(page) == ["Due next"]
    assert page.count('<li class="prow">') == 10
    (address,) = re.findall(r'<p class="all"><a href="([^"]*)">All 12: Due next', page)
    assert get(address.replace("&amp;", "&")).count('<li class="prow">') == 12


@pytest.mark.usefixtures("five")
def test_terms_and_horizons_are_counted_and_chosen(get):
    page = get("/predictions/")
    assert facet(page, "Likelihood term") == {
        "unlikely, improbable": (1, False),
        "no term with a number": (4, False),
    }
    assert facet(page, "Horizon") == {"5-year rule": (4, False), "no end": (1, False)}

    page = get("/predictions/?term=none&horizon=default-5y")
    assert facet(page, "Likelihood term") == {"no term with a number": (4, True)}
    assert '<b class="num">4</b> of 5 match' in page
    assert 'aria-label="Remove Horizon: 5-year rule"' in page


@pytest.mark.usefixtures("five")
def test_lines_of_time_are_drawn_where_something_follows_and_told_in_words(get):
    page = get("/predictions/")

    titles = re.findall(r'<svg class="tl" role="img"><title>(.*?)</title>', page)
    assert len(titles) == 4  # the open one has neither deadline nor event
    assert (
        "Said 5 March 2021, due 5 March 2026 by the 5-year rule, came true 21 March 2022" in titles
    )
    assert page.count('<svg class="tax"') == 4  # the years, once for each group that has lines


def test_what_was_examined_and_left_open_still_tells_its_deadline(get):
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), deadline="2090-01-02", state="published"
    )
    f.VerdictFactory(annotation=made.annotation, state="still-open", event_date=None)

    page = get("/predictions/")

    assert "examined 15 January 2024" in page
    assert '<span class="muted">due 2 January 2090</span>' in page


@pytest.mark.usefixtures("five")
def test_one_list_has_one_axis(get):
    page = get("/predictions/?sort=due")

    assert page.count('<svg class="tax"') == 1
    assert page.count('<svg class="tl"') == 4
    assert groups(page) == []


def test_the_record_says_what_cannot_be_scored_and_why(get):
    author = f.AuthorFactory(slug="ann", name="Ann")
    article = f.ArticleFactory(authors=[author], state="published")
    made = f.PredictionFactory(article=article, state="published")
    f.VerdictFactory(annotation=made.annotation)

    page = get("/predictions/?author=ann")

    assert "How often it came true" in page
    assert "Nothing here can be scored strictly" in page
    assert 'href="/authors/ann/#record"' in page
    assert "/authors/ann/#record" not in get("/predictions/?author=ann&q=tokyo")


def test_the_record_of_very_many_is_not_computed_while_a_reader_waits(get, monkeypatch):
    monkeypatch.setattr("annotations.pages.board.MOST_COUNTED", 2)
    article = f.ArticleFactory(state="published")
    for _number in range(3):
        f.PredictionFactory(article=article, state="published")

    assert "Too many to be scored here" in get("/predictions/")


def test_the_record_follows_the_library(get):
    article = f.ArticleFactory(state="published")
    assert "No predictions to keep a record of" in get("/predictions/")

    f.PredictionFactory(article=article, state="published")

    assert "No predictions to keep a record of" not in get("/predictions/")


@pytest.mark.usefixtures("five")
def test_the_standard_that_is_read_by_is_marked_and_kept_by_the_filters(get):
    page = get("/predictions/?standard=phia")

    assert '<b aria-current="true">PHIA</b>' in page
    assert "“likely” is 55–75%" in page
    assert 'href="/predictions/?standard=phia&amp;horizon=default-5y"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/predictions/",
        "/predictions/?state=judged",
        "/predictions/?topic=trade&term=none&horizon=default-5y",
        "/predictions/?standard=kent-1964",
        "/predictions/?actor=nobody",
    ],
)
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(small, client, address):
    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = cost()
    small.grow(6)

    assert cost() == few


@pytest.mark.usefixtures("five")
def test_a_row_on_another_page_tells_no_more_than_it_knows(get):
    page = get("/")

    assert "Seen by all." in page  # the row of what was decided
    assert "StatementView" not in page
    assert 'class="tl"' not in page
