"""Wilson's interval against the design's values and a published table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.wilson import wilson


def test_four_of_eight_is_the_value_of_the_design() -> None:
    interval = wilson(4, 8)

    assert (round(interval.low, 3), round(interval.high, 3)) == (0.215, 0.785)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    # R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of
    # seven methods", Statistics in Medicine 17 (1998): 857-872, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_it_agrees_with_newcombes_table(k: int, n: int, low: float, high: float) -> None:
    interval = wilson(k, n)

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_one_of_two_worked_by_hand() -> None:
    # z² = 3.8415. Centre: (1 + 1.9207) / (2 + 3.8415) = 0.5.
    # Half: 1.96 / 5.8415 × √(1 × 1 / 2 + 0.9604) = 0.3355 × 1.2085 = 0.4055.
    interval = wilson(1, 2)

    assert interval.low == pytest.approx(0.0945, abs=0.0001)
    assert interval.high == pytest.approx(0.9055, abs=0.0001)


@given(n=st.floats(min_value=0.05, max_value=1000), share=st.floats(min_value=0, max_value=1))
def test_it_lies_within_0_and_1_and_contains_the_share_whole_or_not(n: float, share: float) -> None:
    k = min(share * n, n)
    interval = wilson(k, n)

    assert 0 <= interval.low <= k / n <= interval.high <= 1
    assert k / n in interval


@given(n=st.integers(1, 200), data=st.data())
def test_it_is_the_same_seen_from_what_did_not_happen(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    one, other = wilson(k, n), wilson(n - k, n)

    assert one.low == pytest.approx(1 - other.high, abs=1e-9)
    assert one.high == pytest.approx(1 - other.low, abs=1e-9)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (3, 2), (-1, 2), (1, -2)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(k, n)
