"""Other queries than the one that was typed, made of words that the index knows."""

import pytest

from sourcelib.search.guessing import nearly, spelled_otherwise, unknown_words
from sourcelib.search.query import parse
from sourcelib.search.spelling import nearest
from sourcelib.search.variants import partings, spellings


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("defence", "defense"),
        ("licences", "licenses"),
        ("colour", "color"),
        ("neighbouring", "neighboring"),
        ("favourable", "favorable"),
        ("labours", "labors"),
        ("centre", "center"),
        ("centred", "centered"),
        ("theatres", "theaters"),
        ("organisation", "organization"),
        ("realised", "realized"),
        ("analyse", "analyze"),
        ("dialogue", "dialog"),
        ("travelled", "traveled"),
        ("counsellor", "counselor"),
        ("programme", "program"),
        ("grey", "gray"),
        ("judgement", "judgment"),
        ("sceptical", "skeptical"),
        ("fulfil", "fulfill"),
    ],
)
def test_words_are_spelled_the_other_way(british, american):
    assert american in spellings(british)
    assert british in spellings(american)


@pytest.mark.parametrize(
    "word", ["four", "hour", "rise", "size", "called", "sense", "more", "japan", "war", "日本", ""]
)
def test_words_that_have_one_spelling_keep_it(word):
    assert spellings(word) == []


def test_a_word_is_parted_everywhere():
    assert list(partings("abcdefg")) == [("abc", "defg"), ("abcd", "efg")]
    assert list(partings("abcde")) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    ("typed", "guesses"),
    [
        ("missile defence", ["missile defense"]),
        ("title:defence -peace", ["title:defense -peace"]),
        (
            '"missile defence" dialog',
            [
                '"missile defense" dialogue',
                '"missile defense" dialog',
                '"missile defence" dialogue',
            ],
        ),
        ("missiledefense", ['"missile defense"']),
        ("secu-rity dialogue", ["security dialogue"]),
        ("secu rity dialogue", ["security dialogue"]),
        ("defensive", []),  # there is such a word
        ("defence*", []),  # a beginning is no word
        ("peace treaty", []),
        ("", []),
    ],
)
def test_a_query_is_spelled_otherwise(typed, guesses):
    assert [guess.text for guess in spelled_otherwise(parse(typed))] == guesses


@pytest.mark.django_db
@pytest.mark.usefixtures("articles")
def test_unknown_words_have_near_ones():
    assert unknown_words(parse("treatty peace trea* xy")) == ["treatty"]
    assert nearest("treatty")[0] == "treaty"
    assert nearest("zzzzzzzz") == []
    assert nearest("dease") == []  # peace is as near, but begins otherwise
    assert nearest("mosocw") == ["moscow"]
    assert [guess.text for guess in nearly(parse("treatty dove"), ["treatty"])] == ["treaty dove"]
    assert nearly(parse("zzzzzzzz"), ["zzzzzzzz"]) == []
