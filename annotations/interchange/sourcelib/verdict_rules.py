"""Rules of verdicts: each fits what it judges, as that was when it was judged, and has evidence.

They are those of the editors' form and of `check_library`, with one exception: whether a condition
was met may be left open. Of what was changed after the verdict only the version that was judged
binds it, where this version is told; so what an installation exports, another takes.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from annotations import outcomes
from annotations.interchange.sourcelib.rules import (
    Breaches,
    Record,
    each_once,
    known_as_precisely,
    numbered,
)
from annotations.interchange.sourcelib.values import Invalid
from annotations.models import Claim, Verdict
from annotations.outcomes import Breach

_day = datetime.date.fromisoformat


@dataclass(frozen=True, slots=True)
class Stated:
    """What an annotation says at one version, as far as verdicts go; None is what is not told."""

    summary: str | None = None
    checkable: bool | None = None
    deadline: str | None = None
    conditional: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a verdict needs to know of the annotation that it judges; `stated` as it was judged."""

    kind: str
    version: int
    first_day: str | None
    stated: Stated


@dataclass(frozen=True, slots=True)
class Passage:
    """What a piece of evidence needs to know of its passage; `day` is that of its source."""

    kind: str
    words: str
    day: str | None


NOTHING_TOLD = Stated()


def stated(kind: str, record: Mapping[str, Any]) -> Stated:
    """Return what a record of an annotation says; a version may hold any object, or another kind.

    A condition marked in any text counts, though a later text may no longer have it.
    """
    detail = record.get(kind)
    if not isinstance(detail, dict) or kind == "mention":
        return NOTHING_TOLD
    summary = detail.get("summary")
    summary = summary if isinstance(summary, str) else None
    if kind == "claim":
        told = detail.get("kind")
        return Stated(summary, told in Claim.CHECKABLE if isinstance(told, str) else None)
    spans = record.get("spans")
    marked = isinstance(spans, list) and any(
        isinstance(span, dict) and span.get("role") == "condition" for span in spans
    )
    conditional = bool(detail["condition"]) or marked if "condition" in detail else None
    return Stated(summary, True, _known_day(detail.get("deadline")), conditional)


