"""The rising line nearest to what was observed, against published examples."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.isotonic import isotonic

VALUES = st.lists(
    st.tuples(st.floats(0, 1, allow_subnormal=False), st.floats(0.1, 20)), min_size=1, max_size=12
)


def test_the_example_of_robertson_wright_and_dykstra() -> None:
    # "Order Restricted Statistical Inference" (1988), page 10
    fitted = isotonic([22.5, 23.333, 20.833, 24.25], [3, 3, 3, 2])

    assert fitted == pytest.approx([22.222, 22.222, 22.222, 24.25], abs=0.001)


def test_the_example_with_weights_of_other_implementations() -> None:
    # (41×2 + 51×3 + 1×4 + 2×5 + 5×6) / 20 = 279 / 20 = 13.95
    fitted = isotonic([1, 41, 51, 1, 2, 5, 24], [1, 2, 3, 4, 5, 6, 7])

    assert fitted == pytest.approx([1, 13.95, 13.95, 13.95, 13.95, 13.95, 24])


def test_the_sample_of_the_design_pools_its_two_strongest_words() -> None:
    # unlikely 1 of 5, likely 4 of 8, very likely 3 of 3, almost certain 3 of 4: the last two
    # fall, and are pooled to 6 of 7
    assert isotonic([0.2, 0.5, 1.0, 0.75], [5, 8, 3, 4]) == pytest.approx([0.2, 0.5, 6 / 7, 6 / 7])


@given(values=VALUES)
def test_it_never_falls_keeps_the_mean_and_stays_within_what_was_observed(
    values: list[tuple[float, float]],
) -> None:
    shares, weights = zip(*values, strict=True)
    fitted = isotonic(shares, weights)

    assert all(before <= after for before, after in pairwise(fitted))
    assert min(shares) - 1e-9 <= fitted[0] <= fitted[-1] <= max(shares) + 1e-9
    assert sum(f * w for f, w in zip(fitted, weights, strict=True)) == pytest.approx(
        sum(s * w for s, w in zip(shares, weights, strict=True))
    )


@given(values=VALUES)
def test_fitting_twice_changes_nothing_and_what_rises_already_stays(
    values: list[tuple[float, float]],
) -> None:
    shares, weights = zip(*values, strict=True)
    fitted = isotonic(shares, weights)

    assert isotonic(fitted, weights) == pytest.approx(fitted)
    assert isotonic(sorted(shares), weights) == pytest.approx(sorted(shares))


@given(values=VALUES, data=st.data())
def test_no_other_rising_line_is_nearer(
    values: list[tuple[float, float]], data: st.DataObject
) -> None:
    shares, weights = zip(*values, strict=True)
    size = len(shares)
    other = sorted(data.draw(st.lists(st.floats(0, 1), min_size=size, max_size=size)))

    def distance(line: list[float]) -> float:
        rows = zip(line, shares, weights, strict=True)
        return sum(w * (at - share) ** 2 for at, share, w in rows)

    assert distance(isotonic(shares, weights)) <= distance(other) + 1e-9
