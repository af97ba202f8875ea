"""Where predictions stand, in the words of the database: the twin of `scoring.standing`.

A prediction shows its standing verdict, or where it stands in time. `judged` gathers all verdicts
that end a prediction, so that a list can ask for them at once.
"""

import datetime
from collections.abc import Iterable

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.models import Verdict
from annotations.scoring.standing import GRACE, Standing

STANDING_LABELS = {
    Standing.JUDGED: _("decided"),
    Standing.OPEN: _("open, no end"),
    Standing.PENDING: _("not yet due"),
    Standing.DUE: _("due"),
    Standing.OVERDUE: _("overdue for review"),
}
PREDICTION_STATES: list[tuple[str, object]] = [
    *((str(standing), label) for standing, label in STANDING_LABELS.items()),
    *((state.value, state.label) for state in Verdict.State if state in Verdict.OF_PREDICTIONS),
]
CLAIM_STATES: list[tuple[str, object]] = [
    (state.value, state.label) for state in Verdict.State if state in Verdict.OF_CLAIMS
]

_LONG_AGO = datetime.date(1, 1, 1)
_NEVER = datetime.date(9999, 12, 31)


def standing_verdicts() -> QuerySet[Verdict]:
    """Return the reviewed verdicts that no reviewed one supersedes, of the outer annotation."""
    return (
        Verdict.objects.reviewed()
        .standing()
        .filter(annotation=OuterRef("pk"))
        .order_by("-decided_on", "-id")
    )


def verdict_condition(states: Iterable[str]) -> Q:
    """Return the condition that an annotation's standing verdict is one of `states`."""
    return Q(Exists(standing_verdicts().filter(state__in=list(states))))


def prediction_condition(states: Iterable[str], today: datetime.date) -> Q:
    """Return the condition that a prediction is in one of `states`, verdicts or standings."""
    wanted = set(states)
    verdicts = {state for state in wanted if state in Verdict.OF_PREDICTIONS}
    found = verdict_condition(verdicts) if verdicts else Q(pk__in=[])
    ended = Q(Exists(standing_verdicts().exclude(state=Verdict.State.STILL_OPEN)))
    if Standing.JUDGED in wanted:
        found |= ended
    for standing, dates in _standing_dates(today).items():
        if standing in wanted:
            found |= ~ended & dates
    return found


def standing_column(today: datetime.date) -> Case:
    """Return an expression: the state of the verdict that ends a prediction, or its standing."""
    ending = standing_verdicts().exclude(state=Verdict.State.STILL_OPEN).values("state")[:1]
    return Case(
        When(Exists(ending), then=Subquery(ending)),
        *(When(dates, then=Value(str(name))) for name, dates in _standing_dates(today).items()),
        output_field=CharField(),
    )


def as_flag(condition: Q) -> Case:
    """Return an expression: true where `condition` holds, else false."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def due_column() -> Coalesce:
    """Return an expression: the deadline, or the end of time."""
    return Coalesce("prediction__deadline", Value(_NEVER), output_field=DateField())


def decided_column() -> Coalesce:
    """Return an expression: the day of the standing verdict, or the beginning of time."""
    return _of_verdict("decided_on")


def happened_column() -> Coalesce:
    """Return an expression: the day of the event by the standing verdict, or long ago."""
    return _of_verdict("event_date")


def _of_verdict(column: str) -> Coalesce:
    value = Subquery(standing_verdicts().values(column)[:1])
    return Coalesce(value, Value(_LONG_AGO), output_field=DateField())


def _standing_dates(today: datetime.date) -> dict[Standing, Q]:
    """Return what each standing of an unjudged prediction says of its deadline."""
    return {
        Standing.OPEN: Q(prediction__deadline__isnull=True),
        Standing.PENDING: Q(prediction__deadline__gte=today),
        Standing.DUE: Q(prediction__deadline__lt=today, prediction__deadline__gte=today - GRACE),
        Standing.OVERDUE: Q(prediction__deadline__lt=today - GRACE),
    }
