"""BibTeX, read back by a parser of its own."""

import datetime
from dataclasses import replace

import pytest
from pybtex.database import parse_string

from annotations.citing import bibtex
from annotations.citing.reference import Name
from tests.citing.references import HASH, NASTY, PLAIN


def entry(reference):
    """The one entry of what is written."""
    entries = parse_string(bibtex.dump(reference), "bibtex").entries
    assert list(entries) == [reference.key]
    return entries[reference.key]


def unbraced(value):
    """A field without the braces that keep its letters."""
    return value.removeprefix("{").removesuffix("}")


def read(value):
    """The words that a field stands for."""
    commands = {"backslash": "\\", "braceleft": "{", "braceright": "}"}
    commands |= {"asciitilde": "~", "asciicircum": "^"}
    for name, character in commands.items():
        value = value.replace(f"{{\\text{name}}}", f"\0{ord(character)};")
    for character in "#$%&_":
        value = value.replace(f"\\{character}", f"\0{ord(character)};")
    assert not set(value) & set("\\{}#$%&_~^"), "a character that is not escaped"
    head, *rest = value.split("\0")
    return head + "".join(
        chr(int(one[: one.index(";")])) + one[one.index(";") + 1 :] for one in rest
    )


def test_an_entry_says_what_is_known():
    found = entry(PLAIN)

    assert found.type == "article"
    assert found.fields["title"] == "{Russia-Japan Relations}"
    assert found.fields["journal"] == "The Moscow Times"
    assert found.fields["year"] == "2015"
    assert found.fields["month"] == "May"
    assert found.fields["date"] == "2015-05-20"
    assert found.fields["language"] == "en"
    assert found.fields["url"] == PLAIN.address
    assert "howpublished" not in found.fields
    [author] = found.persons["author"]
    assert (author.first_names, author.last_names) == (["Devon"], ["Tucker"])


def test_the_note_names_the_text_and_where_it_first_stood():
    note = read(entry(PLAIN).fields["note"])

    assert f"Annotated Sources, revision 2, SHA-256 {HASH}" in note
    assert note.endswith(PLAIN.original)


def test_a_passage_stands_in_the_note():
    note = read(entry(replace(PLAIN, passage=True, words="Tokyo hesitated.")).fields["note"])

    assert note.startswith("“Tokyo hesitated.” Annotated Sources")


@pytest.mark.parametrize("field", ["title", "publication", "library"])
def test_any_text_comes_back_as_it_was(field):
    name = {"title": "title", "publication": "journal", "library": "note"}[field]

    value = entry(replace(PLAIN, **{field: NASTY})).fields[name]

    assert " ".join(NASTY.split()) in read(unbraced(value) if name == "title" else value)


def test_names_that_cannot_be_parted_stay_whole():
    body = Name("Institute for War and Peace")
    particle = Name("Ludwig van Beethoven", "van Beethoven", "Ludwig")

    first, second = entry(replace(PLAIN, authors=[body, particle])).persons["author"]

    assert first.last_names == ["{Institute for War and Peace}"]
    assert (second.first_names, second.prelast_names) == (["Ludwig"], ["van"])
    assert second.last_names == ["Beethoven"]


def test_a_name_in_which_everything_is_special_is_one_author():
    [author] = entry(replace(PLAIN, authors=[Name("} and {, \\% Co")])).persons["author"]

    assert read(unbraced("".join(author.last_names))) == "} and {, \\% Co"


def test_what_appeared_nowhere_is_no_article():
    found = entry(replace(PLAIN, publication="", authors=[], original=""))

    assert found.type == "misc"
    assert found.fields["howpublished"] == "Annotated Sources"
    assert "author" not in found.persons
    assert "journal" not in found.fields


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("day", {"year": "2015", "month": "May", "date": "2015-05-20"}),
        ("month", {"year": "2015", "month": "May", "date": "2015-05"}),
        ("year", {"year": "2015", "date": "2015"}),
        ("unknown", {"year": "n.d."}),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(precision, expected):
    fields = entry(replace(PLAIN, precision=precision)).fields

    assert {name: fields[name] for name in ("year", "month", "date") if name in fields} == expected


def test_a_year_has_four_digits():
    assert entry(replace(PLAIN, date=datetime.date(850, 5, 20))).fields["date"] == "0850-05-20"


def test_an_address_stays_one():
    address = "https://library.example/a}b{c\\d e/%7E_x"

    url = entry(replace(PLAIN, address=address)).fields["url"]

    assert url == "https://library.example/a%7Db%7Bc%5Cd%20e/%7E_x"
