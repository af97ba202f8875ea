"""Pure: what an outcome must be beside the day, the term and the condition of what it judges.

The rules of the manual, section 9, that the form of the editors and an import share; each of the
two says in its own words what is wrong.
"""

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

# States that say that the event happened, in whole or in part: it counts up to the deadline only.
HAPPENED = frozenset({"came-true", "partly"})
# States that say of no event, and so have no date.
UNDATED = frozenset({"cannot-be-determined", "still-open"})
OPEN, UNMET = "still-open", "condition-not-met"
KNOWN = frozenset({"day", "month", "year"})  # what of a date can be known


class Breach(Enum):
    """What is wrong with an outcome."""

    EVENT_BEFORE_SOURCE = auto()
    EVENT_AFTER_DEADLINE = auto()
    OPEN_AFTER_DEADLINE = auto()
    MET_WITHOUT_CONDITION = auto()
    UNMET_WITHOUT_CONDITION = auto()
    UNMET_AND_NOT_SAID = auto()
    UNMET_AND_ANOTHER_STATE = auto()
    DAY_OF_UNMET = auto()
    DAY_AFTER_DECISION = auto()
    DAY_BEFORE_SOURCE = auto()
    DAY_AFTER_EVENT = auto()
    DAY_AFTER_DEADLINE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a prediction turned out, as somebody decided on a day."""

    state: str
    decided: datetime.date
    event: datetime.date | None
    precision: str
    condition_met: str
    condition_met_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """What an outcome must fit: the first day its source allows, the deadline, the condition.

    What is not known is None, and binds nothing.
    """

    first_day: datetime.date | None
    deadline: datetime.date | None
    conditional: bool | None


def first_day(day: datetime.date, precision: str) -> datetime.date:
    """Return the first day that a date known to the day, month or year allows."""
    if precision == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == "month" else day


def last_day(day: datetime.date, precision: str) -> datetime.date:
    """Return the last day that a date known to the day, month or year allows."""
    if precision == "year":
        return day.replace(month=12, day=31)
    if precision == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def breaches(outcome: Outcome, predicted: Predicted) -> Iterator[Breach]:
    """Yield what is wrong with the outcome of a prediction."""
    yield from _event(outcome, predicted)
    if (
        outcome.state == OPEN
        and predicted.deadline is not None
        and predicted.deadline < outcome.decided
    ):
        yield Breach.OPEN_AFTER_DEADLINE
    if predicted.conditional is False:
        if outcome.condition_met or outcome.condition_met_on:
            yield Breach.MET_WITHOUT_CONDITION
        if outcome.state == UNMET:
            yield Breach.UNMET_WITHOUT_CONDITION
        return
    if outcome.state == UNMET and outcome.condition_met != "no":
        yield Breach.UNMET_AND_NOT_SAID
    elif outcome.condition_met == "no" and outcome.state != UNMET:
        yield Breach.UNMET_AND_ANOTHER_STATE
    if outcome.condition_met_on is not None:
        yield from _condition_day(outcome.condition_met_on, outcome, predicted)


def _event(outcome: Outcome, predicted: Predicted) -> Iterator[Breach]:
    event, precision = outcome.event, outcome.precision
    if event is None or precision not in KNOWN or outcome.state in UNDATED:
        return
    if predicted.first_day is not None and last_day(event, precision) < predicted.first_day:
        yield Breach.EVENT_BEFORE_SOURCE
    if (
        outcome.state in HAPPENED
        and predicted.deadline is not None
        and first_day(event, precision) > predicted.deadline
    ):
        yield Breach.EVENT_AFTER_DEADLINE


def _condition_day(day: datetime.date, outcome: Outcome, predicted: Predicted) -> Iterator[Breach]:
    if outcome.condition_met != "yes":
        yield Breach.DAY_OF_UNMET
    elif day > outcome.decided:
        yield Breach.DAY_AFTER_DECISION
    elif predicted.first_day is not None and day < predicted.first_day:
        yield Breach.DAY_BEFORE_SOURCE
    elif outcome.event is not None and last_day(outcome.event, outcome.precision) < day:
        yield Breach.DAY_AFTER_EVENT
    elif predicted.deadline is not None and predicted.deadline < day:
        yield Breach.DAY_AFTER_DEADLINE


def is_older(day: datetime.date, precision: str, first: datetime.date | None) -> bool:
    """Whether every day that a date allows is before the `first` day that a source allows."""
    return first is not None and last_day(day, precision) < first
