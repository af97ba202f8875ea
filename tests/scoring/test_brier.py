"""The Brier score as an interval."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.brier import Outcome, brier, is_guessing, penalty
from annotations.scoring.likelihood import Band
from annotations.scoring.wilson import Interval

ONE = Fraction(1)
BANDS = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda ends: Band(min(ends) / 100, max(ends) / 100)
)
SCORED = st.lists(
    st.tuples(
        BANDS, st.sampled_from(Outcome), st.integers(1, 6).map(lambda part: Fraction(1, part))
    ),
    min_size=1,
    max_size=12,
)


def test_three_predictions_worked_by_hand() -> None:
    # likely (0.55–0.80), happened:        0.20² = 0.04    to 0.45² = 0.2025
    # likely, did not:                     0.55² = 0.3025  to 0.80² = 0.64
    # unlikely (0.20–0.45), did not:       0.20² = 0.04    to 0.45² = 0.2025
    # sum                                          0.3825  to         1.045
    # a third of each                              0.1275  to         0.3483
    score = brier(
        [
            (Band(0.55, 0.80), Outcome.CAME_TRUE, ONE),
            (Band(0.55, 0.80), Outcome.DID_NOT_COME_TRUE, ONE),
            (Band(0.20, 0.45), Outcome.DID_NOT_COME_TRUE, ONE),
        ]
    )

    assert score is not None
    assert score.low == pytest.approx(0.1275)
    assert score.high == pytest.approx(0.3483, abs=0.0001)
    assert is_guessing(score)


def test_what_came_in_part_takes_the_lower_end_of_both_and_the_upper_end_of_both() -> None:
    # likely: had it happened 0.04–0.2025, had it not 0.3025–0.64
    assert penalty(Band(0.55, 0.80), Outcome.PARTLY) == Interval(
        pytest.approx(0.04), pytest.approx(0.64)
    )


def test_a_printed_number_has_one_penalty() -> None:
    assert penalty(Band(0.7, 0.7), Outcome.CAME_TRUE) == Interval(
        pytest.approx(0.09), pytest.approx(0.09)
    )


def test_two_halves_of_a_compound_weigh_as_much_as_one_prediction() -> None:
    # likely and happened, as two halves, beside one unlikely that did not happen:
    # (½·0.04 + ½·0.04 + 0.04) / 2 = 0.04
    half = (Band(0.55, 0.80), Outcome.CAME_TRUE, Fraction(1, 2))
    score = brier([half, half, (Band(0.20, 0.45), Outcome.DID_NOT_COME_TRUE, ONE)])

    assert score == Interval(pytest.approx(0.04), pytest.approx(0.2025))


def test_nothing_has_no_score() -> None:
    assert brier([]) is None


@pytest.mark.parametrize(
    ("low", "high", "guessing"),
    [
        (0.2, 0.3, True),
        (0.25, 0.4, True),
        (0.1, 0.25, True),
        (0.1, 0.24, False),
        (0.26, 0.5, False),
    ],
)
def test_guessing_is_where_the_interval_contains_a_quarter(
    low: float, high: float, guessing: bool
) -> None:
    assert is_guessing(Interval(low, high)) is guessing


@given(scored=SCORED)
def test_its_ends_are_in_order_and_between_0_and_1(
    scored: list[tuple[Band, Outcome, Fraction]],
) -> None:
    score = brier(scored)

    assert score is not None
    assert 0 <= score.low <= score.high <= 1


@given(scored=SCORED, data=st.data())
def test_the_order_of_the_predictions_makes_no_difference(
    scored: list[tuple[Band, Outcome, Fraction]], data: st.DataObject
) -> None:
    assert brier(data.draw(st.permutations(scored))) == brier(scored)


@given(scored=SCORED, data=st.data())
def test_whatever_number_in_its_band_was_meant_its_score_lies_in_the_interval(
    scored: list[tuple[Band, Outcome, Fraction]], data: st.DataObject
) -> None:
    total = meant = 0.0
    for band, outcome, weight in scored:
        p = data.draw(st.floats(band.low, band.high))
        happened = outcome is Outcome.CAME_TRUE
        if outcome is Outcome.PARTLY:
            happened = data.draw(st.booleans())
        meant += float(weight) * (p - happened) ** 2
        total += float(weight)
    score = brier(scored)

    assert score is not None
    assert score.low - 1e-9 <= meant / total <= score.high + 1e-9


@given(band=BANDS, outcome=st.sampled_from(Outcome))
def test_a_band_that_contains_the_truth_can_be_perfect(band: Band, outcome: Outcome) -> None:
    truth = {Outcome.CAME_TRUE: {1.0}, Outcome.DID_NOT_COME_TRUE: {0.0}, Outcome.PARTLY: {0.0, 1.0}}
    holds = any(band.low <= value <= band.high for value in truth[outcome])

    assert (penalty(band, outcome).low == 0) is holds
