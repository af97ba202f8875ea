"""Few numbers of a text say how alike it is to another."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sourcelib.text.sketches import VALUES, WORDS, resemblance, runs, sketch

WORD = st.text("abcdefg", min_size=1, max_size=3)


def _text(seed: int, length: int = 400) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(2_000)}" for _ in range(length)]


def _corrected(words: list[str], every: int) -> list[str]:
    return [f"new{n}" if n % every == 0 else word for n, word in enumerate(words)]


def test_runs_are_of_five_neighbouring_words():
    assert runs(list("abcdef")) == {"a b c d e", "b c d e f"}


def test_a_text_shorter_than_a_run_is_one_run_and_an_empty_one_is_none():
    assert runs(["Yes", "please"]) == {"Yes please"}
    assert runs([]) == set()
    assert sketch([]) == ()


def test_hashes_are_the_same_for_ever():
    """What `printf "a b c d e" | b2sum -l 64` says, with a sign; and that of "b c d e f"."""
    assert sketch(list("abcdef")) == (0xC2B9F8CDDB89C4A9 - 2**64, 0x43A8410FBB4EFB52)


@given(st.lists(WORD, max_size=200))
def test_a_sketch_is_ascending_and_bounded_and_fits_the_database(words: list[str]):
    values = sketch(words)
    assert list(values) == sorted(set(values))
    assert len(values) == min(VALUES, len(runs(words)))
    assert all(-(2**63) <= value < 2**63 for value in values)


@given(st.lists(WORD, max_size=60), st.lists(WORD, max_size=60))
def test_resemblance_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]):
    share = resemblance(one, other)
    assert 0 <= share <= 1
    assert share == resemblance(other, one)
    assert resemblance(one, one) == (1 if one else 0)


def test_a_text_with_every_fortieth_word_corrected_is_nearly_the_same():
    text = _text(1)
    assert 0.7 < resemblance(text, _corrected(text, 40)) < 0.85


def test_texts_that_resemble_each_other_share_more_than_a_quarter_of_their_values():
    """The number of values is enough: of 500 pairs at the threshold none is missed."""
    for seed in range(500):
        text = _text(seed)
        other = _corrected(text, 29)
        assert 0.65 < resemblance(text, other) < 0.75
        assert len(set(sketch(text)) & set(sketch(other))) >= VALUES // 4


def test_other_texts_share_no_value():
    for seed in range(100):
        assert not set(sketch(_text(seed))) & set(sketch(_text(seed + 1_000)))


def test_a_moved_paragraph_changes_little():
    text = _text(5)
    moved = text[200:] + text[:200]
    assert resemblance(text, moved) >= 1 - 2 * WORDS / len(text)
