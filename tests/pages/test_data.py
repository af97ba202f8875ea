"""Lists as CSV and JSON."""

import csv
import io
import json
import uuid

import pytest

from sourcelib.spreadsheets import defused
from tests import factories as f

pytestmark = pytest.mark.django_db

KINDS = ["sources", "claims", "predictions", "propositions", "actors", "topics", "publications"]
KINDS += ["authors"]


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", KINDS)
def test_csv_and_json_hold_the_same_rows_with_their_addresses(get, kind):
    rows = table(get(f"/{kind}/?format=csv"))
    data = json.loads(get(f"/{kind}/?format=json"))

    assert data["count"] == len(data["results"]) == len(rows) > 0
    assert [row["uid"] for row in rows] == [row["uid"] for row in data["results"]]
    for row in data["results"]:
        path = row["address"].removeprefix("http://127.0.0.1:8000")
        assert path.startswith(f"/{kind}/")
        if kind != "sources":
            get(path)


@pytest.mark.usefixtures("small")
def test_filters_and_order_are_those_of_the_page(get):
    f.ArticleFactory(title="A first", genre="report", state="published")
    f.ArticleFactory(title="B second", genre="report", state="published")

    rows = table(get("/sources/?genre=report&sort=title&format=csv"))

    assert [row["title"] for row in rows] == ["A first", "B second"]


def test_all_rows_come_however_many(get, monkeypatch):
    monkeypatch.setattr("annotations.list_data.CHUNK", 3)
    for _number in range(8):
        f.ArticleFactory(state="published")

    assert len({row["uid"] for row in table(get("/sources/?format=csv"))}) == 8


def test_what_cannot_be_understood_is_refused(client):
    response = client.get("/claims/?from=banana&format=csv")

    assert response.status_code == 400
    assert "banana" in response.json()["errors"]["from"][0]
    assert client.get("/claims/?format=xml").status_code == 400


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_no_cell_is_a_formula(value):
    assert defused(value) == f"'{value}"


def test_numbers_and_plain_words_are_left_alone():
    assert [defused(value) for value in (-1, "a=b", "", None)] == [-1, "a=b", "", None]


def test_a_title_that_is_a_formula_is_defused_in_csv_alone(get):
    f.ArticleFactory(title='=HYPERLINK("http://x")', state="published")

    assert table(get("/sources/?format=csv"))[0]["title"] == '\'=HYPERLINK("http://x")'
    assert json.loads(get("/sources/?format=json"))["results"][0]["title"].startswith("=HYPER")


@pytest.mark.usefixtures("small")
def test_a_prediction_says_who_and_its_verdict(get):
    rows = json.loads(get("/predictions/?format=json&state=judged"))["results"]

    assert {row["verdict"] for row in rows} == {"came-true"}
    assert {row["standing"] for row in rows} == {"judged"}
    assert all(row["said_by"].endswith(", as reported by Ann Archer") for row in rows)


def test_a_name_that_a_curator_gave_a_passage_is_told_as_its_address(get, settings):
    settings.SITE_URL = "https://library.example"
    name = "kashin-2021-c-cannot-end-talks"
    article = f.ArticleFactory(state="published")
    prediction = f.PredictionFactory(article=article, state="published")
    f.VerdictFactory(annotation=prediction.annotation, reason=f"What {name} had ruled out.")

    told = f"What https://library.example/a/{uuid.uuid5(uuid.NAMESPACE_URL, name)}/ had ruled out."
    assert json.loads(get("/predictions/?format=json"))["results"][0]["reason"] == told
    assert table(get("/predictions/?format=csv"))[0]["reason"] == told
