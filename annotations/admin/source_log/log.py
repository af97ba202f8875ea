"""All traces of a source in one order, the newest first, a page at a time.

A page begins after an entry, which is named by its time, its trace and its key: what is added
meanwhile moves nothing.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from annotations.admin.source_log import annotations, judging, links, people, readers, texts
from annotations.admin.source_log.entry import Entry, Trace
from sourcelib.models import Article

TRACES: tuple[Trace, ...] = (
    *texts.TRACES,
    *people.TRACES,
    *readers.TRACES,
    *judging.TRACES,
    *links.TRACES,
    *annotations.TRACES,
)
# The steps by their codes, those of annotations first.
STEPS: dict[str, Any] = {
    step: label for trace in reversed(TRACES) for step, label in trace.steps.items()
}
SOURCE = "source"  # what is of no annotation


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where an entry stands in the order."""

    at: datetime.datetime
    trace: int
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.trace}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Return the place that an address names; None if it names none."""
        try:
            at, trace, pk = text.split("~")
            moment = datetime.datetime.fromisoformat(at)
            place = cls(moment, int(trace), int(pk))
        except ValueError:
            return None
        fits = moment.tzinfo is not None and abs(place.pk) < 2**63
        return place if fits else None


@dataclass(frozen=True)
class Wanted:
    """What of the log is asked for: by whom, which step, of what kind, on which days."""

    person: int | None = None
    step: str = ""
    kind: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None

    def of(self, trace: Trace, article: Article) -> QuerySet[Any] | None:
        """Return the rows of a trace; None where it has none of them."""
        if self.step and self.step not in trace.steps:
            return None
        if (self.person is not None and not trace.by) or (
            self.kind and (self.kind == SOURCE) == bool(trace.kind)
        ):
            return None
        wanted = trace.of(self.step) if self.step else Q()
        if self.person is not None:
            wanted &= Q(**{trace.by: self.person})
        if self.kind and self.kind != SOURCE:
            wanted &= Q(**{trace.kind: self.kind})
        if self.since is not None:
            wanted &= Q(**{f"{trace.at}__gte": self.since})
        if self.until is not None:
            wanted &= Q(**{f"{trace.at}__lt": self.until})
        return trace.rows(article).filter(wanted)


def page(
    article: Article, wanted: Wanted, *, after: Place | None, size: int
) -> tuple[list[Entry], Place | None]:
    """Return the entries after a place, and where the next page begins, if there is one.

    At most two queries for each trace, and one or two more for some.
    """
    found = _places(article, wanted, after=after, most=size + 1)
    following = found[size - 1] if len(found) > size else None
    return _told(article, found[:size]), following


def entries(article: Article, wanted: Wanted, *, at_once: int = 500) -> Iterator[Entry]:
    """Yield all entries, the newest first: put in order once, and read some at a time."""
    found = _places(article, wanted)
    for start in range(0, len(found), at_once):
        yield from _told(article, found[start : start + at_once])


def _places(
    article: Article, wanted: Wanted, *, after: Place | None = None, most: int | None = None
) -> list[Place]:
    found: list[Place] = []
    for number, trace in enumerate(TRACES):
        rows = wanted.of(trace, article)
        if rows is None:
            continue
        if after is not None:
            rows = rows.filter(_after(trace.at, number, after))
        keys = rows.order_by(f"-{trace.at}", "-pk").values_list(trace.at, "pk")
        found += [Place(at, number, pk) for at, pk in keys[:most]]
    return sorted(found, reverse=True)[:most]


def _told(article: Article, places: Sequence[Place]) -> list[Entry]:
    """Return the entries at these places, but of what was deleted since they were found."""
    told: dict[tuple[int, int], Entry] = {}
    for number, trace in enumerate(TRACES):
        chosen = [place.pk for place in places if place.trace == number]
        if chosen:
            whole = list(trace.rows(article).filter(pk__in=chosen))
            pairs = zip(whole, trace.tell(whole), strict=True)
            told |= {(number, row.pk): entry for row, entry in pairs}
    found = (told.get((place.trace, place.pk)) for place in places)
    return [entry for entry in found if entry]


def _after(at: str, number: int, place: Place) -> Q:
    """Return the condition that a row of a trace comes after a place in the order."""
    earlier = Q(**{f"{at}__lt": place.at})
    if number < place.trace:
        return earlier | Q(**{at: place.at})
    if number == place.trace:
        return earlier | Q(**{at: place.at, "pk__lt": place.pk})
    return earlier
