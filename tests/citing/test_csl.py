"""CSL-JSON, held against the names that its schema allows."""

import json
from dataclasses import replace

import pytest

from annotations.citing import csl
from annotations.citing.reference import Name
from sourcelib.models import Article
from tests.citing.references import HASH, NASTY, PLAIN

# Of csl-data.json in https://github.com/citation-style-language/schema, as far as used here; the
# schema allows no other fields.
STRINGS = {"title", "container-title", "language", "URL", "archive", "version", "note"}
TYPES = {"article", "article-newspaper", "interview", "speech", "report", "document"}
NAME_PARTS = [{"family", "given"}, {"literal"}]


def item(reference):
    """The one item of what is written, which the schema must allow."""
    [found] = json.loads(csl.dump(reference))
    assert found.keys() <= STRINGS | {"id", "type", "author", "issued"}
    assert isinstance(found["id"], str)
    assert found["type"] in TYPES
    assert all(isinstance(found[name], str) and found[name] for name in STRINGS & found.keys())
    for name in found.get("author", []):
        assert set(name) in NAME_PARTS
    if "issued" in found:
        [parts] = found["issued"]["date-parts"]
        assert found["issued"].keys() == {"date-parts"}
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)
    return found


def test_an_item_says_what_is_known():
    assert item(PLAIN) == {
        "id": "russia-japan",
        "type": "article-newspaper",
        "title": "Russia-Japan Relations",
        "author": [{"family": "Tucker", "given": "Devon"}],
        "container-title": "The Moscow Times",
        "issued": {"date-parts": [[2015, 5, 20]]},
        "language": "en",
        "URL": PLAIN.address,
        "archive": "Annotated Sources",
        "version": "2",
        "note": f"Annotated Sources, revision 2, SHA-256 {HASH}, after {PLAIN.original}",
    }


@pytest.mark.parametrize(
    ("precision", "parts"), [("day", [2015, 5, 20]), ("month", [2015, 5]), ("year", [2015])]
)
def test_a_date_is_no_more_exact_than_it_is_known(precision, parts):
    assert item(replace(PLAIN, precision=precision))["issued"]["date-parts"] == [parts]


def test_without_a_date_the_style_writes_its_own_words():
    assert "issued" not in item(replace(PLAIN, date=None, precision="unknown"))


def test_what_is_not_known_is_left_out():
    found = item(replace(PLAIN, authors=[], publication=""))

    assert "author" not in found
    assert "container-title" not in found


def test_a_body_is_a_literal_name():
    assert item(replace(PLAIN, authors=[Name("Valdai Club")]))["author"] == [
        {"literal": "Valdai Club"}
    ]


def test_any_text_comes_back_as_it_was():
    assert item(replace(PLAIN, title=NASTY))["title"] == NASTY


@pytest.mark.parametrize("genre", Article.Genre)
def test_every_genre_has_a_type(genre):
    assert item(replace(PLAIN, genre=genre))["type"] in TYPES
