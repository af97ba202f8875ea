"""Where predictions stand, in the words of the database: the twin of `scoring.standing`.

A prediction shows its standing verdict, or where it stands in time. `judged` gathers all verdicts
that end a prediction, so that a list can ask for them at once.
"""

import datetime
from collections.abc import Iterable
from typing import Any

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

from annotations.models import Prediction, Verdict
from annotations.models.prediction import TERM_LABELS
from annotations.scoring.likelihood import Term
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
# When a verdict says so (docs/manual.md, section 9).
STATE_RULES: dict[Verdict.State, object] = {
    Verdict.State.CAME_TRUE: _("The event in the sentence happened within its term."),
    Verdict.State.PARTLY: _(
        "Some of what the sentence states happened, or only a weaker form of it."
    ),
    Verdict.State.DID_NOT_COME_TRUE: _("The term ended without the event."),
    Verdict.State.CONDITION_NOT_MET: _(
        "Its condition demonstrably stayed unfulfilled, so it was never put to the test."
    ),
    Verdict.State.CANNOT_BE_DETERMINED: _(
        "There is no yardstick, the event cannot be observed, or who is right is itself disputed."
    ),
    Verdict.State.STILL_OPEN: _(
        "Examined on that day and not yet decidable. It ends nothing, and is examined again."
    ),
    Verdict.State.WITHDRAWN_BY_AUTHOR: _(
        "Whoever predicted it took it back before it could be judged."
    ),
    Verdict.State.SUPPORTED: _("The evidence bears out what the sentence states."),
    Verdict.State.CONTRADICTED: _("The evidence says otherwise."),
    Verdict.State.MIXED: _("The evidence bears out some of what the sentence states, not all."),
    Verdict.State.UNVERIFIABLE: _("No record that can be had settles it."),
}
# The terms of likelihood words, strongest first; predictions whose words are none of them last.
NO_TERM = "none"
TERMS: list[tuple[str, object]] = [
    *((term.value, TERM_LABELS[term]) for term in Term),
    (NO_TERM, _("no term with a number")),
]
# What the end of a prediction is known by, in a word or two.
GROUNDS: list[tuple[str, object]] = [
    (Prediction.Ground.STATED.value, _("stated in the text")),
    (Prediction.Ground.EVENT.value, _("ended by an event")),
    (Prediction.Ground.DEFAULT_5Y.value, _("5-year rule")),
    (Prediction.Ground.NONE.value, _("no end")),
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


def term_condition(terms: Iterable[str]) -> Q:
    """Return the condition that a prediction's likelihood words are one of `terms`, or of none."""
    stored = ["" if term == NO_TERM else term for term in terms]
    return Q(prediction__likelihood_term__in=stored)


def standing_column(today: datetime.date) -> Coalesce:
    """Return an expression: the state of the verdict that ends a prediction, or its standing."""
    ending = standing_verdicts().exclude(state=Verdict.State.STILL_OPEN).values("state")[:1]
    by_dates = Case(
        *(When(dates, then=Value(str(name))) for name, dates in _standing_dates(today).items()),
        output_field=CharField(),
    )
    return Coalesce(Subquery(ending), by_dates, output_field=CharField())


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


def first_due(rows: QuerySet[Any], most: int, start: datetime.date | None) -> QuerySet[Any]:
    """Keep of predictions at least the `most` that are due first, none of them before `start`.

    Deadlines are walked in their index until that many are found.
    """
    dated = Prediction.objects.filter(deadline__isnull=False)
    if start is not None:
        dated = dated.filter(deadline__gte=start)
    here = Exists(rows.order_by().filter(pk=OuterRef("annotation")))
    walked = dated.filter(here).order_by("deadline", "annotation").values_list("deadline")[:most]
    deadlines = [deadline for (deadline,) in walked]
    if len(deadlines) < most:  # those without a deadline come after all others
        return rows
    return rows.filter(pk__in=dated.filter(deadline__lte=deadlines[-1]).values("annotation"))


def last_decided(rows: QuerySet[Any], most: int, start: datetime.date | None) -> QuerySet[Any]:
    """Keep of annotations at least the `most` that were decided last, none of them after `start`.

    Standing verdicts are walked in the index of their days until that many are found.
    """
    verdicts = Verdict.objects.reviewed().standing()
    if start is not None:
        verdicts = verdicts.filter(decided_on__lte=start)
    here = Exists(rows.order_by().filter(pk=OuterRef("annotation")))
    walked = verdicts.filter(here).order_by("-decided_on").values_list("annotation", "decided_on")
    found: dict[int, datetime.date] = {}  # more than one verdict may stand of an annotation
    for annotation, day in walked[: 2 * most]:
        found.setdefault(annotation, day)
        if len(found) == most:
            since = verdicts.filter(decided_on__gte=day)
            return rows.filter(pk__in=since.values("annotation"))
    return rows


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
