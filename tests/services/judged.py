"""Verdicts as the tests of judging propose them."""

import datetime
from dataclasses import replace
from typing import Any

from annotations.models import Evidence, Verdict
from annotations.services import judging
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from annotations.services.judging import EvidenceInput, VerdictInput
from sourcelib.models.dates import Precision
from sourcelib.services.refusals import Invalid
from tests.factories import CuratorFactory, EditorFactory

REPORT = EvidenceInput(
    source="Wire report",
    reports="The ministry announced the end of the talks.",
    date=datetime.date(2022, 3, 21),
    date_precision=Precision.DAY,
)


def outcome(**changes: Any) -> VerdictInput:
    given: dict[str, Any] = {
        "state": "came-true",
        "reason": "The ministry ended them.",
        "confidence": "high",
        "event_date": datetime.date(2022, 3, 21),
        "event_date_precision": Precision.DAY,
        "evidence": (REPORT,),
    }
    return VerdictInput(**given | changes)


def errors(curator: Any, annotation: Any, **changes: Any) -> dict[str, list[str]]:
    """Return what is wrong with a verdict, having seen that nothing was written if anything is."""
    try:
        judging.propose(
            user=curator,
            annotation=annotation,
            verdict=outcome(**changes),
            standing=None,
            expected_version=annotation.version,
        )
    except Invalid as invalid:
        assert not Verdict.objects.exists()
        assert not Evidence.objects.exists()
        return invalid.errors
    return {}


def fields(*args: Any, **changes: Any) -> list[str]:
    return list(errors(*args, **changes))


def proposed(annotation: Any, user: Any = None, **changes: Any) -> Verdict:
    return judging.propose(
        user=user or CuratorFactory(),
        annotation=annotation,
        verdict=outcome(**changes),
        standing=judging.standing_verdict(annotation),
        expected_version=annotation.version,
    )


def confirmed(annotation: Any, **changes: Any) -> Verdict:
    return judging.confirm(user=EditorFactory(), verdict=proposed(annotation, **changes))


def reword(annotation: Any, summary: str) -> Any:
    return change(annotation, summary=summary)


def change(annotation: Any, **terms: Any) -> Any:
    return change_annotation(
        user=EditorFactory(),
        annotation=annotation,
        expected_version=annotation.version,
        detail=replace(detail_of(annotation), **terms),
        reason="Said more plainly.",
    )
