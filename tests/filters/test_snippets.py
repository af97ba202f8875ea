"""Where a search is found in a text."""

import pytest

from annotations.snippets import Bit, marked, snippet

LONG = "Nothing here. " * 60 + "\n\nThe peace treaty is signed in Tokyo. " + "More of it. " * 60


def test_words_side_by_side_are_marked_as_one():
    assert marked("A Peace treaty of peace", ["peace", "treaty"]) == [
        Bit("A "),
        Bit("Peace treaty", hit=True),
        Bit(" of "),
        Bit("peace", hit=True),
    ]


@pytest.mark.parametrize("words", [["a.c"], ["("], ["*"], ["\\"]])
def test_words_are_no_pattern(words):
    assert marked("abc", words) == [Bit("abc")]


def test_the_place_with_most_words_is_shown():
    text = "".join(bit.text for bit in snippet(LONG, ["treaty", "tokyo"]))

    assert text.startswith("The peace treaty is signed in Tokyo.")
    assert text.endswith(" …")
    assert len(text) < 260


def test_without_words_the_beginning_is_shown():
    assert snippet("Short.", []) == [Bit("Short.")]


def test_a_word_that_is_not_there_shows_the_beginning():
    assert "".join(bit.text for bit in snippet(LONG, ["zebra"])).startswith("Nothing here.")


def test_nothing_of_the_text_is_lost_or_added():
    assert "".join(bit.text for bit in marked(LONG, ["it", "peace"])) == LONG
