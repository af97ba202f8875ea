"""What a verdict must be, beside what it judges; every breach is named by its field.

The rules are those of the manual, section 9, and of `check_library`; those of evidence are in
`evidence_rules`.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import outcomes
from annotations.models import Annotation, Claim, Evidence, Span, Verdict
from annotations.outcomes import KNOWN, UNDATED, Breach, first_day
from sourcelib.citing import written_date
from sourcelib.models.dates import Precision

Errors = defaultdict[str, list[str]]
State, Met = Verdict.State, Verdict.ConditionMet
_SAYS = {
    Breach.EVENT_BEFORE_SOURCE: (
        "event_date",
        gettext_lazy(
            "The event was before publication: the source is of %(day)s or later, and predicts "
            "nothing that was before. Correct the date."
        ),
    ),
    Breach.EVENT_AFTER_DEADLINE: (
        "event_date",
        gettext_lazy("An event counts only up to the deadline, %(deadline)s: this was after it."),
    ),
    Breach.OPEN_AFTER_DEADLINE: (
        "state",
        gettext_lazy("The deadline, %(deadline)s, has passed: it cannot be open still."),
    ),
    Breach.MET_WITHOUT_CONDITION: (
        "condition_met",
        gettext_lazy("This prediction has no condition."),
    ),
    Breach.UNMET_WITHOUT_CONDITION: (
        "state",
        gettext_lazy("This prediction has no condition that could be unmet."),
    ),
    Breach.UNMET_AND_NOT_SAID: (
        "condition_met",
        gettext_lazy("This verdict says that the condition was not met: say so here too."),
    ),
    Breach.UNMET_AND_ANOTHER_STATE: (
        "condition_met",
        gettext_lazy("Where the condition was not met, the verdict is “condition not met”."),
    ),
    Breach.DAY_OF_UNMET: (
        "condition_met_on",
        gettext_lazy("Only a condition that was met has a day."),
    ),
    Breach.DAY_AFTER_DECISION: (
        "condition_met_on",
        gettext_lazy("This day is still to come."),
    ),
    Breach.DAY_BEFORE_SOURCE: (
        "condition_met_on",
        gettext_lazy("This was before the source, which is of %(day)s or later."),
    ),
    Breach.DAY_AFTER_EVENT: (
        "condition_met_on",
        gettext_lazy("This was after the event, which then did not wait for it."),
    ),
    Breach.DAY_AFTER_DEADLINE: (
        "condition_met_on",
        gettext_lazy("This was after the deadline, %(deadline)s: by then it was not met."),
    ),
}


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
    _event(outcome, today, errors)
    if annotation.kind == Annotation.Kind.PREDICTION:
        _prediction(annotation, outcome, today, errors)
    elif outcome.condition_met or outcome.condition_met_on:
        errors["condition_met"].append(_("Only predictions have conditions."))
    return errors


def said(
    breach: Breach, first: datetime.date | None, deadline: datetime.date | None
) -> tuple[str, str]:
    """Return the field that a breach is named by and what to say of it.

    `first` is the first day that the source allows.
    """
    field, message = _SAYS[breach]
    return field, str(message) % {
        "day": written_date(first, Precision.DAY) if first else "",
        "deadline": written_date(deadline, Precision.DAY) if deadline else "",
    }


def is_conditional(annotation: Annotation) -> bool:
    """Whether it is a prediction under a condition."""
    if annotation.kind != Annotation.Kind.PREDICTION:
        return False
    marked = annotation.spans.filter(role=Span.Role.CONDITION)
    here = marked.filter(revision=annotation.revision_id)
    return bool(annotation.prediction.condition) or here.exists()


def _state(annotation: Annotation, outcome: Outcome, errors: Errors) -> None:
    judges_claim = annotation.kind == Annotation.Kind.CLAIM
    fitting = Verdict.OF_CLAIMS if judges_claim else Verdict.OF_PREDICTIONS
    if outcome.state not in fitting:
        labels = ", ".join(str(state.label) for state in State if state in fitting)
        errors["state"].append(_("Choose one of: %(all)s.") % {"all": labels})


def _event(outcome: Outcome, today: datetime.date, errors: Errors) -> None:
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


def _prediction(
    annotation: Annotation, outcome: Outcome, today: datetime.date, errors: Errors
) -> None:
    """Say what does not fit the day, the term and the condition of a prediction."""
    first, deadline = annotation.article.date_earliest, annotation.prediction.deadline
    conditional = is_conditional(annotation)
    breaches = outcomes.breaches(
        outcomes.Outcome(
            state=outcome.state,
            decided=today,
            event=outcome.event_date,
            precision=outcome.event_date_precision,
            condition_met=outcome.condition_met,
            condition_met_on=outcome.condition_met_on,
        ),
        outcomes.Predicted(first_day=first, deadline=deadline, conditional=conditional),
    )
    for breach in breaches:
        field, message = said(breach, first, deadline)
        errors[field].append(message)
    met = outcome.condition_met
    if conditional and met not in ("", *Met.values):
        errors["condition_met"].append(_("It was met, not met, or this is not known."))
    elif (
        conditional
        and not met
        and outcome.state in Verdict.DATED
        and outcome.state != State.CONDITION_NOT_MET
    ):
        errors["condition_met"].append(_("Say whether its condition was met."))
