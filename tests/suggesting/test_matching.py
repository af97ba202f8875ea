"""Where forms of the registry stand as words, with their capitals, the longest first."""

import pytest

from tests.suggesting.registry import (
    ALLIANCE,
    GEORGIA,
    JAPAN,
    RUSSIA,
    US,
    actor,
    words,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia waits.", ["Russia"]),
        ("Prussia and Russians wait.", []),
        ("RussiaJapan", []),
        ("Russia_2", []),
        ("Russia2", []),
        ("Japan’s and Russia's", ["Japan", "Russia"]),
        ("the U.S.-Japan pact", ["U.S.", "Japan"]),
        ("Russo-Japanese talks", ["Russo", "Japanese"]),
        ("Russo–Japanese talks", ["Russo", "Japanese"]),
        ("Mr Russo came", []),
        ("the U.S.S.R. fell", []),
        ("the U.S.", ["U.S."]),
        ("U.S.-led, pro-Russian", ["U.S.", "Russian"]),
        ("(Japan)", ["Japan"]),
        ("l’Japan, O’Japan", ["Japan"]),
        ("Japan\u0301", []),
        ("Japan\u200dx", []),
        ("United\u00a0States", ["United\u00a0States"]),
        ("United\nStates", ["United\nStates"]),
    ],
)
def test_words_are_found_whole(text, found):
    assert [exact for exact, _actor in words(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("日本は待つ。", ["日本"]),
        ("昨日日本とロシアが", ["日本", "ロシア"]),
        ("ロシアン", []),
        ("ベロシア", []),
        ("新日本Japan社", ["日本", "Japan"]),
    ],
)
def test_scripts_without_spaces_have_their_own_words(text, found):
    assert [exact for exact, _actor in words(text)] == found


def test_korean_particles_do_not_hide_a_name():
    korean = actor(RUSSIA, ("러시아", "transliteration"))
    assert [exact for exact, _ in words("러시아는 기다린다. 백러시아", *korean)] == ["러시아"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turkey eats turkey.", ["Turkey"]),
        ("TURKEY WAITS", ["TURKEY"]),
        ("Give us the US, not Us.", ["US"]),
        ("u.s. and U.S.", ["U.S."]),
        ("japan", []),
    ],
)
def test_what_has_capitals_is_found_with_capitals_only(text, found):
    turkey = actor(20, name="Turkey")
    assert [exact for exact, _ in words(text, *turkey)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia saw the two sides meet.", ["the two sides"]),
        ("Russia met. The two sides talked.", ["The two sides"]),
        ("Russia met.\n\n“The two sides talked.”", ["The two sides"]),
        ("Russia met The two sides.", []),
    ],
)
def test_what_has_none_is_found_with_one_at_the_beginning_of_a_sentence(text, found):
    assert [exact for exact, _ in words(text)][1:] == found


def test_the_longest_words_win_and_hold_only_those_they_are_made_of():
    south = actor(21, name="South Japan League")
    assert words("the U.S.-Japan alliance", *south) == [
        ("U.S.-Japan alliance", ALLIANCE),
        ("U.S.", US),
        ("Japan", JAPAN),
    ]
    assert words("the South Japan League", *south) == [("South Japan League", 21)]


def test_of_words_that_cross_the_longer_ones_are_found():
    crossing = [*actor(22, name="Bank of Japan"), *actor(23, name="Japan Tobacco International")]
    assert words("the Bank of Japan Tobacco International", *crossing) == [
        ("Japan Tobacco International", 23)
    ]


def test_nothing_is_found_in_a_namesake():
    text = "Japan sails the Sea of Japan. The Moscow Times of Moscow."
    found = words(text, namesakes=("Sea of Japan", "Moscow Times"))
    assert found == [("Japan", JAPAN), ("Moscow", RUSSIA)]
    assert text.count("Moscow") == 2


def test_a_namesake_keeps_its_capitals_too():
    assert words("the sea of Japan", namesakes=("Sea of Japan",)) == [("Japan", JAPAN)]


def test_the_article_of_a_name_is_left_out_and_that_of_a_description_kept():
    kremlin = actor(24, name="The Kremlin (Russian presidency)")
    assert words("In the Kremlin the two sides of Japan and the two sides", *kremlin) == [
        ("Kremlin", 24),
        ("Japan", JAPAN),
        ("the two sides", 9),
    ]


def test_a_registry_without_forms_finds_nothing():
    assert words("", *actor(GEORGIA, name="Georgia")) == []
