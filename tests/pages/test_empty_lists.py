"""Every list that is empty says which filter to drop and what that gives, and is empty as data."""

import html
import json
import re

import pytest

from annotations.models import Annotation
from sourcelib.models import Article
from tests import factories as f
from tests.indexed import index_everything

pytestmark = pytest.mark.django_db

# Each with a filter that leaves something, one that leaves nothing, and what the latter is called.
LISTS = {
    "sources": ("publication=times", "q=zebra", "“zebra”"),
    "claims": ("topic=trade", "q=zebra", "“zebra”"),
    "predictions": ("topic=trade", "horizon=none", "Horizon: no end"),
    "propositions": ("kind=factual", "q=zebra", "“zebra”"),
    "actors": ("kind=person", "q=zebra", "“zebra”"),
    "topics": ("", "q=zebra", "“zebra”"),
    "publications": ("", "q=zebra", "“zebra”"),
    "authors": ("publication=times", "q=zebra", "“zebra”"),
}
NONE = "Nothing matches all of this."


def advice(page):
    """Return what dropping filters would give: what is dropped, its address, the number."""
    found = re.findall(r'<li><a href="([^"]*)">without (.*?)</a>: <b class="num">([^<]*)<', page)
    return [(html.unescape(label), html.unescape(to), count) for to, label, count in found]


def matching(page):
    """Return how many rows the head of a page says there are."""
    return re.search(r'<b class="num">([\d,]+)</b> (?:of|in all)', page)[1]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", LISTS)
def test_an_empty_list_names_the_filter_to_drop_and_keeps_its_word(get, kind):
    some, none, label = LISTS[kind]
    page = get(f"/{kind}/?{some}&{none}&sort=nothing")

    assert NONE in page
    ((dropped, address, count),) = advice(page)
    assert dropped == label
    assert matching(get(address)) == count != "0"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", LISTS)
def test_an_empty_list_is_empty_data_under_the_same_filters(client, kind):
    _some, none, _label = LISTS[kind]

    csv = b"".join(client.get(f"/{kind}/?{none}&format=csv").streaming_content).decode()
    full = b"".join(client.get(f"/{kind}/?format=csv").streaming_content).decode()
    found = json.loads(b"".join(client.get(f"/{kind}/?{none}&format=json").streaming_content))

    assert csv.splitlines() == full.splitlines()[:1]
    assert "uid" in csv
    assert found == {"count": 0, "results": []}


@pytest.mark.parametrize("kind", LISTS)
def test_a_library_without_anything_says_so_and_blames_no_filter(get, client, kind):
    page = get(f"/{kind}/")

    assert "There is nothing here yet." in page
    assert advice(page) == []
    assert b"".join(client.get(f"/{kind}/?format=csv").streaming_content).count(b"\r\n") == 1


def test_where_no_single_filter_is_the_cause_all_are_dropped_and_what_that_gives_is_told(get):
    for genre, language in (("op-ed", "en"), ("report", "ja")):
        f.ArticleFactory(genre=genre, language=language, state="published")
    index_everything()
    page = get("/sources/?genre=news&language=ja&q=zebra")

    assert "Dropping one filter alone would give nothing." in page
    assert advice(page) == [("any filter", "/sources/", "2")]


def test_what_is_past_the_end_of_a_list_is_not_put_down_to_its_filters(small, get):
    last = Article.objects.order_by("sort_date", "pk").first()
    page = get(f"/sources/?publication=times&after={last.uid}")

    assert NONE not in page
    assert advice(page) == []
    assert "The list ends before this page." in page
    assert '<a href="/sources/?publication=times">To its first page</a>' in page
    assert small.publication.name in get("/sources/?publication=times")


def test_filters_of_an_empty_library_are_not_blamed(get):
    page = get("/sources/?genre=news")

    assert "There is nothing here yet." in page
    assert NONE not in page


def test_very_many_are_told_as_more(monkeypatch, get):
    for module in ("listing", "list_parts"):
        monkeypatch.setattr(f"annotations.{module}.MOST_COUNTED", 2)
    for _number in range(4):
        f.ArticleFactory(state="published")
    page = get("/sources/?genre=news&language=en")
    found = advice(page)

    assert [count for _label, _address, count in found] == ["more than 2"]


@pytest.mark.usefixtures("small")
def test_a_position_in_a_list_that_is_empty_now_is_left_out_of_the_advice(get):
    row = Annotation.objects.public().claims().first()
    page = get(f"/claims/?topic=trade&language=ja&after={row.uid}")

    ((_label, address, count),) = advice(page)
    assert address == "/claims/?topic=trade"
    assert matching(get(address)) == count


@pytest.mark.usefixtures("small")
def test_several_values_of_one_filter_are_dropped_together(get):
    page = get("/sources/?publication=times&genre=news&genre=report")

    assert advice(page) == [("Genre: news, Genre: report", "/sources/?publication=times", "2")]
