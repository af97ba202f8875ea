"""An invented record of twenty predictions, scored by the functions that score real ones."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise

from annotations.models.prediction import TERM_LABELS
from annotations.scoring.brier import Outcome, brier, is_guessing, penalty
from annotations.scoring.likelihood import Band, Standard, Term, band_of
from annotations.scoring.reliability import Group, Murphy, Scored, Wording, groups, murphy
from annotations.scoring.wilson import Interval, wilson

STANDARD = Standard.ICD_203
# Term, how many predictions used it, how many of them happened.
SAMPLE = (
    (Term.ALMOST_CERTAIN, 4, 3),
    (Term.VERY_LIKELY, 3, 3),
    (Term.LIKELY, 8, 4),
    (Term.UNLIKELY, 5, 1),
)


@dataclass(frozen=True)
class Line:
    """The predictions with one term: what each of them adds to the score, and what happened."""

    words: str | Promise
    group: Group
    happened: int
    did_not: int
    if_happened: Interval
    if_not: Interval


@dataclass(frozen=True)
class Example:
    """The invented record, line by line, and what comes out of it."""

    standard: str
    lines: list[Line]
    total: int
    came_true: int
    share: float
    share_interval: Interval
    score: Interval
    guessing: bool
    parts: Murphy
    others: list[tuple[str, Interval]]  # the score under the other standards that have the terms


def worked_example() -> Example:
    """Return the example; nothing in it is anybody's record."""
    scored = _scored(STANDARD)
    by_band = {group.band: group for group in groups(scored)}
    total = sum(count for _term, count, _true in SAMPLE)
    came_true = sum(true for _term, _count, true in SAMPLE)
    score = _score(scored)
    return Example(
        standard=STANDARD.label,
        lines=[_line(term, count, true, by_band) for term, count, true in SAMPLE],
        total=total,
        came_true=came_true,
        share=came_true / total,
        share_interval=wilson(came_true, total),
        score=score,
        guessing=is_guessing(score),
        parts=murphy(list(by_band.values())),
        others=[
            (standard.label, _score(_scored(standard)))
            for standard in (Standard.PHIA, Standard.IPCC)
        ],
    )


def _line(term: Term, count: int, true: int, by_band: dict[Band, Group]) -> Line:
    reading = _band(term, STANDARD)
    return Line(
        words=TERM_LABELS[term],
        group=by_band[reading],
        happened=true,
        did_not=count - true,
        if_happened=penalty(reading, Outcome.CAME_TRUE),
        if_not=penalty(reading, Outcome.DID_NOT_COME_TRUE),
    )


def _scored(standard: Standard) -> list[Scored]:
    return [
        Scored(
            _band(term, standard),
            Wording(term=term),
            Outcome.CAME_TRUE if number < true else Outcome.DID_NOT_COME_TRUE,
        )
        for term, count, true in SAMPLE
        for number in range(count)
    ]


def _band(term: Term, standard: Standard) -> Band:
    found = band_of(term, standard)
    assert found is not None  # the standards used here have all terms of the sample
    return found


def _score(scored: list[Scored]) -> Interval:
    found = brier((one.band, one.outcome, Fraction(1)) for one in scored)
    assert found is not None  # the sample is not empty
    return found
