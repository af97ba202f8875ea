"""What a search finds as CSV and JSON, and where else it is listed."""

import csv
import io
import json
import re
from html import unescape

import pytest

from tests import factories as f
from tests.indexed import index_everything

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("source")
def test_hits_as_json_have_addresses_and_words(get, settings):
    at = settings.SITE_URL
    found = json.loads(get("/search/?q=treaty&format=json"))

    assert found["q"] == "treaty"
    assert [one["kind"] for one in found["results"]] == ["source", "passage", "claim"]
    source, passage, claim = found["results"]
    assert source | {"uid": ""} == {
        "kind": "source",
        "uid": "",
        "address": f"{at}/sources/piece/#p2",
        "title": "Winter talks",
        "words": "The leaders sign a <b>peace treaty</b> & go home.",
        "source": "piece",
        "date": "2021-03-05",
        "authors": ["Ann Archer"],
    }
    assert passage["address"] == f"{at}/sources/piece/#p2"
    assert claim["title"] == "There is a treaty."
    assert claim["address"] == f"{at}/claims/{claim['uid']}/"


@pytest.mark.usefixtures("source")
def test_hits_as_csv_are_of_the_kind_asked_for(get):
    rows = list(csv.DictReader(io.StringIO(get("/search/?q=moscow&kind=actors&format=csv"))))

    assert [(row["kind"], row["title"], row["words"]) for row in rows] == [
        ("actor", "Russia", "Moscow")
    ]


def test_a_title_that_a_spreadsheet_would_run_is_defused(get):
    f.ArticleFactory(title="=1+treaty", text="None.", state="published")
    index_everything()

    (row,) = csv.DictReader(io.StringIO(get("/search/?q=title:treaty&format=csv")))
    assert row["title"] == "'=1+treaty"


@pytest.mark.usefixtures("source")
def test_data_come_in_the_order_of_the_page_and_are_not_cut_into_its_pages(get):
    f.ArticleFactory(
        text="\n\n".join(f"Treaty {number}." for number in range(40)),
        date="2022-05-20",
        state="published",
    )
    index_everything()

    found = json.loads(get("/search/?q=treaty&kind=passages&format=json"))["results"]
    numbers = [int(one["address"].rpartition("#p")[2]) for one in found]
    assert numbers == [*range(1, 41), 2]


@pytest.mark.usefixtures("source")
def test_what_cannot_be_understood_is_refused(get):
    errors = json.loads(get("/search/?q=treaty&format=xml", 400))["errors"]
    assert errors == {"format": ["There is no format “xml”: ask for csv or json."]}
    errors = json.loads(get("/search/?q=treaty&format=csv&from=banana", 400))["errors"]
    assert "“banana” is not a date" in errors["from"][0]


@pytest.mark.parametrize("typed", ["", "-moscow", "%00", "zebra"])
def test_nothing_found_is_an_empty_list(get, typed):
    assert json.loads(get(f"/search/?q={typed}&format=json"))["results"] == []
    assert get(f"/search/?q={typed}&format=csv").count("\n") == 1


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("q=treaty&kind=sources", "/sources/?q=treaty"),
        ("q=treaty&kind=claims&from=1990&author=ann", "/claims/?q=treaty&author=ann&from=1990"),
        ("q=moscow&kind=predictions&source=piece", "/predictions/?q=moscow&source=piece"),
        ("q=moscow&kind=actors", "/actors/?q=moscow"),
        # the list would show more, or there is none
        ("q=treaty&kind=sources&source=piece", None),
        ("q=moscow&kind=actors&from=1990", None),
        ("q=treaty&kind=passages", None),
    ],
)
def test_the_list_of_the_same_rows_is_linked_with_its_feed(get, asked, listed):
    page = get(f"/search/?{asked}")
    found = re.search(r'<a href="([^"]+)">as a list with all its filters', page)

    assert (found and unescape(found[1])) == listed
    if listed:
        get(listed)
        feed = re.search(r'<a href="([^"]+)"[^>]*>as a feed', page)
        get(unescape(feed[1]))
