"""Where a search is found in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.search.highlights import Bit, best, marked, snippet
from sourcelib.search.query import parse

LONG = "Nothing here. " * 60 + "The peace treaty is signed in Tokyo. " + "More of it. " * 60


def plain(bits):
    return "".join(bit.text for bit in bits)


def hits(text, typed, place="body"):
    return [bit.text for bit in marked(text, parse(typed), place) if bit.hit]


def test_words_side_by_side_are_marked_as_one():
    assert marked("A Peace  treaty of peace", parse("peace treaty")) == [
        Bit("A "),
        Bit("Peace  treaty", hit=True),
        Bit(" of "),
        Bit("peace", hit=True),
    ]


@pytest.mark.parametrize(
    ("text", "typed", "marks"),
    [
        ("A naïve café", "NAIVE cafe", ["naïve café"]),
        ("Russia and Russians", "russ*", ["Russia", "Russians"]),
        ("the two-plus-two format", "two-plus-two", ["two-plus-two"]),
        ("the “security dialogue” of security", '"security dialogue"', ["security dialogue"]),
        ("日本語のテスト", "本語", ["本語"]),
        ("日本語のテスト", "本", ["本語"]),
        ("peace in Moscow", "peace -moscow", ["peace"]),
        ("by Kashin", "by:kashin", []),
        ("a.c", "a.c", ["a.c"]),
        ("abc", "( * \\", []),
        ("peace 🕊️ now", "🕊", ["🕊️"]),
        ("security dialogue", '"security dialogue" dialogue', ["security dialogue"]),
    ],
)
def test_what_is_looked_for_is_marked(text, typed, marks):
    assert hits(text, typed) == marks


def test_a_field_is_marked_in_its_place_alone():
    assert hits("Kashin", "by:kashin", place="people") == ["Kashin"]
    assert hits("Kashin", "title:kashin", place="people") == []


def test_the_place_with_most_of_it_is_shown():
    text = plain(snippet(LONG, parse("treaty tokyo nothing")))

    assert "The peace treaty is signed in Tokyo." in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 260


def test_without_words_the_beginning_is_shown():
    assert snippet("Short.") == [Bit("Short.")]
    assert plain(snippet(LONG, parse("zebra"))).startswith("Nothing here.")


def test_the_paragraph_with_most_of_it_is_found():
    texts = ["war", "peace of a kind", "a treaty of peace", "peace treaty"]

    assert best(texts, parse("peace treaty")) == 2
    assert best(texts, parse('"peace treaty"')) == 3
    assert best(texts, parse("trea*")) == 2
    assert best(texts, parse("zebra")) == 0
    assert best(texts, parse("")) == 0


@given(st.text(alphabet="ab é-日本\n“", max_size=80), st.text(alphabet='ab é-日本"*', max_size=12))
def test_nothing_of_the_text_is_lost_or_added(text, typed):
    assert plain(marked(text, parse(typed))) == text


@given(st.text(alphabet="ab é-日本", max_size=800), st.text(alphabet='ab é日本"*', max_size=12))
def test_a_snippet_is_a_stretch_of_the_text(text, typed):
    shown = plain(snippet(text, parse(typed))).removeprefix("… ").removesuffix(" …")

    assert shown in text
