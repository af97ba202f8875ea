"""The track record of whoever predicts: what can be scored, how it turned out, what cannot and why.

Two counts stand side by side. The strict one takes a prediction only if it is their own or
reported of them, if the text itself gives its horizon, if that horizon has passed, if its
condition was met, and if two people agree on the verdict. The wide one also takes horizons that
this library supplied and verdicts of one person. Whatever a count leaves out stands in its ledger,
under the first reason that holds in the order of `Exclusion`.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from annotations.scoring.brier import Outcome, brier
from annotations.scoring.cases import STRICT_ONLY, Case, Exclusion, Fate, exclusion, whose
from annotations.scoring.likelihood import Band, Standard, band_of
from annotations.scoring.reliability import (
    DIAGRAM_FROM,
    MURPHY_FROM,
    Group,
    Murphy,
    Scored,
    Wording,
    fitted,
    groups,
    murphy,
)
from annotations.scoring.standing import Standing, standing
from annotations.scoring.wilson import Interval, wilson

PERCENT_FROM = 5  # below it a rate is "2 of 3" and no percentage


@dataclass(frozen=True, slots=True)
class HitRate:
    """The share that came true: `true` and `partly` of weight `n`."""

    n: Fraction
    true: Fraction
    partly: Fraction

    @property
    def interval(self) -> Interval:
        """Its Wilson interval; what came in part did not come true."""
        return wilson(float(self.true), float(self.n))

    @property
    def interval_with_partly(self) -> Interval:
        """The interval of the other reading: what came in part came true."""
        return wilson(float(self.true + self.partly), float(self.n))


@dataclass(frozen=True, slots=True)
class Count:
    """One of the two counts. `counted` and everything in `ledger` add up to `total`.

    `outcomes` are of the predictions counted. Of these, `banded` have a band and are in `brier`
    and `groups`, with weight `n_banded`; `unbanded` are hedges and flat words, which have none.
    `curve` is the CORP curve, a share for each group, from ten on; `parts` are Murphy's, from
    thirty on, the second under the other reading of what came true in part.
    """

    total: int
    counted: int
    ledger: dict[Exclusion, int]
    outcomes: dict[Outcome, int]
    hits: HitRate | None
    banded: int
    unbanded: int
    n_banded: Fraction
    brier: Interval | None
    groups: tuple[Group, ...]
    curve: tuple[float, ...]
    parts: tuple[Murphy, Murphy] | None


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Both counts, and how many of the predictions that are somebody's own stand where."""

    strict: Count
    wide: Count
    states: dict[Fate | Standing, int]


def track_record(cases: Iterable[Case], standard: Standard, today: datetime.date) -> TrackRecord:
    """Return the record of `cases`, their words read by `standard`, on the day `today`."""
    all_cases = list(cases)
    reasons = [exclusion(case, today) for case in all_cases]
    lenient = [None if reason in STRICT_ONLY else reason for reason in reasons]
    own = (case for case in all_cases if whose(case) is None)
    return TrackRecord(
        strict=_count(all_cases, reasons, standard),
        wide=_count(all_cases, lenient, standard),
        states=dict(Counter(_state(case, today) for case in own)),
    )


def _state(case: Case, today: datetime.date) -> Fate | Standing:
    """Return the verdict that ends a prediction, or where it stands by its dates."""
    ends = case.verdict is not None and case.verdict.fate is not Fate.STILL_OPEN
    if case.verdict is not None and ends:
        return case.verdict.fate
    return standing(ends=False, deadline=case.deadline, today=today)


def _count(cases: Sequence[Case], reasons: Sequence[Exclusion | None], standard: Standard) -> Count:
    left_out = Counter(reason for reason in reasons if reason is not None)
    taken = [
        (case, outcome)
        for case, reason in zip(cases, reasons, strict=True)
        if reason is None and case.verdict and (outcome := case.verdict.fate.outcome)
    ]
    outcomes = Counter(outcome for _case, outcome in taken)
    scored = _scored(taken, standard)
    ordered = groups(scored)
    n_banded = sum((one.weight for one in scored), Fraction())
    return Count(
        total=len(cases),
        counted=len(taken),
        ledger={reason: left_out[reason] for reason in Exclusion if left_out[reason]},
        outcomes={outcome: outcomes[outcome] for outcome in Outcome},
        hits=_hits(taken),
        banded=len(scored),
        unbanded=len(taken) - len(scored),
        n_banded=n_banded,
        brier=brier((one.band, one.outcome, one.weight) for one in scored),
        groups=tuple(ordered),
        curve=tuple(fitted(ordered)) if n_banded >= DIAGRAM_FROM else (),
        parts=(
            (murphy(ordered), murphy(ordered, with_partly=True))
            if n_banded >= MURPHY_FROM
            else None
        ),
    )


def weights(cases: Sequence[Case]) -> list[Fraction]:
    """Return the weight of each of `cases` among them: those of one compound share one."""
    sizes = Counter(case.compound for case in cases if case.compound is not None)
    return [
        Fraction(1) if case.compound is None else Fraction(1, sizes[case.compound])
        for case in cases
    ]


def _hits(taken: Sequence[tuple[Case, Outcome]]) -> HitRate | None:
    if not taken:
        return None
    sums = dict.fromkeys(Outcome, Fraction())
    shares = weights([case for case, _outcome in taken])
    for (_case, outcome), weight in zip(taken, shares, strict=True):
        sums[outcome] += weight
    return HitRate(
        n=sum(sums.values(), Fraction()),
        true=sums[Outcome.CAME_TRUE],
        partly=sums[Outcome.PARTLY],
    )


def _scored(taken: Sequence[tuple[Case, Outcome]], standard: Standard) -> list[Scored]:
    """Return those that have a band; a compound shares its weight among these alone."""
    banded = [
        (case, outcome, *read)
        for case, outcome in taken
        if (read := reading(case, standard)) is not None
    ]
    shares = weights([case for case, *_rest in banded])
    return [
        Scored(band, wording, outcome, weight)
        for (_case, outcome, band, wording), weight in zip(banded, shares, strict=True)
    ]


def reading(case: Case, standard: Standard) -> tuple[Band, Wording] | None:
    """Return the band of the event and what gave it; None for hedges and flat words.

    A number that the source prints is a band of one point, and goes before its words; like them
    it is turned round where it was said of the opposite.
    """
    if case.probability is not None:
        printed = Band(case.probability, case.probability)
        wording = Wording(printed=case.probability, opposite=case.opposite)
        return (printed.opposite() if case.opposite else printed), wording
    if case.term is None:
        return None
    band = band_of(case.term, standard, opposite=case.opposite)
    return (band, Wording(case.term, opposite=case.opposite)) if band else None
