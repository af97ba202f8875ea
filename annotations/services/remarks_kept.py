"""The remarks on an annotation as plain values: kept while it is deleted, and put back with it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from annotations.models import Annotation, Remark
from sourcelib.models import Account


def kept(annotation: Annotation) -> list[dict[str, Any]]:
    """Return the remarks as JSON can hold them; people by their key, which never leaves it."""
    rows = annotation.remarks.select_related("answers").prefetch_related("seen_by")
    return [
        {
            "uid": str(row.uid),
            "answers": str(row.answers.uid) if row.answers else None,
            "asks": row.asks,
            "text": row.text,
            "made_at": row.made_at.isoformat(),
            "made_by": row.made_by_id,
            "settled_at": row.settled_at.isoformat() if row.settled_at else None,
            "settled_by": row.settled_by_id,
            "seen_by": sorted(account.pk for account in row.seen_by.all()),
        }
        for row in rows
    ]


def put_back(annotation: Annotation, remarks: Iterable[Mapping[str, Any]]) -> None:
    """Write what `kept` gave; who has no account any more is left out."""
    made: dict[str, Remark] = {}
    people = set(Account.objects.values_list("pk", flat=True))
    for one in remarks:
        row = Remark.objects.create(
            uid=one["uid"],
            annotation=annotation,
            answers=made.get(one["answers"] or ""),
            asks=one["asks"],
            text=one["text"],
            made_by_id=_known(one["made_by"], people),
            settled_at=datetime.fromisoformat(one["settled_at"]) if one["settled_at"] else None,
            settled_by_id=_known(one["settled_by"], people),
        )
        # the day of making is set by the database; this one was made before
        Remark.objects.filter(pk=row.pk).update(made_at=datetime.fromisoformat(one["made_at"]))
        row.seen_by.set(people.intersection(one["seen_by"]))
        made[one["uid"]] = row


def _known(person: int | None, people: set[int]) -> int | None:
    return person if person in people else None
