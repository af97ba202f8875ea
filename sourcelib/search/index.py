"""The search index: what is put in, taken out and found. One door before two databases.

What is found is said by the keys of rows, and put in order by `sourcelib.search.ranking`. Entries
of every state stand in the index; who may see what is for the caller to say, by the rows `among`
which it looks.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL

from sourcelib.models import SearchEntry
from sourcelib.search import spelling
from sourcelib.search.backends import backend
from sourcelib.search.entry import Entry
from sourcelib.search.query import Query

AT_ONCE = 1_000  # entries in memory, keys in one statement
ENTRIES = SearchEntry._meta.db_table

Kind = SearchEntry.Kind


@transaction.atomic
def put(entries: Iterable[Entry]) -> None:
    """Add entries of rows that have none yet (`drop` takes old ones away)."""
    for some in _batches(iter(entries)):
        backend().insert(some)
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
    matches = backend().matches(kind)
    sql = f"SELECT {ENTRIES}.key FROM {matches}"
    return RawSQL(sql, [backend().condition(query)], output_field=BigIntegerField())


def count(query: Query, kind: str, among: QuerySet[Any], most: int) -> int:
    """Return how many entries a query finds among the keys of some rows, counted to `most` + 1."""
    # Asked of each match in turn: a list of all keys would grow with the library.
    one = among.order_by().filter(pk=RawSQL(f"{ENTRIES}.key", [])).values("pk")
    try:
        row, parameters = one.query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {backend().matches(kind)} "
            f"AND EXISTS ({row}) LIMIT {most + 1:d}) AS found",
            [backend().condition(query), *parameters],
        )
        number: int = cursor.fetchone()[0]
        return number


def different(entries: Sequence[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Yield those of some entries of one kind that the index has otherwise, or not at all.

    With each comes whether the index has it.
    """
    if not entries:
        return
    held = backend().stored(entries[0].kind, sorted({one.key for one in entries}))
    for one, form in zip(entries, backend().forms(entries), strict=True):
        if held.get((one.key, one.part)) != form:
            yield one, (one.key, one.part) in held


def loose_words(kind: str) -> int:
    """Return how many rows of words stand in the index without an entry."""
    number: int = backend().loose(kind)
    return number


def sweep(kind: str) -> None:
    """Let go of words that stand in the index without an entry."""
    backend().sweep(kind)


def parts(kind: str, keys: Collection[int]) -> set[tuple[int, int]]:
    """Return key and part of all entries that some rows have."""
    rows = SearchEntry.objects.filter(kind=kind, key__in=keys).order_by()
    return set(rows.values_list("key", "part"))


def _batches(items: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(items, AT_ONCE)):
        yield some
