"""Taking the library out in its own format."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from annotations.interchange.report import Progress, no_progress
from annotations.interchange.sourcelib.dumping_sources import records_of_sources
from annotations.interchange.sourcelib.schema import HEADER
from annotations.interchange.sourcelib.selection import Selection
from annotations.interchange.sourcelib.stored import stored_rows
from annotations.records import Record
from sourcelib.models import Article

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

SHARED_KINDS = ("publication", "author", "topic", "actor")
LINK_KINDS = ("proposition", "relation", "verdict", "reply")
PLURALS = {"reply": "replies"}


def dump(
    *,
    write: Callable[[str], object],
    source: Article | None = None,
    progress: Progress = no_progress,
) -> list[str]:
    """Write the library, or one source with all that it refers to, as lines to `write`.

    The rows are those of one moment, read a part at a time, so that memory does not grow with the
    library and readers and curators are not held up. Returns what was left out, in words: for one
    source, the links to other sources.
    """
    selection = Selection(source)
    write(_encode(HEADER) + "\n")
    with _one_moment():
        for kind in SHARED_KINDS:
            _write(kind, stored_rows(kind, selection.rows(kind)), write, progress)
        count = selection.rows("source").count()
        _write("source", records_of_sources(selection.rows("source")), write, progress, count)
        for kind in LINK_KINDS:
            rows = stored_rows(kind, selection.rows(kind))
            _write(kind, map(selection.cut, rows), write, progress)
        return selection.left_out()


def _write(
    kind: str,
    records: Iterator[Record],
    write: Callable[[str], object],
    progress: Progress,
    total: int = 0,
) -> None:
    done = 0
    for record in records:
        write(_encode(record) + "\n")
        if record["type"] == kind:
            done += 1
            progress(PLURALS.get(kind, f"{kind}s"), done, total)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it was at one moment, without a lock that others would wait for."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Not `atomic`, which on SQLite takes the write lock (IMMEDIATE).
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
