"""Counts of whole lists, kept until something in the library changes.

Counting all values of a facet over a large library costs far more than showing a page. What was
counted is kept in the cache under the counters of the library: whatever is written moves one of
them. It is kept for a few minutes at most, for what is written past all counters (SQL by hand).

In a large library, whose curators write all day, that would have readers wait for the counts all
day. There, counts beside a list that are said to be lasting outlive all writes but those of
sources, and so may be as old as anything is kept: five minutes. In a small library all counts are
exact at once, and in any library the rows of a page and the number of them.
"""

import hashlib
from collections.abc import Callable
from functools import cache as once
from functools import cached_property
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from annotations.models import (
    Actor,
    Annotation,
    AnnotationVersion,
    Proposition,
    PropositionMember,
    Relation,
    Reply,
    ReportStep,
    Topic,
    Verdict,
)
from sourcelib.models import Article, Author, Authorship, ImportBatch, Publication

Counted = TypeVar("Counted")

KEPT = 300  # seconds
LARGE = 5_000  # annotations; in a library with more, lasting counts outlive writes

_WITH_HISTORY: tuple[Any, ...] = (
    *(Article, Author, Publication, Actor, Topic, Proposition),
    *(PropositionMember, Relation),  # which are taken away, too
)
_GROWING = (
    *(Annotation, AnnotationVersion, Article, Authorship, PropositionMember, Verdict),
    *(Reply, ReportStep),
)
_DATED = (
    *((Verdict, "published_at"), (Verdict, "confirmed_at")),
    *((ImportBatch, "finished_at"), (Reply, "withdrawn_at")),
)


class Counters:
    """The counters of the library as they stand at one request: one query, however often asked."""

    @cached_property
    def _standing(self) -> tuple[object, ...]:
        with connection.cursor() as cursor:
            cursor.execute(_query())
            return tuple(cursor.fetchone())

    @property
    def mark(self) -> str:
        """What tells this state of the library from every other, on one day, in one language."""
        return repr((self._standing, timezone.localdate(), get_language()))

    @property
    def _is_large(self) -> bool:
        """Whether more annotations were made than a `LARGE` library has, by their keys."""
        made: int = self._standing[-1] or 0  # type: ignore[assignment]
        return made > LARGE

    def kept(self, what: str, count: Callable[[], Counted], *, lasting: bool = False) -> Counted:
        """Return what `count` returns, or what it returned since the library last changed.

        `what` names it: the address of a list with its filters, and what of it is counted. What
        is `lasting` is returned for `KEPT` seconds in a large library, unless a source changes:
        one that was withdrawn is not to be named any more.
        """
        sources = self._standing[_WITH_HISTORY.index(Article)]
        standing = ("large", sources) if lasting and self._is_large else self._standing
        parts = (what, standing, timezone.localdate(), get_language())
        key = f"counted-{hashlib.sha256(repr(parts).encode()).hexdigest()}"
        found: Any = cache.get(key)
        if found is None:
            found = count()
            cache.set(key, found, KEPT)
        counted: Counted = found
        return counted


@once
def _query() -> str:
    columns = [(model.history.model, "history_id") for model in _WITH_HISTORY]
    columns += [(model, "id") for model in _GROWING]
    columns += _DATED
    quote = connection.ops.quote_name
    highest = (
        f"(SELECT MAX({quote(column)}) FROM {quote(model._meta.db_table)})"
        for model, column in columns  # names of our own tables and columns
    )
    # Each in a query of its own: either is a look at one end of the index.
    table = quote(Annotation._meta.db_table)
    made = f"(SELECT MAX(id) FROM {table}) - (SELECT MIN(id) FROM {table})"
    return f"SELECT {', '.join(highest)}, {made}"
