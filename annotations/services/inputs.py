"""What a curator says of a passage, as plain values: the input of the annotating services."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from annotations.models import Actor, Annotation, Claim, Compound, Mention, Prediction, Span, Topic
from annotations.models.statement import Attribution
from sourcelib.models import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanInput:
    """One stretch of text: half-open, in code points, with the words that stand there."""

    start: int
    end: int
    exact: str
    role: str = Span.Role.BODY
    part: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionInput:
    """This passage refers to this actor."""

    actor: Actor | None
    how: str = Mention.How.NAME
    locative: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInput:
    """An assertion, and whose."""

    summary: str
    attribution: str = Attribution.AUTHOR
    attribution_note: str = ""
    speaker: Actor | None = None
    kind: str
    certainty: str = Claim.Certainty.ASSERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionInput:
    """An event to come, whose prediction it is, how likely, and by when.

    The deadline is read only where an event ends the horizon; else it follows from the ground.
    """

    summary: str
    attribution: str = Attribution.AUTHOR
    attribution_note: str = ""
    speaker: Actor | None = None
    co_speakers: frozenset[Actor] = frozenset()
    form: str = Prediction.Form.FORECAST
    compound: Compound | None = None
    condition: str = ""
    likelihood: str = Prediction.Likelihood.UNSTATED
    likelihood_polarity: str = Prediction.Polarity.EVENT
    probability: Decimal | None = None
    horizon_ground: str = Prediction.Ground.DEFAULT_5Y
    horizon_start: datetime.date | None = None
    horizon_end: datetime.date | None = None
    deadline: datetime.date | None = None
    deadline_basis: str = ""


DetailInput = MentionInput | ClaimInput | PredictionInput


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnnotation:
    """Everything that is said of a passage when it is tagged; `uid` where the page chose one."""

    spans: Sequence[SpanInput]
    detail: DetailInput
    about: Collection[Actor] = ()
    topics: Collection[Topic] = ()
    note: str = ""
    uid: UUID | None = None


KIND_OF: dict[type, Annotation.Kind] = {
    MentionInput: Annotation.Kind.MENTION,
    ClaimInput: Annotation.Kind.CLAIM,
    PredictionInput: Annotation.Kind.PREDICTION,
}
INPUT_OF: dict[str, type] = {kind.value: input_type for input_type, kind in KIND_OF.items()}


def spans_of(annotation: Annotation, revision: Revision) -> tuple[SpanInput, ...]:
    """The spans of an annotation in one revision, as they could be given again."""
    return tuple(
        SpanInput(start=span.start, end=span.end, exact=span.exact, role=span.role, part=span.part)
        for span in annotation.spans.all()
        if span.revision_id == revision.pk
    )


def detail_of(annotation: Annotation) -> DetailInput:
    """The detail of an annotation, as it could be given again."""
    row, input_type = annotation.detail, INPUT_OF[annotation.kind]
    values = {
        name: getattr(row, name)
        for name in input_type.__dataclass_fields__  # type: ignore[attr-defined]
        if name != "co_speakers"
    }
    if input_type is PredictionInput:
        values["co_speakers"] = frozenset(row.co_speakers.all())
    detail: DetailInput = input_type(**values)
    return detail