def _known_day(value: object) -> str | None:
    try:
        return _day(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def verdict(record: Record, judged: Judged) -> Breaches:
    """Yield what is wrong with a verdict on what is `judged`, its passages apart."""
    yield from _fits(record, judged)
    yield from _event(record)
    if judged.kind == "prediction":
        yield from _outcome(record, judged)
    else:
        for key in ("condition_met", "condition_met_on"):
            if record[key]:
                yield Invalid(key, record[key], "only predictions have conditions", "Leave it out")
    if not record["reason"].strip():
        yield Invalid("reason", record["reason"], "no reason", "Say why, in a sentence or two")
    # Somewhere it is tomorrow already.
    if _day(record["decided_on"]) > timezone.localdate() + datetime.timedelta(days=1):
        yield Invalid("decided_on", record["decided_on"], "still to come", "Correct the day")
    yield from _review(record)
    yield from _evidence(record, judged)


def _fits(record: Record, judged: Judged) -> Breaches:
    state, version, summary = record["state"], record["judged_version"], judged.stated.summary
    fitting = {"claim": Verdict.OF_CLAIMS, "prediction": Verdict.OF_PREDICTIONS}
    if state not in fitting.get(judged.kind, ()):
        yield Invalid("state", state, f"not for a {judged.kind}", "Judge a prediction or a claim")
    if judged.stated.checkable is False:
        yield Invalid(
            "annotation",
            record["annotation"],
            "this claim is neither factual nor causal: no records settle it",
            "Leave the verdict out, or correct the kind of the claim",
        )
    if not 1 <= version <= judged.version:
        yield Invalid(
            "judged_version",
            version,
            f"the annotation is at version {judged.version}",
            "Name the version that was judged",
        )
    elif summary is not None and record["judged_summary"] != summary:
        yield Invalid(
            "judged_summary",
            record["judged_summary"],
            f"version {version} reads {summary!r}",
            "Quote the summary of the version that was judged, or name that version",
        )


def _event(record: Record) -> Breaches:
    state, event = record["state"], record["event_date"]
    if state in Verdict.DATED and event is None:
        yield Invalid("event_date", None, f"{state} says what happened", "Say when it happened")
    if state in outcomes.UNDATED and event is not None:
        yield Invalid("event_date", event, f"{state} says of no event", "Set it to null")
    yield from known_as_precisely(record, "event_date")
    if event is not None and event > record["decided_on"]:
        yield Invalid("event_date", event, "after the decision", "Correct one of the two days")


def _outcome(record: Record, judged: Judged) -> Breaches:
    was, event, met_on = judged.stated, record["event_date"], record["condition_met_on"]
    found = outcomes.breaches(
        outcomes.Outcome(
            state=record["state"],
            decided=_day(record["decided_on"]),
            event=_day(event) if event else None,
            precision=record["event_date_precision"],
            condition_met=record["condition_met"],
            condition_met_on=_day(met_on) if met_on else None,
        ),
        outcomes.Predicted(
            first_day=_day(judged.first_day) if judged.first_day else None,
            deadline=_day(was.deadline) if was.deadline else None,
            conditional=was.conditional,
        ),
    )
    for breach in found:
        field, problem, remedy = _SAYS[breach]
        days = {"first": judged.first_day, "deadline": was.deadline}
        yield Invalid(field, record[field], problem.format(**days), remedy)


_SAYS = {
    Breach.EVENT_BEFORE_SOURCE: (
        "event_date",
        "the source is of {first} or later: it predicts nothing that was before",
        "Correct the day of the event, or judge the statement as a claim",
    ),
    Breach.EVENT_AFTER_DEADLINE: (
        "event_date",
        "an event counts only up to the deadline, {deadline}",
        "Correct the day, or say that it did not come true",
    ),
    Breach.OPEN_AFTER_DEADLINE: (
        "state",
        "decided after the deadline, {deadline}: it was not open any more",
        "Say how it turned out, or that this cannot be determined",
    ),
    Breach.MET_WITHOUT_CONDITION: (
        "condition_met",
        "the prediction has no condition",
        "Leave it out, with its day",
    ),
    Breach.UNMET_WITHOUT_CONDITION: (
        "state",
        "the prediction has no condition that could be unmet",
        "Choose another state, or give the prediction its condition",
    ),
    Breach.UNMET_AND_NOT_SAID: (
        "condition_met",
        "the state says that the condition was not met",
        'Write "no"',
    ),
    Breach.UNMET_AND_ANOTHER_STATE: (
        "condition_met",
        "the condition was not met, and the state says otherwise",
        "Set the state to condition-not-met, or correct this",
    ),
    Breach.DAY_OF_UNMET: ("condition_met_on", "not met", "Set it to null"),
    Breach.DAY_AFTER_DECISION: (
        "condition_met_on",
        "after the decision",
        "Correct one of the two days",
    ),
    Breach.DAY_BEFORE_SOURCE: (
        "condition_met_on",
        "before the source, which is of {first} or later",
        "Correct the day",
    ),
    Breach.DAY_AFTER_EVENT: (
        "condition_met_on",
        "after the event, which then did not wait for it",
        "Correct one of the two days",
    ),
    Breach.DAY_AFTER_DEADLINE: (
        "condition_met_on",
        "after the deadline, {deadline}: by then the condition was not met",
        "Correct the day, or say that the condition was not met",
    ),
}


def _review(record: Record) -> Breaches:
    if (record["review"] == "confirmed") != (record["confirmed_at"] is not None):
        yield Invalid("confirmed_at", record["confirmed_at"], "does not fit review", "Give both")
    if record["review"] == "proposed" and record["published_at"] is not None:
        yield Invalid(
            "published_at", record["published_at"], "a proposal is not public", "Set it to null"
        )
    declined = record["declined_at"] is not None
    if declined and record["review"] != "proposed":
        yield Invalid("declined_at", record["declined_at"], "only proposals are", "Set it to null")
    if declined != bool(record["declined_reason"]):
        yield Invalid(
            "declined_reason", record["declined_reason"], "goes with its day", "Give both"
        )


def complete_evidence(record: Record) -> None:
    """Number the pieces of evidence where the file leaves their position out."""
    for number, piece in enumerate(record["evidence"], start=1):
        if piece["position"] is None:
            piece["position"] = number


def _evidence(record: Record, judged: Judged) -> Breaches:
    pieces, state = record["evidence"], record["state"]
    needs_evidence = state not in Verdict.WITHOUT_EVIDENCE
    if not pieces and needs_evidence:
        yield Invalid("evidence", [], f"{state} without evidence", "Give at least one piece")
    if judged.kind == "prediction" and _is_all_older(pieces, judged) and needs_evidence:
        yield Invalid(
            "evidence",
            [piece["date"] for piece in pieces],
            f"all of it is older than the source, which is of {judged.first_day} or later",
            "Give at least one piece that could show how it turned out",
        )
    unconditional = judged.kind != "prediction" or judged.stated.conditional is False
    for number, piece in enumerate(pieces):
        where = f"evidence[{number}]."
        if piece["bears"] == "condition" and unconditional:
            yield Invalid(f"{where}bears", "condition", "there is none", 'Write "outcome"')
        if piece["passage"] is None:
            yield from _outside(piece, record["decided_on"], where)
        else:
            yield from _inside(piece, record["annotation"], where)
        yield from known_as_precisely(piece, "date", where)
    yield from each_once(record, "evidence", ("position",))
    yield from numbered([piece["position"] for piece in pieces], "evidence")


def _is_all_older(pieces: list[Record], judged: Judged) -> bool:
    """Whether all evidence on the outcome is older than what it should show the outcome of."""
    first = _day(judged.first_day) if judged.first_day else None
    older = [
        piece["date"] is not None
        and outcomes.is_older(_day(piece["date"]), piece["date_precision"], first)
        for piece in pieces
        if piece["bears"] == "outcome"
    ]
    return bool(older) and all(older)


def _outside(piece: Record, decided: str, where: str) -> Breaches:
    day = piece["date"]
    if not piece["source"].strip():
        yield Invalid(f"{where}source", "", "neither passage nor source", "Give one of them")
    if not piece["words"].strip() and not piece["reports"].strip():
        yield Invalid(f"{where}reports", "", "it reports nothing", "Say what it reports")
    if day is None:
        yield Invalid(f"{where}date", None, "no date", "Give the date of what is reported")
    elif outcomes.first_day(_day(day), piece["date_precision"]) > _day(decided):
        yield Invalid(f"{where}date", day, "after the decision", "Correct one of the two days")


def _inside(piece: Record, annotation: str, where: str) -> Breaches:
    for key in ("source", "key", "url", "reports"):
        if piece[key]:
            yield Invalid(f"{where}{key}", piece[key], "a passage has none", "Leave it out")
    if not piece["words"].strip():
        yield Invalid(f"{where}words", "", "a passage without its words", "Quote the passage")
    if piece["passage"] == annotation:
        yield Invalid(
            f"{where}passage",
            annotation,
            "what is judged is no evidence of itself",
            "Name another passage, or an outside source",
        )


def passage(piece: Record, found: Passage, decided: str, where: str) -> Breaches:
    """Yield what is wrong with a piece of evidence beside its passage.

    The day is the one that the piece itself has, else that of the passage's source.
    """
    if found.kind == "mention":
        yield Invalid(
            f"{where}passage",
            piece["passage"],
            "a mention asserts nothing",
            "Name a claim or prediction",
        )
    elif piece["words"] not in found.words:
        yield Invalid(
            f"{where}words",
            piece["words"],
            f"the passage reads {found.words!r}",
            "Quote the passage to the character",
        )
    day = piece["date"] or found.day
    if day is None:
        yield Invalid(
            f"{where}passage",
            piece["passage"],
            "its source has no date, nor has this piece",
            "Give the source its date",
        )
    elif outcomes.first_day(_day(day), piece["date_precision"]) > _day(decided):
        yield Invalid(
            f"{where}passage",
            piece["passage"],
            f"it is of {day}, after the decision",
            "Correct one of the two days",
        )
