"""The search index: what is put in, taken out and found. One door before two databases.

What is found is said by the keys of rows. Entries of every state stand in the index; who may see
what is for the caller to say, by the rows `among` which it looks.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL

from sourcelib.models import SearchEntry
from sourcelib.search import postgres, spelling, sqlite
from sourcelib.search.entry import Entry
from sourcelib.search.query import Query

AT_ONCE = 1_000  # entries in memory, keys in one statement
# Of a word that stands everywhere, so many that were indexed last are put in order: ordering all
# would cost seconds in a large library, and whoever types one such word will type another.
MOST_ORDERED = 5_000

Kind = SearchEntry.Kind


@transaction.atomic
def put(entries: Iterable[Entry]) -> None:
    """Add entries of rows that have none yet (`drop` takes old ones away)."""
    for some in _batches(iter(entries)):
        _backend().insert(some)
        spelling.learn(some)


@transaction.atomic
def drop(kind: str, keys: Iterable[int]) -> None:
    """Take rows of a kind out of the index; those that are not in it as well."""
    for some in _batches(iter(keys)):
        SearchEntry.objects.filter(kind=kind, key__in=some).delete()


@transaction.atomic
def clear() -> None:
    """Take everything out, known words included."""
    SearchEntry.objects.all().delete()
    spelling.forget()


def found(query: Query, kind: str) -> RawSQL:
    """Return the keys of a kind that a query finds, for a condition `pk__in`."""
    matches = _backend().matches(kind)
    sql = f"SELECT {sqlite.ENTRIES}.key FROM {matches}"
    return RawSQL(sql, [_backend().condition(query)], output_field=BigIntegerField())


def count(query: Query, kind: str, among: QuerySet[Any], most: int) -> int:
    """Return how many entries a query finds among the keys of some rows, counted to `most` + 1."""
    try:
        matches, parameters = _among(query, kind, among)
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {matches} LIMIT {most + 1:d}) AS found",
            parameters,
        )
        number: int = cursor.fetchone()[0]
        return number


def ranked(
    query: Query, kind: str, among: QuerySet[Any], *, limit: int, offset: int = 0
) -> list[tuple[int, int]]:
    """Return key and part of what a query finds among the keys of some rows, the best first."""
    try:
        matches, parameters = _among(query, kind, among)
    except EmptyResultSet:
        return []
    score, scored = _backend().score(kind, query)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, part FROM (SELECT key, part, {score} AS score FROM {matches} "
            f"ORDER BY {_rowid(kind)} DESC LIMIT {MOST_ORDERED:d}) AS found "
            f"ORDER BY score, key DESC, part LIMIT {limit:d} OFFSET {offset:d}",
            [*scored, *parameters],
        )
        return [(key, part) for key, part in cursor.fetchall()]


def different(entries: Sequence[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Yield those of some entries of one kind that the index has otherwise, or not at all.

    With each comes whether the index has it.
    """
    if not entries:
        return
    held = _backend().stored(entries[0].kind, sorted({one.key for one in entries}))
    for one, form in zip(entries, _backend().forms(entries), strict=True):
        if held.get((one.key, one.part)) != form:
            yield one, (one.key, one.part) in held


def loose_words(kind: str) -> int:
    """Return how many rows of words stand in the index without an entry."""
    number: int = _backend().loose(kind)
    return number


def sweep(kind: str) -> None:
    """Let go of words that stand in the index without an entry."""
    _backend().sweep(kind)


def parts(kind: str, keys: Collection[int]) -> set[tuple[int, int]]:
    """Return key and part of all entries that some rows have."""
    rows = SearchEntry.objects.filter(kind=kind, key__in=keys).order_by()
    return set(rows.values_list("key", "part"))


def _among(query: Query, kind: str, among: QuerySet[Any]) -> tuple[str, list[Any]]:
    # Asked of each match in turn: a list of all keys would grow with the library.
    one = among.order_by().filter(pk=RawSQL(f"{sqlite.ENTRIES}.key", [])).values("pk")
    row, parameters = one.query.sql_with_params()
    matches = f"{_backend().matches(kind)} AND EXISTS ({row})"
    return matches, [_backend().condition(query), *parameters]


def _rowid(kind: str) -> str:
    """Return the column by which the last come first at no cost."""
    if connection.vendor == "sqlite":
        return f"{sqlite.table(kind)}.rowid"
    return f"{sqlite.ENTRIES}.id"


def _backend() -> Any:
    return postgres if connection.vendor == "postgresql" else sqlite


def _batches(items: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(items, AT_ONCE)):
        yield some
