"""The log: the corrections of every kind as one list, the newest first, and how many there are."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Count, F

from annotations.corrections import (
    actors,
    descriptions,
    links,
    passages,
    sources,
    verdicts,
    voices,
)
from annotations.corrections.correction import Correction, Trace

# In this order, which decides between what happened at the same moment.
_TRACES: tuple[Trace, ...] = (
    *passages.TRACES,
    *verdicts.TRACES,
    *actors.TRACES,
    *links.TRACES,
    *sources.TRACES,
    *descriptions.TRACES,
    *voices.TRACES,
)


@dataclass(frozen=True)
class Counted:
    """How many corrections of one kind are of the same sources, by the keys of these."""

    kind: str
    articles: frozenset[int]
    count: int


def corrections(
    first: int, count: int, *, kinds: Collection[str] = (), articles: Collection[int] = ()
) -> list[Correction]:
    """Return `count` corrections, the newest first, after the `first` newest ones.

    Of any of `kinds`, in any of the sources with the keys `articles`; where none is named, of all.
    A constant number of queries for each kind of change.
    """
    traces = _of_kinds(kinds)
    found: list[tuple[datetime.datetime, int, int]] = []
    for number, trace in enumerate(traces):
        newest = trace.of_sources(articles).order_by(F(trace.at).desc(), "-pk")
        keys = newest.values_list(trace.at, "pk")[: first + count]
        found += [(at, number, pk) for at, pk in keys]
    found.sort(reverse=True)
    wanted = found[first : first + count]
    told: dict[tuple[int, int], Correction] = {}
    for number, trace in enumerate(traces):
        chosen = [pk for _at, kind, pk in wanted if kind == number]
        if chosen:
            rows = list(trace.rows().filter(pk__in=chosen))
            told |= {
                (number, row.pk): replace(correction, uid=trace.uid(row))
                for row, correction in zip(rows, trace.told(rows), strict=True)
            }
    return [told[number, pk] for _at, number, pk in wanted]


def counted() -> list[Counted]:
    """Return how many corrections there are; one query for each kind of change."""
    found = []
    for trace in _TRACES:
        rows = trace.rows().select_related(None).prefetch_related(None).order_by()
        if not trace.articles:
            found.append(Counted(trace.kind.value, frozenset(), rows.count()))
            continue
        for *keys, count in rows.values_list(*trace.articles).annotate(Count("pk")):
            found.append(Counted(trace.kind.value, frozenset(keys) - {None}, count))
    return [one for one in found if one.count]


def _of_kinds(kinds: Collection[str]) -> list[Trace]:
    return [trace for trace in _TRACES if not kinds or trace.kind in kinds]
