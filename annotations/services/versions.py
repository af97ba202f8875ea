"""The history of annotations: one row for every change, with the whole as it was after it.

That the words of an annotation were found unchanged in a corrected text is no change of it: its
rows of `Reanchoring` tell that. So the spans there stand in the version of its next change first.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from annotations.models import Annotation, AnnotationVersion, Reanchoring
from annotations.records import Record, annotation_record
from annotations.records.stored import records_of
from annotations.services.presenting import loaded
from sourcelib.services.refusals import Refused


class Stale(Refused):
    """The annotation was changed since it was read; `current` is how it stands now."""

    def __init__(self, message: str, current: Annotation) -> None:
        self.current = current
        super().__init__(message)


def history(annotation: Annotation) -> list[AnnotationVersion]:
    """Return every version, the newest first: of what was never changed, how it came.

    That one is not written down, and has no key.
    """
    rows = list(annotation.versions.select_related("by").order_by("-number"))
    if rows:
        return rows
    row = loaded(Annotation.objects.select_related("batch__created_by")).get(pk=annotation.pk)
    return [_first(row, annotation_record(row), ())]


def keep_first(annotations: Sequence[Annotation]) -> None:
    """Write down how annotations without any version stand, before they are changed first.

    What came by import has no version of its own until then; its first one is its batch.
    """
    known = set(
        AnnotationVersion.objects.filter(annotation__in=annotations).values_list(
            "annotation_id", flat=True
        )
    )
    unversioned = [annotation for annotation in annotations if annotation.pk not in known]
    if not unversioned:
        return
    later: dict[int, set[str]] = defaultdict(set)
    carried = Reanchoring.objects.filter(
        annotation__in=unversioned, state=Reanchoring.State.CARRIED
    )
    for pk, revision in carried.values_list("annotation_id", "revision__uid"):
        later[pk].add(str(revision))
    prefetch_related_objects(unversioned, "batch")
    data = _records(unversioned)
    AnnotationVersion.objects.bulk_create(
        _first(annotation, data[annotation.pk], later[annotation.pk]) for annotation in unversioned
    )


def record(
    annotations: Sequence[Annotation],
    *,
    action: AnnotationVersion.Action,
    by: Any,
    reason: str = "",
) -> None:
    """Write down how annotations stand after a change that has been saved.

    One is read as it is given: fetch it anew. Many are read from the database.
    """
    now, data = timezone.now(), _records(annotations)
    AnnotationVersion.objects.bulk_create(
        AnnotationVersion(
            annotation=annotation,
            article_id=annotation.article_id,
            number=annotation.version,
            action=action,
            at=now,
            by=by,
            reason=reason,
            data=data[annotation.pk],
        )
        for annotation in annotations
    )


def _records(annotations: Sequence[Annotation]) -> dict[int, Record]:
    """Return the records by key: of many, the database writes them in a fraction of the time."""
    if len(annotations) == 1:
        return {annotations[0].pk: annotation_record(annotations[0])}
    return dict(records_of("annotation", [annotation.pk for annotation in annotations]))


def _first(annotation: Annotation, data: Record, later: Collection[str]) -> AnnotationVersion:
    """Return an annotation as it came; into the texts `later` it was carried over since."""
    batch = annotation.batch
    data["spans"] = [span for span in data["spans"] if span["revision"] not in later]
    return AnnotationVersion(
        annotation=annotation,
        article_id=annotation.article_id,
        number=annotation.version,
        action=AnnotationVersion.Action.IMPORTED if batch else AnnotationVersion.Action.CREATED,
        at=annotation.created_at,
        by_id=batch.created_by_id if batch else annotation.created_by_id,
        reason=batch.name if batch else "",
        data=data,
    )
