"""An annotation comes to stand on other words: what follows from them is worked out anew."""

from collections.abc import Sequence
from typing import Any

from annotations.indexing import STATEMENTS
from annotations.models import Annotation, AnnotationVersion
from annotations.services import detailing, versions
from annotations.services.inputs import SpanInput, detail_of
from annotations.services.presenting import loaded
from sourcelib.models import Revision


def move(
    annotation: Annotation,
    revision: Revision,
    spans: Sequence[SpanInput],
    *,
    by: Any,
    reason: str,
) -> None:
    """Let an annotation stand on a revision, where it has its spans already, and record it.

    Raises Invalid where these words do not bear what it says.
    """
    annotation.revision = revision
    annotation.version += 1
    annotation.save()
    if annotation.kind == Annotation.Kind.PREDICTION:
        detail = detail_of(annotation)
        values = detailing.columns(detail, article=annotation.article, spans=spans)
        detailing.write(annotation, detail, values)
    fresh = loaded(Annotation.objects.all()).get(pk=annotation.pk)
    versions.record([fresh], action=AnnotationVersion.Action.REANCHORED, by=by, reason=reason)
    STATEMENTS.index([annotation.pk])
