"""RIS, read back by a parser of its own."""

import re
from dataclasses import replace

import pytest
import rispy

from annotations.citing import ris
from annotations.citing.reference import Name
from tests.citing.references import HASH, NASTY, PLAIN


def record(reference):
    """The one record of what is written."""
    [found] = rispy.loads(ris.dump(reference))
    return found


def lines(reference):
    return ris.dump(reference).split("\r\n")


def test_a_record_says_what_is_known():
    found = record(PLAIN)

    assert found["type_of_reference"] == "NEWS"
    assert found["id"] == "russia-japan"
    assert found["authors"] == ["Tucker, Devon"]
    assert found["title"] == "Russia-Japan Relations"
    assert found["secondary_title"] == "The Moscow Times"
    assert found["year"] == "2015"
    assert found["date"] == "2015/05/20/"
    assert found["language"] == "en"
    assert found["urls"] == [PLAIN.address]
    assert found["name_of_database"] == "Annotated Sources"
    assert found["notes"] == [
        f"Annotated Sources, revision 2, SHA-256 {HASH}, after {PLAIN.original}"
    ]


def test_a_passage_is_a_note():
    assert record(replace(PLAIN, passage=True, words="Tokyo."))["notes"][0] == "“Tokyo.”"


def test_every_line_is_a_tag_and_what_it_says():
    first, *_rest, last, nothing = lines(replace(PLAIN, title=NASTY, words=NASTY, passage=True))

    assert first == "TY  - NEWS"
    assert (last, nothing) == ("ER  - ", "")
    for line in lines(replace(PLAIN, title=NASTY, words=NASTY))[:-1]:
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line)


@pytest.mark.parametrize("field", ["title", "library", "words"])
def test_any_text_comes_back_on_one_line(field):
    found = record(replace(PLAIN, **{field: NASTY}))

    values = {"title": found["title"], "library": found["name_of_database"]}
    assert values.get(field, found["notes"][0].strip("“”")) == " ".join(NASTY.split()).strip("“”")


def test_names_of_authors_and_periodicals_have_no_asterisk():
    found = record(replace(PLAIN, authors=[Name("A*B")], publication="M*A*S*H"))

    assert found["authors"] == ["AB"]
    assert found["secondary_title"] == "MASH"


@pytest.mark.parametrize(
    ("precision", "year", "date"),
    [
        ("day", "2015", "2015/05/20/"),
        ("month", "2015", "2015/05//"),
        ("year", "2015", "2015///"),
        ("unknown", None, None),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(precision, year, date):
    found = record(replace(PLAIN, precision=precision))

    assert (found.get("year"), found.get("date")) == (year, date)


@pytest.mark.parametrize(
    ("genre", "kind"),
    [("news", "NEWS"), ("report", "RPRT"), ("analysis", "ELEC"), ("speech", "GEN")],
)
def test_a_genre_is_a_type_of_the_format(genre, kind):
    assert record(replace(PLAIN, genre=genre))["type_of_reference"] == kind
