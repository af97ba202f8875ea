"""The two articles that the library starts with, as they were received."""

import hashlib
from pathlib import Path

import pytest

from sourcelib.readers import UNKNOWN_DATE, Change, Document, PartialDate, read
from sourcelib.text import paragraphs, sha256

SOURCES = Path(__file__).parents[2] / "fixtures" / "sources"

TUCKER_NOTE = (
    "Devon Tucker is an international master's candidate at University College London and the "
    "Higher School of Economics, Moscow, where he researches relations between Russia, Japan and "
    "the U.S."
)
TUCKER_DISCLAIMER = (
    "The views expressed in opinion pieces do not necessarily reflect the position of "
    "The Moscow Times."
)
TUCKER_URL = (
    "https://www.themoscowtimes.com/2015/05/20/"
    "russia-japan-relations-are-hanging-by-a-thread-op-ed-a46716"
)


def document(name: str, **options: object) -> Document:
    return read((SOURCES / name).read_bytes(), name, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "sha"),
    [
        (
            "kashin-2021.txt",
            "96cd895746a0e0b7148c9a05d71846c8f4e0bccd62fcc577a20673ab263dee75",
        ),
        (
            "tucker-2015.txt",
            "f57b3ad7871e3791d699629dd2668b807181268d42e211b87bb09322486bc8d6",
        ),
    ],
)
def test_the_files_are_as_received_byte_for_byte(name: str, sha: str) -> None:
    assert hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() == sha


@pytest.mark.parametrize(
    ("name", "sha", "code_points", "number_of_paragraphs"),
    [
        (
            "kashin-2021.txt",
            "367d377ce105a95ed191afa0a4248b11e2e98c5e86804606489cb30bb466ec01",
            7980,
            20,
        ),
        (
            "tucker-2015.txt",
            "a01f3685e348fbd0bfcab9539e8922d77d534436e4bd75e028ac3550ef4d14d2",
            5788,
            21,
        ),
    ],
)
def test_they_yield_the_canonical_text(
    name: str, sha: str, code_points: int, number_of_paragraphs: int
) -> None:
    text = document(name).text
    assert sha256(text) == sha
    assert len(text) == code_points
    assert len(paragraphs(text)) == number_of_paragraphs


def test_kashin_has_an_author_and_honestly_nothing_else() -> None:
    kashin = document("kashin-2021.txt")
    assert (kashin.reader, kashin.charset) == ("plain", "utf-8")
    assert kashin.bylines == ("Vassily Kashin",)
    assert kashin.date == UNKNOWN_DATE
    assert {
        kashin.title,
        kashin.publication,
        kashin.original_url,
        kashin.language,
        kashin.author_note,
        kashin.disclaimer,
        kashin.genre,
    } == {None}


def test_the_closing_byline_of_kashin_is_a_doubt_with_its_place() -> None:
    (byline,) = document("kashin-2021.txt").found
    assert (byline.what, byline.text, byline.place) == ("byline", "  • Vassily Kashin", "line 41")
    assert byline.doubtful


@pytest.mark.parametrize("keep", ["byline", "byline at line 41"])
def test_the_closing_byline_of_kashin_can_be_kept_in_the_text(keep: str) -> None:
    kashin = document("kashin-2021.txt", keep={keep})
    assert kashin.text.endswith("on a peace treaty.\n\n  • Vassily Kashin")
    assert (kashin.bylines, kashin.found) == ((), ())


def test_the_white_space_that_kashin_lost_is_reported() -> None:
    assert document("kashin-2021.txt").changes == (
        Change("line 3", "white space stripped from its end: 6 × U+00A0 NO-BREAK SPACE"),
        Change("line 27", "white space stripped from its end: 2 × U+00A0 NO-BREAK SPACE"),
    )


def test_tucker_is_seen_to_be_markdown_and_says_nearly_everything() -> None:
    tucker = document("tucker-2015.txt")
    assert tucker.reader == "markdown"
    assert tucker.title == "Russia-Japan Relations Are Hanging By a Thread (Op-Ed)"
    assert tucker.bylines == ("Devon Tucker",)
    assert tucker.date == PartialDate("2015-05-20", "day")
    assert tucker.publication == "The Moscow Times"
    assert tucker.original_url == TUCKER_URL
    assert tucker.author_note == TUCKER_NOTE
    assert tucker.disclaimer == TUCKER_DISCLAIMER
    assert tucker.genre == "op-ed"
    assert tucker.language is None


def test_every_finding_of_tucker_has_its_place_and_its_doubt() -> None:
    found = document("tucker-2015.txt").found
    assert [(each.what, each.place, each.doubtful, each.cut) for each in found] == [
        ("title", "line 3", False, True),
        ("genre", "line 3", False, False),
        ("byline", "line 5", False, True),
        ("date", "line 7", False, True),
        ("author_note", "line 53", True, True),
        ("disclaimer", "line 55", False, True),
        ("publication", "line 55", True, False),
        ("original_url", "line 57", False, True),
    ]


def test_the_author_note_of_tucker_can_be_kept_in_the_text() -> None:
    tucker = document("tucker-2015.txt", keep={"author_note"})
    assert tucker.text.endswith("in the meantime.\n\n" + TUCKER_NOTE)
    assert tucker.author_note is None
    assert tucker.original_url == TUCKER_URL
