"""Words as the index knows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.search.tokens import LONGEST, folded, is_unspaced, tokens, words


@pytest.mark.parametrize(
    ("text", "known_as"),
    [
        ("", ""),
        ("Peace TREATY", "peace treaty"),
        ("Russia’s U.S.-led “two-plus-two”", "russia s us led two plus two"),
        ("Çelikhan naïve Ægir straße İstanbul", "celikhan naive aegir strasse istanbul"),
        ("e\u0301clair co\u00adoperate zero\u200bwidth", "eclair cooperate zerowidth"),
        ("ﬁne ① x² ½ ٣٤ ＡＢＣ", "fine 1 x2 ½ 34 abc"),
        ("Йод ещё МОСКВА", "иод еще москва"),
        ("السَّلام محـــمد", "السلام محمد"),
        ("हिन्दी 한국어", "हिन्दी 한국어"),
        ("\u1112\u1161\u11ab", "한"),
        ("日本語", "日本 本語 語"),
        ("本", "本"),
        ("ガンダム ｶﾞﾝ カ\u3099ン", "ガン ンダ ダム ム ガン ン ガン ン"),
        ("日本and日本", "日本 本 and 日本 本"),
        ("🕊️ 👍🏽 👩‍👧", "🕊 👍 👩 👧"),
        ("5,000 a\x00b ^ ` $ _ * ( ) : \" '", "5 000 a b"),
        ("—…!?", ""),
        ("U.S. US U.S.-Japan U.S.A’s D.C., e.g. J.D. Vance", "us us us japan usa s dc eg jd vance"),
        ("p.m.today a.bc.d 1.2.3 x..y No.A.B.", "pm today a bc d 1 2 3 x y no ab"),
        ("т.е. É.U. (“U.S.”) 日.本", "те eu us 日 本"),
    ],
)
def test_a_text_is_folded(text, known_as):
    assert folded(text) == known_as


@given(st.text())
def test_places_of_tokens_are_in_the_text_and_in_order(text):
    before = 0
    for token in tokens(text):
        assert before <= token.start < token.end <= len(text)
        before = token.start


@given(st.text())
def test_words_are_the_tokens_without_their_places(text):
    assert words(text) == [token.text for token in tokens(text)]


@given(st.text())
def test_no_token_holds_what_parts_tokens_or_means_something_to_a_database(text):
    for word in words(text):
        assert 0 < len(word) <= LONGEST
        assert not any(letter.isspace() or letter in "\x00\"'\\:*^()" for letter in word)
        assert all(letter.isalnum() for letter in word if letter.isascii())


@given(st.text(), st.text())
def test_a_paragraph_break_parts_words(one, other):
    assert words(f"{one}\n\n{other}") == words(one) + words(other)


def test_what_is_too_long_for_a_word_is_cut():
    assert words("x" * 5_000) == ["x" * LONGEST]
    assert words("é" * 5_000) == ["e" * LONGEST]


def test_an_accent_that_stands_apart_belongs_to_its_letter():
    (token,) = tokens("cafe\u0301")

    assert (token.text, token.start, token.end) == ("cafe", 0, 5)


@given(st.text(alphabet="aBé1. -日", max_size=20))
def test_words_are_the_tokens_where_there_are_full_stops(text):
    assert words(text) == [token.text for token in tokens(text)]


def test_the_full_stops_of_an_abbreviation_belong_to_it():
    assert [(token.start, token.end) for token in tokens("The U.S.-led (U.S)")] == [
        (0, 3),
        (4, 8),
        (9, 12),
        (14, 17),
    ]


def test_scripts_without_spaces_are_known():
    assert is_unspaced("日本") is True
    assert is_unspaced("ไทย") is True
    assert is_unspaced("Japan") is False


def test_a_long_text_without_a_space_is_cut_in_one_sweep():
    assert len(words("日本の首相は" * 50_000)) == 300_000
