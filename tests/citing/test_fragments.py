"""Links to the very words in the source's own place."""

from urllib.parse import unquote

import pytest

from annotations.citing.fragments import at_words

PAGE = "https://times.example/article"


def directive(address):
    page, _mark, text = address.partition("#:~:text=")
    assert page == PAGE
    return text


def test_few_words_are_named_whole():
    assert at_words(PAGE, "Tokyo hesitated") == f"{PAGE}#:~:text=Tokyo%20hesitated"


def test_what_stands_around_tells_places_apart():
    text = directive(at_words(PAGE, "Tokyo", "ays that in the end ", ", officials said, wai"))

    assert text == "in%20the%20end-,Tokyo,-%2C%20officials%20said%2C"


def test_context_stays_in_the_paragraph():
    text = directive(at_words(PAGE, "Tokyo hesitated.", "ended there.\n\nSo ", "\n\nMoscow waited"))

    assert text == "So-,Tokyo%20hesitated."


def test_many_words_are_named_by_both_ends():
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"

    first, last = directive(at_words(PAGE, words)).split(",")

    assert unquote(first) == "one two three four five"
    assert unquote(last) == "ten eleven twelve thirteen fourteen"


def test_words_of_two_paragraphs_are_named_by_both_ends():
    assert directive(at_words(PAGE, "It ended.\n\nAll went home.")) == "It%20ended.,went%20home."


def test_an_end_that_stands_further_ahead_too_is_named_by_more_words():
    words = (
        "They spoke, and all of them took part at last, then they spoke again for a while longer, "
        "and all of them took part at last"
    )

    first, last = directive(at_words(PAGE, words)).split(",")

    assert unquote(first) == "They spoke, and all of"
    assert unquote(last) == "longer, and all of them took part at last"


def test_ends_do_not_overlap():
    words = "Internationalisierungsbestrebungen überdurchschnittlich, vielleicht"

    first, last = directive(at_words(PAGE, words)).split(",")

    assert (unquote(first), unquote(last)) == ("Internationalisierungsbestrebungen", "vielleicht")


def test_one_long_word_is_named_whole():
    assert directive(at_words(PAGE, "北" * 80)) == "%E5%8C%97" * 80


@pytest.mark.parametrize("character", [",", "-", "&", "#", "%", "+", "?", "=", "/", "\u00a0x"])
def test_what_has_a_meaning_is_encoded(character):
    text = directive(at_words(PAGE, f"a{character}b"))

    assert not set(text) & set(",-&#+?=/ ")
    assert unquote(text).replace("\u00a0", " ").split() == f"a{character}b".split()


def test_a_fragment_that_is_there_stays():
    assert at_words(f"{PAGE}#part", "Tokyo") == f"{PAGE}#part:~:text=Tokyo"


def test_no_words_lead_to_the_page():
    assert at_words(PAGE, " ") == PAGE
