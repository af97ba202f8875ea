"""The Brier score of likelihood words: an interval, because a word is a band.

Source of the score: G. W. Brier, "Verification of forecasts expressed in terms of probability",
Monthly Weather Review 78 (1950): 1-3. Zero is perfect; always saying 50 % gives 0.25.
"""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from math import fsum

from annotations.scoring.likelihood import Band
from annotations.scoring.wilson import Interval

GUESSING = 0.25  # the score of whoever says 50 % each time


class Outcome(StrEnum):
    """How a prediction turned out, as far as that can be scored."""

    CAME_TRUE = "came-true"
    PARTLY = "partly"
    DID_NOT_COME_TRUE = "did-not-come-true"


def penalty(band: Band, outcome: Outcome) -> Interval:
    """Return the least and the most that one prediction adds to the score.

    What came in part takes the lower end of both readings and the upper end of both.
    """
    low, high = band.low, band.high
    happened = Interval((1 - high) ** 2, (1 - low) ** 2)
    did_not = Interval(low**2, high**2)
    if outcome is Outcome.CAME_TRUE:
        return happened
    if outcome is Outcome.DID_NOT_COME_TRUE:
        return did_not
    return Interval(min(happened.low, did_not.low), max(happened.high, did_not.high))


def brier(scored: Iterable[tuple[Band, Outcome, Fraction]]) -> Interval | None:
    """Return the mean penalty, end by end, of bands with outcomes and weights.

    Never the middle alone: a word names no number. None where nothing is scored.
    """
    weighed = [(penalty(band, outcome), float(weight)) for band, outcome, weight in scored]
    if not weighed:
        return None
    total = fsum(weight for _one, weight in weighed)
    return Interval(
        fsum(one.low * weight for one, weight in weighed) / total,
        fsum(one.high * weight for one, weight in weighed) / total,
    )


def is_guessing(score: Interval) -> bool:
    """Whether a score cannot be told from that of saying 50 % each time."""
    return GUESSING in score
