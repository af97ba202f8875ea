"""Annotations that were changed, withdrawn, published again, or placed in a corrected text."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from annotations.corrections.correction import (
    Correction,
    Kind,
    Trace,
    once_public,
    page_of,
    title_of,
)
from annotations.models import Annotation, AnnotationVersion
from annotations.services.crediting import credited
from sourcelib.models import Revision

Action = AnnotationVersion.Action
_Place = tuple[int, int]  # an annotation and the number of one of its versions


def _rows() -> QuerySet[AnnotationVersion]:
    withdrawn_before = AnnotationVersion.objects.filter(
        annotation=OuterRef("annotation"), number__lt=OuterRef("number"), action=Action.WITHDRAWN
    )
    return (
        AnnotationVersion.objects.filter(
            once_public("annotation", "at"),
            Q(
                action__in=[Action.CHANGED, Action.REANCHORED],
                data__state=Annotation.State.PUBLISHED,
            )
            | Q(action=Action.WITHDRAWN)
            | Q(Exists(withdrawn_before), action=Action.PUBLISHED),
        )
        .select_related(
            *("by", "annotation__article"),
            *(f"annotation__{detail}" for detail in ("claim", "prediction", "mention__actor")),
        )
        .prefetch_related("by__groups")
    )


def _tell(rows: Sequence[AnnotationVersion]) -> list[Correction]:
    placings = _placings([row for row in rows if row.action == Action.REANCHORED])
    happened = {
        Action.CHANGED: _("Changed"),
        Action.WITHDRAWN: _("Withdrawn"),
        Action.PUBLISHED: _("Published again"),
    }
    return [
        Correction(
            at=row.at,
            what=placings.get(row.pk) or happened[Action(row.action)],
            title=title_of(row.annotation),
            address=page_of(row.annotation, "history"),
            source=row.annotation.article,
            reason=row.reason,
            by=credited(row.by),
        )
        for row in rows
    ]


# Placed in a corrected text, and taken back ----------------------------------------------------


def _placings(rows: Sequence[AnnotationVersion]) -> dict[int, str]:
    """Say of each placing into which text it was, and whether it was taken back.

    A version keeps the passage in every text that has it: in the last of them it stands. One that
    stands in an earlier text than the version before it took that version back.
    """
    data = _with_neighbours(rows)
    last = {place: _standing(record) for place, record in data.items()}
    numbers = {
        str(uid): number
        for uid, number in Revision.objects.filter(uid__in={*last.values()} - {""}).values_list(
            "uid", "number"
        )
    }
    stands = {place: numbers.get(uid, 0) for place, uid in last.items()}
    found = {}
    for row in rows:
        before, here, after = (
            stands.get((row.annotation_id, row.number + step), 0) for step in (-1, 0, 1)
        )
        told = {"number": here, "before": before}
        if before > here:
            found[row.pk] = (
                _("Placing in revision %(before)d taken back: stands in revision %(number)d") % told
            )
        elif 0 < after < here:
            found[row.pk] = _("Placed in revision %(number)d; taken back since") % told
        else:
            found[row.pk] = _("Placed in the corrected text, revision %(number)d") % told
    return found


def _with_neighbours(rows: Sequence[AnnotationVersion]) -> dict[_Place, Mapping[str, Any]]:
    """Return the records of versions, and of those before and after them; one query.

    The version after counts where it is a placing too: only that can have taken one back.
    """
    if not rows:
        return {}
    around = Q()
    for row in rows:
        around |= Q(annotation=row.annotation_id, number__in=(row.number - 1, row.number))
        around |= Q(annotation=row.annotation_id, number=row.number + 1, action=Action.REANCHORED)
    found = AnnotationVersion.objects.filter(around)
    return {
        (annotation, number): data
        for annotation, number, data in found.values_list("annotation_id", "number", "data")
    }


def _standing(record: Mapping[str, Any]) -> str:
    """Return the permanent id of the last revision that a record has the passage in."""
    spans = record.get("spans") or ()  # in the order of the revisions
    return str(spans[-1]["revision"]) if spans else ""


TRACES = (
    Trace(
        "version",
        Kind.PASSAGE,
        _rows,
        "at",
        _tell,
        articles=("annotation__article",),
        of=lambda row: row.annotation.uid,
    ),
)
