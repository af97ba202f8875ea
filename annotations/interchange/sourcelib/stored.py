"""What the database already holds of a file, as records, to compare with it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from annotations.records import Record
from annotations.records.stored import TABLES, records_of

AT_ONCE = 500  # records, of which each costs some kilobytes

# Times that an import sets where the file does not: a file that leaves them out agrees with any.
SET_BY_IMPORT = frozenset(
    {"created_at", "changed_at", "published_at", "proposed_at", "current_revision"}
)

Records = dict[str, Record]


def stored(kind: str, uids: Iterable[str]) -> Records:
    """Return the records of the rows of this type that have one of these uids, by uid."""
    wanted = list(uids)
    found: Records = {}
    for first in range(0, len(wanted), AT_ONCE):
        rows = TABLES[kind]._default_manager.filter(uid__in=wanted[first : first + AT_ONCE])
        found.update({made["uid"]: made for _pk, made in stored_with_ids(kind, rows)})
    return found


def stored_rows(kind: str, rows: QuerySet[Any]) -> Iterator[Record]:
    """Yield the records of these rows, some at a time."""
    for _pk, made in stored_with_ids(kind, rows):
        yield made


def stored_with_ids(kind: str, rows: QuerySet[Any]) -> Iterator[tuple[int, Record]]:
    """Yield the id and the record of each of these rows, some at a time, in their order."""
    ids = rows.values_list("pk", flat=True).iterator(chunk_size=10_000)
    while chunk := list(islice(ids, AT_ONCE)):
        yield from records_of(kind, chunk)


def differences(given: Record, normal: Record, held: Record) -> list[str]:
    """Return the keys in which a record of a file and the row that holds its uid differ.

    `given` is the record as it stands in the file, `normal` the same with every key.
    """
    return [
        key
        for key, value in normal.items()
        if key != "file"
        and not (key in SET_BY_IMPORT and given.get(key) is None)
        and _in_any_order(key, held[key]) != _in_any_order(key, value)
    ]


def _in_any_order(key: str, value: Any) -> Any:
    """Return the spans of an annotation in an order that says nothing; other values as they are."""
    if key != "spans":
        return value
    return sorted(value, key=lambda span: (span["revision"], span["role"], span["part"]))
