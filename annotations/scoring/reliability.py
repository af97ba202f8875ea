"""Whether words mean what they say: how often what they were said of happened, beside their band.

Predictions are grouped by the band as it applies to the event that was judged. "Unlikely", said
of the opposite of the event, is 55–80 % for the event under ICD 203, and so stands in one group
with "likely": both say the same of what was judged. Under a standard that gives the two different
bands, they are two groups.

Sources: the curve is the CORP reliability diagram (see `isotonic`); the decomposition is that of
A. H. Murphy, "A New Vector Partition of the Probability Score", Journal of Applied Meteorology 12
(1973): 595-600, with the distance to a band in place of the distance to a number.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import fsum

from annotations.scoring.brier import Outcome
from annotations.scoring.isotonic import isotonic
from annotations.scoring.likelihood import Band, Term
from annotations.scoring.wilson import Interval, wilson

DIAGRAM_FROM = 10  # predictions, compounds counted once
MURPHY_FROM = 30


@dataclass(frozen=True, slots=True)
class Wording:
    """What gave a band: a term of the standard, or the number that the source prints.

    Exactly one of `term` and `printed` is given; `opposite` says that the term was said of the
    opposite of the event.
    """

    term: Term | None = None
    printed: float | None = None
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """One prediction that has a band and an outcome; `weight` is its share of its compound."""

    band: Band
    wording: Wording
    outcome: Outcome
    weight: Fraction = Fraction(1)


class Fit(StrEnum):
    """How the words of a group compare with what happened."""

    UNDECIDED = "undecided"
    TOO_STRONG = "too-strong"
    TOO_WEAK = "too-weak"


@dataclass(frozen=True, slots=True)
class Group:
    """The predictions of one band: `true` and `partly` of weight `n` happened, or in part.

    `cases` are the predictions themselves, `wordings` what gave them the band.
    """

    band: Band
    wordings: tuple[Wording, ...]
    cases: int
    n: Fraction
    true: Fraction
    partly: Fraction

    @property
    def observed(self) -> float:
        """The share that happened; what came in part did not."""
        return float(self.true / self.n)

    @property
    def observed_with_partly(self) -> float:
        """The share that happened at least in part."""
        return float((self.true + self.partly) / self.n)

    @property
    def interval(self) -> Interval:
        """The Wilson interval of `observed`."""
        return wilson(float(self.true), float(self.n))

    @property
    def interval_with_partly(self) -> Interval:
        """The Wilson interval of `observed_with_partly`."""
        return wilson(float(self.true + self.partly), float(self.n))

    @property
    def fit(self) -> Fit:
        """What the interval says of the words; nothing unless it misses the band.

        Where something came true in part, both readings must miss it on the same side. Too
        strong: what happened lies nearer to even odds than the words, or beyond them. Too weak:
        farther out than the words. Of words that say "about even", any miss finds them too weak.
        """
        above = self.interval.low > self.band.high
        below = self.interval_with_partly.high < self.band.low
        if not (above or below):
            return Fit.UNDECIDED
        if self.band.low > 0.5:
            return Fit.TOO_WEAK if above else Fit.TOO_STRONG
        if self.band.high < 0.5:
            return Fit.TOO_STRONG if above else Fit.TOO_WEAK
        return Fit.TOO_WEAK


def groups(scored: Iterable[Scored]) -> list[Group]:
    """Return the groups, from the band that says least to the one that says most."""
    by_band: dict[Band, list[Scored]] = defaultdict(list)
    for one in scored:
        by_band[one.band].append(one)
    return [_group(band, by_band[band]) for band in sorted(by_band, key=_place)]


def _group(band: Band, members: Sequence[Scored]) -> Group:
    def weigh(outcome: Outcome) -> Fraction:
        return sum((one.weight for one in members if one.outcome is outcome), Fraction())

    wordings = {one.wording for one in members}
    return Group(
        band=band,
        wordings=tuple(sorted(wordings, key=lambda one: (one.opposite, one.term or ""))),
        cases=len(members),
        n=sum((one.weight for one in members), Fraction()),
        true=weigh(Outcome.CAME_TRUE),
        partly=weigh(Outcome.PARTLY),
    )


def _place(band: Band) -> tuple[float, float]:
    """Where a band stands in the order of bands: by the sum of its ends, then by its lower end.

    The sum orders bands and is nothing that a score is made of.
    """
    return (round(band.low + band.high, 6), band.low)


def fitted(ordered: Sequence[Group]) -> list[float]:
    """Return the share that the CORP curve gives to each group, in the order of `groups`.

    Bands in the same place of the order ("about even" under two readings) share one value.
    """
    places: dict[float, list[Group]] = defaultdict(list)
    for group in ordered:
        places[_place(group.band)[0]].append(group)
    weights = [float(sum(group.n for group in same)) for same in places.values()]
    shares = [
        float(sum(group.true for group in same)) / weight
        for same, weight in zip(places.values(), weights, strict=True)
    ]
    curve = dict(zip(places, isotonic(shares, weights), strict=True))
    return [curve[_place(group.band)[0]] for group in ordered]


@dataclass(frozen=True, slots=True)
class Murphy:
    """Murphy's parts of a score: words should keep what they say, and tell cases apart.

    `reliability` (0 is best) is how far what happened lies from the nearest edge of the band,
    `resolution` (more is better) how far the groups differ from the whole, `uncertainty` how hard
    the matter is: p(1−p) of the whole. Each is a mean of squares.
    """

    reliability: float
    resolution: float
    uncertainty: float


def murphy(ordered: Sequence[Group], *, with_partly: bool = False) -> Murphy:
    """Return the decomposition over all groups, of which there is one at least.

    With `with_partly`, what came in part counts as having happened.
    """
    shares = [one.observed_with_partly if with_partly else one.observed for one in ordered]
    weights = [float(one.n) for one in ordered]
    n = fsum(weights)
    overall = fsum(w * share for w, share in zip(weights, shares, strict=True)) / n
    edges = [_distance(share, one.band) for one, share in zip(ordered, shares, strict=True)]
    return Murphy(
        reliability=fsum(w * edge**2 for w, edge in zip(weights, edges, strict=True)) / n,
        resolution=fsum(
            w * (share - overall) ** 2 for w, share in zip(weights, shares, strict=True)
        )
        / n,
        uncertainty=overall * (1 - overall),
    )


def _distance(share: float, band: Band) -> float:
    """Return how far a share lies outside a band; 0 within it."""
    return max(band.low - share, share - band.high, 0.0)
