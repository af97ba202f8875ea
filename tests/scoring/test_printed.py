"""Which words print a probability, and which do not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.printed import prints


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("a 90% chance", "0.9"),
        ("90 %", "0.9"),
        ("90\N{NO-BREAK SPACE}%", "0.9"),
        ("90 per cent", "0.9000"),
        ("a 90-percent chance", "0.9"),
        ("ninety percent", "0.9"),
        ("sixty-five per cent", "0.65"),
        ("a hundred percent", "1"),
        ("100%", "1"),
        ("0%", "0"),
        ("33.3%", "0.333"),
        ("33%", "0.3333"),
        ("12,5 %", "0.125"),
        ("I put it at 0.9.", "0.9"),
        ("p = .35", "0.35"),
        ("0,35", "0.35"),
        ("9 in 10", "0.9"),
        ("nine in ten", "0.9"),
        ("a one-in-three chance", "0.3333"),
        ("one in three", "0.33"),
        ("three out of four", "0.75"),
        ("9/10", "0.9"),
        ("one chance in twenty", "0.05"),
        ("one in a hundred", "0.01"),
        ("50-50", "0.5"),
        ("50–50", "0.5"),
        ("50/50", "0.5"),
        ("fifty-fifty", "0.5"),
        ("Fifty‑fifty", "0.5"),
        ("3 to 1 against", "0.25"),
        ("three-to-one odds in favour", "0.75"),
        ("a two-thirds chance", "0.6667"),
        ("a quarter\nchance", "0.25"),
    ],
)
def test_a_number_that_stands_there_is_printed(words: str, number: str) -> None:
    assert prints(Decimal(number), words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("may", "0.9"),
        ("", "0.5"),
        ("likely", "0.7"),
        ("almost certainly", "0.99"),
        ("will", "1"),
        ("90%", "0.1"),
        ("90%", "0.8"),
        ("90%", "0.91"),
        ("0.9", "0.85"),
        ("0.9%", "0.9"),
        ("190%", "0.9"),
        ("1.90", "0.9"),
        ("ninety", "0.9"),
        ("90 years", "0.9"),
        ("a rise of 90 percentage points", "0.9"),
        ("the 90 percentile", "0.9"),
        ("60–70%", "0.7"),
        ("60% to 70%", "0.6"),
        ("between 60 and 70 per cent", "0.7"),
        ("0.6 to 0.7", "0.7"),
        ("nine in ten", "0.89"),
        ("one in three", "0.3"),
        ("10 in 9", "1"),
        ("3 in 0", "0"),
        ("one in eleven", "0.1"),
        ("3 to 1", "0.75"),
        ("50-50", "0.49"),
        ("a third round", "0.3333"),
        ("2015–2017", "0.5"),
        ("half of the islands", "0.5"),
    ],
)
def test_a_number_that_does_not_stand_there_is_not(words: str, number: str) -> None:
    assert not prints(Decimal(number), words)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_percentage_prints_itself_and_no_other(one: int, other: int) -> None:
    assert prints(Decimal(one) / 100, f"a chance of {one}%")
    assert prints(Decimal(one) / 100, f"a chance of {other} per cent") == (one == other)


@given(st.decimals(0, 1, places=4), st.text(max_size=40))
def test_any_words_at_all_get_an_answer(number: Decimal, words: str) -> None:
    assert prints(number, words) in (True, False)
