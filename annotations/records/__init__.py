"""Rows as records: plain dicts in the library's own format, which `docs/formats.md` describes.

A record names other rows by their uid and no account at all, so it means the same in every
installation. The export writes records, the import compares with them, and a version of an
annotation keeps one. Keys stand in a fixed order; days are ISO 8601, times are UTC and end in "Z".

`columns` says what stands in each record. `stored` reads records from the database, many at a
time; `annotation_record` makes one of an annotation at hand.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotations.models import Annotation
from annotations.records.columns import ANNOTATION, DETAILS, SPAN, Column, Record, iso_time

__all__ = ["Record", "annotation_record", "iso_time"]


def annotation_record(row: Annotation) -> Record:
    """Return the record of an annotation: its row, its detail, its spans, about and topics.

    It reads what is prefetched (`about`, `topics`, `spans__revision`, the detail), else asks.
    """
    columns = DETAILS[row.kind]
    detail = _part(row.detail, columns)
    if row.kind == Annotation.Kind.PREDICTION:
        detail["co_speakers"] = _uids(row.detail.co_speakers.all())
    in_order = sorted(row.spans.all(), key=lambda s: (s.revision.number, s.role, s.part))
    return {
        "type": "annotation",
        **_part(row, ANNOTATION),
        "about": _uids(row.about.all()),
        "topics": _uids(row.topics.all()),
        row.kind: detail,
        "spans": [_part(span, SPAN) for span in in_order],
    }


def _uids(rows: Iterable[Any]) -> list[str]:
    return sorted(str(row.uid) for row in rows)


def _part(row: Any, columns: Sequence[Column]) -> Record:
    values = zip(columns, _values(row, columns), strict=True)
    return {
        column.name: value if column.form is None else column.form(value)
        for column, value in values
    }


def _values(row: Any, columns: Sequence[Column]) -> Iterator[Any]:
    for column in columns:
        value = row
        for attribute in column.path.split("__"):
            value = getattr(value, attribute) if value is not None else None
        yield value
