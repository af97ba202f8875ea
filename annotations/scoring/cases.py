"""One prediction as a track record sees it, and the rules by which a count leaves it out."""

import datetime
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from annotations.scoring.brier import Outcome
from annotations.scoring.likelihood import Term

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class Attribution(StrEnum):
    """Whose words a prediction is; the stored values."""

    AUTHOR = "author"
    REPORTED = "reported"
    INFERRED = "inferred"
    UNATTRIBUTED = "unattributed"


class Ground(StrEnum):
    """What a horizon rests on; the stored values."""

    STATED = "stated"
    EVENT = "event"
    DEFAULT_5Y = "default-5y"
    NONE = "none"


class Fate(StrEnum):
    """The verdict on a prediction; the stored values."""

    CAME_TRUE = "came-true"
    PARTLY = "partly"
    DID_NOT_COME_TRUE = "did-not-come-true"
    CONDITION_NOT_MET = "condition-not-met"
    CANNOT_BE_DETERMINED = "cannot-be-determined"
    STILL_OPEN = "still-open"
    WITHDRAWN_BY_AUTHOR = "withdrawn-by-author"

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that can be scored, if the verdict is one."""
        return _OUTCOMES.get(self.value)


class Met(StrEnum):
    """What a verdict says of the condition; the stored values."""

    UNSAID = ""
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Exclusion(StrEnum):
    """Why a count leaves a prediction out; the first that holds is the one that is given."""

    INFERRED = "inferred"
    UNATTRIBUTED = "unattributed"
    NOT_JUDGED = "not-judged"
    STILL_OPEN = "still-open"
    NO_HORIZON = "no-horizon"
    UNFALSIFIABLE = "unfalsifiable"
    CONDITION_NOT_MET = "condition-not-met"
    CONDITION_UNKNOWN = "condition-unknown"
    CONDITION_UNSAID = "condition-unsaid"
    WITHDRAWN = "withdrawn"
    NOT_PAST = "not-past"
    DEFAULT_HORIZON = "default-horizon"
    SINGLE_REVIEWED = "single-reviewed"
    TERMS_CHANGED = "terms-changed"


# Those for which a count leaves out what can be scored all the same; the wide count takes it. Who
# changed the terms of a prediction after two people judged it is one person who holds it judged.
STRICT_ONLY = frozenset(
    {Exclusion.DEFAULT_HORIZON, Exclusion.SINGLE_REVIEWED, Exclusion.TERMS_CHANGED}
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict that stands: `confirmed` if two people agree on it.

    `changed` if the terms of the prediction are not any more those that they judged.
    """

    fate: Fate
    confirmed: bool = False
    changed: bool = False
    condition: Met = Met.UNSAID
    event: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One prediction, as far as a track record asks for it.

    `term` and `opposite` are those of its likelihood words, `probability` (0 to 1) a number that
    the source prints; `compound` is the key that the predictions of one compound sentence share.
    """

    ground: Ground
    deadline: datetime.date | None = None
    attribution: Attribution = Attribution.AUTHOR
    conditional: bool = False
    term: Term | None = None
    opposite: bool = False
    probability: float | None = None
    compound: Hashable | None = None
    verdict: Judged | None = None


def exclusion(case: Case, today: datetime.date) -> Exclusion | None:
    """Return the first reason for which the strict count leaves a prediction out, or None."""
    return (
        whose(case)
        or _undecided(case)
        or _unmet(case)
        or _uncountable(case, today)
        or _lenient(case)
    )


def whose(case: Case) -> Exclusion | None:
    """Return why a prediction is in nobody's record, or None where it is somebody's own."""
    if case.attribution is Attribution.INFERRED:
        return Exclusion.INFERRED
    if case.attribution is Attribution.UNATTRIBUTED:
        return Exclusion.UNATTRIBUTED
    return None


def _undecided(case: Case) -> Exclusion | None:
    if case.verdict is None:
        return Exclusion.NOT_JUDGED
    if case.verdict.fate is Fate.STILL_OPEN:
        return Exclusion.STILL_OPEN
    if case.ground is Ground.NONE:
        return Exclusion.NO_HORIZON
    if case.verdict.fate is Fate.CANNOT_BE_DETERMINED:
        return Exclusion.UNFALSIFIABLE
    return None


def _unmet(case: Case) -> Exclusion | None:
    verdict = case.verdict
    if verdict is None:
        return None
    if verdict.fate is Fate.CONDITION_NOT_MET or verdict.condition is Met.NO:
        return Exclusion.CONDITION_NOT_MET
    if verdict.condition is Met.UNKNOWN:
        return Exclusion.CONDITION_UNKNOWN
    unsaid = case.conditional and verdict.condition is Met.UNSAID
    if unsaid and verdict.fate.outcome is not None:
        return Exclusion.CONDITION_UNSAID
    return None


def _uncountable(case: Case, today: datetime.date) -> Exclusion | None:
    if case.verdict is not None and case.verdict.fate is Fate.WITHDRAWN_BY_AUTHOR:
        return Exclusion.WITHDRAWN
    return None if _is_past(case, today) else Exclusion.NOT_PAST


def _is_past(case: Case, today: datetime.date) -> bool:
    """Whether the horizon has passed.

    What came true early waits for its day: of a batch made together, those that come true are
    decided first, and a count that took them at once would flatter. What an event ends has passed
    when its verdict gives the day of the event.
    """
    if case.ground is Ground.EVENT:
        event = case.verdict.event if case.verdict else None
        return event is not None and event <= today
    return case.deadline is not None and case.deadline < today


def _lenient(case: Case) -> Exclusion | None:
    if case.ground is Ground.DEFAULT_5Y:
        return Exclusion.DEFAULT_HORIZON
    if case.verdict is not None and not case.verdict.confirmed:
        return Exclusion.SINGLE_REVIEWED
    if case.verdict is not None and case.verdict.changed:
        return Exclusion.TERMS_CHANGED
    return None
