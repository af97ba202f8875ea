"""What is found, in the order in which readers see it, a page at a time.

The order is made of plain facts (`sourcelib.search.facts`) and of the order that the rows have by
themselves, never of a score that one database computes and the other does not: the same library
shows the same hits in the same places on both.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from sourcelib.models import SearchEntry
from sourcelib.search.backends import backend
from sourcelib.search.facts import facts
from sourcelib.search.query import Query

# Of a word that stands everywhere, so many that were indexed last are put in order: ordering all
# would cost seconds in a large library, and whoever types one such word will type another.
MOST_ORDERED = 5_000


class Place(NamedTuple):
    """One entry, as rows name it: the key of its row, and the number of its paragraph or 0."""

    key: int
    part: int = 0


class Ranked(NamedTuple):
    """Some of what was found: which, the number of the first of them, and how many there are.

    Numbers begin at 1. Of all, at most `MOST_ORDERED` are known here.
    """

    places: list[Place]
    first: int
    total: int


def ranked(
    query: Query,
    kind: str,
    among: QuerySet[Any],
    *,
    limit: int,
    after: Place | None = None,
    before: Place | None = None,
) -> Ranked:
    """Return what a query finds among the keys of some rows, the best first: `limit` from a place.

    Equals come in the order of `among` (names of columns that are never null), then by paragraph.
    Without `after` or `before`, and where what they name is not found, it returns the first ones.
    """
    order = [str(name) for name in among.query.order_by or among.model._meta.ordering]
    columns = [f"by_{number}" for number in range(len(order))]
    names = {column: F(name.lstrip("-")) for column, name in zip(columns, order, strict=True)}
    rows = among.order_by().annotate(row_key=F("pk"), **names).values("row_key", *columns)
    try:
        shown, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return Ranked([], 1, 0)
    score, scored = _score(query, kind)
    by = ", ".join(columns)
    start, at = _start(limit, after, before)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH found AS (
                SELECT key, part, {by}{f", {backend().MATCHED}" if scored else ""}
                FROM {backend().matches(kind, shown)}
                ORDER BY {backend().last_first(kind)} DESC LIMIT {MOST_ORDERED:d}
            ),
            scored AS (SELECT key, part, {by}, {score} AS score FROM found),
            placed AS (
                SELECT key, part, COUNT(*) OVER () AS total,
                    ROW_NUMBER() OVER (ORDER BY score DESC, {_keys(order, columns)}, part) AS place
                FROM scored
            )
            SELECT key, part, place, total FROM placed
            WHERE place >= {start}
            ORDER BY place LIMIT {limit:d}
            """,
            [*parameters, backend().condition(query), *scored, *at],
        )
        found = cursor.fetchall()
    if not found:  # nothing at all, or nothing after the last one
        return ranked(query, kind, among, limit=limit) if after or before else Ranked([], 1, 0)
    places = [Place(key, part) for key, part, _place, _total in found]
    return Ranked(places, found[0][2], found[0][3])


def _start(limit: int, after: Place | None, before: Place | None) -> tuple[str, Sequence[int]]:
    """Return the number of the first hit of a page as an expression, and its parameters.

    That is the one after a hit, or so many before it as make a page.
    """
    at = before or after
    if at is None:
        return "1", ()
    step = -limit if before else 1
    where = "(SELECT place FROM placed WHERE key = %s AND part = %s)"
    return f"{step:d} + COALESCE({where}, {-step:d})", at


def _score(query: Query, kind: str) -> tuple[str, list[str]]:
    """Return the points of an entry found as an expression, and its parameters."""
    told = facts(query, has_titles=kind != SearchEntry.Kind.PASSAGE)
    points = [f"{fact.points:d} * {backend().has(kind)}" for fact in told]
    joined = [
        backend().one_of(fact.terms) if fact.is_one_enough else backend().all_of(fact.terms)
        for fact in told
    ]
    return " + ".join(points) or "0", joined


def _keys(order: Sequence[str], columns: Sequence[str]) -> str:
    """Return the columns with their directions."""
    return ", ".join(
        f"{column} DESC" if name.startswith("-") else column
        for name, column in zip(order, columns, strict=True)
    )
