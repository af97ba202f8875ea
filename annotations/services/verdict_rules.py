"""What a verdict must be, beside what it judges; every breach is named by its field.

The rules are those of the manual, section 9, and of `check_library`; those of evidence are in
`evidence_rules`.
"""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.models import Annotation, Claim, Evidence, Prediction, Span, Verdict
from sourcelib.citing import written_date
from sourcelib.models.dates import Precision

Errors = defaultdict[str, list[str]]
State, Met = Verdict.State, Verdict.ConditionMet
# Those that say that the event happened, in whole or in part: it counts up to the deadline only.
HAPPENED = frozenset({State.CAME_TRUE, State.PARTLY})
# Those that say of no event, and so have no date.
UNDATED = frozenset({State.CANNOT_BE_DETERMINED, State.STILL_OPEN})
KNOWN = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceInput:
    """One piece of evidence: a passage of this library, or an outside source with its date.

    Of a passage `words` are a part of it, or empty for the whole; the rest follows from it.
    """

    bears: str = Evidence.Bears.OUTCOME
    passage: Annotation | None = None
    words: str = ""
    key: str = ""
    source: str = ""
    url: str = ""
    reports: str = ""
    date: datetime.date | None = None
    date_precision: str = Precision.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictInput:
    """How a prediction turned out, or whether a claim held, and how we know."""

    state: str
    reason: str
    confidence: str
    event_date: datetime.date | None = None
    event_date_precision: str = Precision.UNKNOWN
    condition_met: str = ""
    condition_met_on: datetime.date | None = None
    evidence: tuple[EvidenceInput, ...] = ()


Outcome = VerdictInput | Verdict  # what is proposed, or what is stored


def first_day(day: datetime.date, precision: str) -> datetime.date:
    """Return the first day that a date known to the day, month or year allows."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day


def last_day(day: datetime.date, precision: str) -> datetime.date:
    """Return the last day that a date known to the day, month or year allows."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def is_checkable(annotation: Annotation) -> bool:
    """Whether verdicts are given on it: a prediction, or a claim that records could settle."""
    if annotation.kind == Annotation.Kind.CLAIM:
        return annotation.claim.kind in Claim.CHECKABLE
    return annotation.kind == Annotation.Kind.PREDICTION


def outcome_errors(annotation: Annotation, outcome: Outcome, today: datetime.date) -> Errors:
    """Return what is wrong with an outcome decided `today`, its evidence apart."""
    errors: Errors = defaultdict(list)
    _state(annotation, outcome, errors)
    if not outcome.reason.strip():
        errors["reason"].append(_("Say why, in one or two sentences."))
    if outcome.confidence not in Verdict.Confidence.values:
        errors["confidence"].append(_("Say how sure this is: high, medium or low."))
    _event(annotation, outcome, today, errors)
    if annotation.kind == Annotation.Kind.PREDICTION:
        _term(annotation.prediction, outcome, today, errors)
        _condition(annotation, outcome, today, errors)
    elif outcome.condition_met or outcome.condition_met_on:
        errors["condition_met"].append(_("Only predictions have conditions."))
    return errors


def is_conditional(annotation: Annotation) -> bool:
    """Whether it is a prediction under a condition."""
    if annotation.kind != Annotation.Kind.PREDICTION:
        return False
    marked = annotation.spans.filter(role=Span.Role.CONDITION)
    current = annotation.article.current_revision_id
    return bool(annotation.prediction.condition) or marked.filter(revision=current).exists()


def _state(annotation: Annotation, outcome: Outcome, errors: Errors) -> None:
    judges_claim = annotation.kind == Annotation.Kind.CLAIM
    fitting = Verdict.OF_CLAIMS if judges_claim else Verdict.OF_PREDICTIONS
    if outcome.state not in fitting:
        labels = ", ".join(str(state.label) for state in State if state in fitting)
        errors["state"].append(_("Choose one of: %(all)s.") % {"all": labels})


def _event(annotation: Annotation, outcome: Outcome, today: datetime.date, errors: Errors) -> None:
    event, precision = outcome.event_date, outcome.event_date_precision
    if outcome.state in UNDATED and (event or precision in KNOWN):
        errors["event_date"].append(_("This verdict is about no event: leave the date out."))
        return
    if event is None:
        if outcome.state in Verdict.DATED or precision in KNOWN:
            errors["event_date"].append(_("Say when it happened, or was settled."))
        return
    if precision not in KNOWN:
        errors["event_date_precision"].append(_("Say what of the date is known: day, month, year."))
        return
    if first_day(event, precision) > today:
        errors["event_date"].append(_("This day is still to come."))
    first = annotation.article.date_earliest
    if (
        annotation.kind == Annotation.Kind.PREDICTION
        and first
        and last_day(event, precision) < first
    ):
        errors["event_date"].append(
            _(
                "The event was before publication: the source is of %(day)s or later, and predicts "
                "nothing that was before. Correct the date."
            )
            % {"day": written_date(first, Precision.DAY)}
        )


def _term(prediction: Prediction, outcome: Outcome, today: datetime.date, errors: Errors) -> None:
    """An event counts only up to the deadline, and nothing is open after it."""
    deadline, event, precision = (
        prediction.deadline,
        outcome.event_date,
        outcome.event_date_precision,
    )
    if deadline is None:
        return
    by = {"deadline": written_date(deadline, Precision.DAY)}
    if outcome.state == State.STILL_OPEN and deadline < today:
        errors["state"].append(
            _("The deadline, %(deadline)s, has passed: it cannot be open still.") % by
        )
    if (
        outcome.state in HAPPENED
        and event
        and precision in KNOWN
        and first_day(event, precision) > deadline
    ):
        errors["event_date"].append(
            _("An event counts only up to the deadline, %(deadline)s: this was after it.") % by
        )


def _condition(
    annotation: Annotation, outcome: Outcome, today: datetime.date, errors: Errors
) -> None:
    met, day = outcome.condition_met, outcome.condition_met_on
    if not is_conditional(annotation):
        if met or day:
            errors["condition_met"].append(_("This prediction has no condition."))
        if outcome.state == State.CONDITION_NOT_MET:
            errors["state"].append(_("This prediction has no condition that could be unmet."))
        return
    if met not in ("", *Met.values):
        errors["condition_met"].append(_("It was met, not met, or this is not known."))
    elif outcome.state == State.CONDITION_NOT_MET and met != Met.NO:
        errors["condition_met"].append(
            _("This verdict says that the condition was not met: say so here too.")
        )
    elif met == Met.NO and outcome.state != State.CONDITION_NOT_MET:
        errors["condition_met"].append(
            _("Where the condition was not met, the verdict is “condition not met”.")
        )
    elif not met and outcome.state in Verdict.DATED:
        errors["condition_met"].append(_("Say whether its condition was met."))
    if day is None:
        return
    first = annotation.article.date_earliest
    if met != Met.YES:
        errors["condition_met_on"].append(_("Only a condition that was met has a day."))
    elif day > today:
        errors["condition_met_on"].append(_("This day is still to come."))
    elif first and day < first:
        errors["condition_met_on"].append(
            _("This was before the source, which is of %(day)s or later.")
            % {"day": written_date(first, Precision.DAY)}
        )
