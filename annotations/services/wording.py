"""When the sentence that is judged got its wording, and whether that was after the event."""

import datetime
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from django.utils import timezone

from annotations.models import Annotation, AnnotationVersion, Verdict

Wording = tuple[datetime.date, str]


def worded_on(annotations: Collection[Annotation]) -> dict[int, list[Wording]]:
    """Return when each summary of these claims and predictions was worded, the oldest first.

    By the key of the annotation: the day, and the summary from then on. What has no versions was
    worded when it was made. One query; reads the details, so fetch the annotations with them.
    """
    rows = (
        AnnotationVersion.objects.filter(annotation__in=[row.pk for row in annotations])
        .order_by("annotation_id", "number")
        .values_list("annotation_id", "at", "data")
    )
    versions = {pk: list(own) for pk, own in groupby(rows, key=lambda row: row[0])}
    return {row.pk: _wordings(row, versions.get(row.pk, ())) for row in annotations}


def in_hindsight(verdict: Verdict, wordings: Sequence[Wording]) -> bool:
    """Whether the sentence that a verdict judged was last worded after the event.

    `wordings` are those of `worded_on`. The sentence as it stood when it was judged counts: what
    it was reworded to later does not.
    """
    if verdict.event_date is None:
        return False
    same = [day for day, summary in wordings if summary == verdict.judged_summary]
    by_then = [day for day in same if day <= verdict.decided_on]
    return max(by_then or same or [day for day, _summary in wordings]) > verdict.event_date


def _wordings(annotation: Annotation, versions: Sequence[Any]) -> list[Wording]:
    found: list[Wording] = []
    for _pk, at, data in versions:
        summary = (data.get(annotation.kind) or {}).get("summary")
        if summary and (not found or found[-1][1] != summary):
            found.append((timezone.localdate(at), summary))
    return found or [(timezone.localdate(annotation.created_at), annotation.detail.summary)]
