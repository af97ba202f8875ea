"""The index on SQLite: a table of FTS5 for each kind, its rows under the ids of the entries."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from django.db import connection

from sourcelib.search.entry import Entry
from sourcelib.search.query import Query, Term

ENTRIES = "sourcelib_searchentry"


def table(kind: str) -> str:
    """Return the table that holds the words of a kind."""
    return f"sourcelib_search_{kind}"


def insert(entries: Sequence[Entry]) -> None:
    """Write new entries, within a transaction: it holds the write lock, and so the next ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [ENTRIES])
        found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        numbered = list(enumerate(sorted(entries, key=attrgetter("kind")), start=first))
        cursor.executemany(
            f"INSERT INTO {ENTRIES} (id, kind, key, part, article_id) VALUES (%s, %s, %s, %s, %s)",
            [(pk, one.kind, one.key, one.part, one.article) for pk, one in numbered],
        )
        for kind, group in groupby(numbered, key=lambda pair: pair[1].kind):
            cursor.executemany(
                f"INSERT INTO {table(kind)} (rowid, title, body, people) VALUES (%s, %s, %s, %s)",
                [(pk, one.title, one.body, one.people) for pk, one in group],
            )


def matches(kind: str, shown: str = "") -> str:
    """Return the tables, joined, and the condition that takes `condition(query)`.

    `shown` is a query whose column `row_key` has the keys of the rows that are looked among.
    """
    # The words first, whatever the planner thinks: it cannot know how few rows they leave.
    among = f" CROSS JOIN ({shown}) AS shown ON shown.row_key = {ENTRIES}.key" if shown else ""
    return (
        f"{table(kind)} CROSS JOIN {ENTRIES} ON {ENTRIES}.id = {table(kind)}.rowid{among} "
        f"WHERE {table(kind)} MATCH %s"
    )


def last_first(kind: str) -> str:
    """Return the column by which the entries indexed last come first at no cost."""
    return f"{table(kind)}.rowid"


MATCHED = f"{ENTRIES}.id"  # what `has` needs of an entry found


def has(kind: str) -> str:
    """Return 1 or 0 for an entry, by whether it is also found by what the parameter says."""
    return f"(id IN (SELECT rowid FROM {table(kind)} WHERE {table(kind)} MATCH %s))"


def condition(query: Query) -> str:
    """Return a query in the language of FTS5; every word is quoted, so that none is an operator."""
    wanted = all_of(query.wanted)
    return f"({wanted}) NOT ({one_of(query.unwanted)})" if query.unwanted else wanted


def all_of(terms: Sequence[Term]) -> str:
    """Return the condition that all of some terms stand in an entry."""
    return " AND ".join(map(_phrase, terms))


def one_of(terms: Sequence[Term]) -> str:
    """Return the condition that one of some terms stands in an entry."""
    return " OR ".join(map(_phrase, terms))


def _phrase(term: Term) -> str:
    said = " ".join(term.words).replace('"', '""')
    place = f"{term.place} : " if term.place else ""
    return f'{place}"{said}"{" *" if term.prefix else ""}'


def stored(kind: str, keys: Sequence[int]) -> dict[tuple[int, int], object]:
    """Return the words that the index holds of some rows, by key and part."""
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {ENTRIES}.key, {ENTRIES}.part, title, body, people FROM {ENTRIES} "
            f"LEFT JOIN {table(kind)} ON {table(kind)}.rowid = {ENTRIES}.id "
            f"WHERE {ENTRIES}.kind = %s AND {ENTRIES}.key IN ({marks})",
            [kind, *keys],
        )
        return {(key, part): tuple(words) for key, part, *words in cursor.fetchall()}


def forms(entries: Sequence[Entry]) -> list[object]:
    """Return entries as `stored` would return them."""
    return [(one.title, one.body, one.people) for one in entries]


def loose(kind: str) -> int:
    """Return how many rows of words there are without an entry."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table(kind)} WHERE {_LOOSE}", [kind])
        count: int = cursor.fetchone()[0]
        return count


def sweep(kind: str) -> None:
    """Delete the rows of words without an entry."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table(kind)} WHERE {_LOOSE}", [kind])


_LOOSE = f"rowid NOT IN (SELECT id FROM {ENTRIES} WHERE kind = %s)"
