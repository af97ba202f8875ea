"""The search page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.pages.search.advice import Advice, fewer_terms, other_spelling
from annotations.pages.search.asked import KINDS, LABELS, MOST_PAGES, ON_PAGE, Asked
from annotations.pages.search.hits import hits
from sourcelib.search import index
from sourcelib.search.index import Kind
from sourcelib.search.query import MOST_CHARACTERS, MOST_TERMS, Query
from sourcelib.search.ranking import ranked

MOST_COUNTED = 10_000  # of a kind; what is more is said to be more
FIRST_HITS = 3  # of each kind on the page of all


@dataclass(frozen=True)
class Tab:
    """One kind, how many of it were found, its address; `kind` is empty for all kinds."""

    kind: str
    label: str
    count: str
    address: str
    current: bool


@dataclass(frozen=True)
class Group:
    """The hits of one kind that a page shows, and the address of all of them."""

    kind: str
    label: str
    count: str
    hits: Sequence[Any]
    address: str
    has_more: bool


@dataclass(frozen=True)
class Other:
    """Another search to try: its words, what it is without, how many it finds, its address."""

    words: str
    dropped: str
    count: str
    address: str


class Results:
    """What one address of the search page finds; each part is asked for once."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.query = asked.looked_for

    @cached_property
    def counts(self) -> dict[Kind, int]:
        """How many of each kind there are, counted to a little over 10,000."""
        return {kind: self._count(self.query, kind) for kind in KINDS}

    @property
    def is_empty(self) -> bool:
        """Whether nothing of any kind is found."""
        return not any(self.counts.values())

    @cached_property
    def tabs(self) -> list[Tab]:
        """All kinds, and each."""
        at = self.asked.kind
        every = Tab("", _("All"), "", self.asked.of(kind=[]), at is None)
        return [every] + [
            Tab(
                str(kind),
                str(LABELS[kind]),
                in_words(self.counts[kind]),
                self.asked.of(kind=[f"{kind}s"]),
                kind == at,
            )
            for kind in KINDS
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """The hits of the page: one page of a kind, or the first of each that has some."""
        if self.asked.kind:
            offset = (self.asked.page - 1) * ON_PAGE
            places = {self.asked.kind: self._best(self.asked.kind, ON_PAGE, offset)}
        else:
            found = [kind for kind in KINDS if self.counts[kind]]
            places = {kind: self._best(kind, FIRST_HITS) for kind in found}
        made = hits(places, self.query)
        return [self._group(kind, made[kind]) for kind in places]

    @property
    def previous(self) -> str:
        """The address of the page before; empty on the first one."""
        page = self.asked.page
        return self.asked.of(page=[str(page - 1)] if page > 2 else []) if page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after; empty on the last one."""
        return self.asked.of(page=[str(self.asked.page + 1)]) if self._goes_on else ""

    @property
    def first_number(self) -> int:
        """The number of the first hit of this page."""
        return (self.asked.page - 1) * ON_PAGE + 1

    @property
    def last_number(self) -> int:
        """The number of the last hit of this page."""
        return self.first_number + len(self.groups[0].hits) - 1

    @property
    def is_last_of_many(self) -> bool:
        """Whether more is found than pages are shown of."""
        shown = MOST_PAGES * ON_PAGE
        return bool(self._kind_count > shown and self.asked.page == MOST_PAGES)

    @cached_property
    def other_spelling(self) -> Other | None:
        """The search as it may have been meant."""
        advice = other_spelling(self.query, self._total)
        return self._other(advice) if advice else None

    @cached_property
    def fewer_terms(self) -> list[Other]:
        """The search without one of its terms."""
        return [self._other(advice) for advice in fewer_terms(self.query, self._total)]

    @property
    def _kind_count(self) -> int:
        return self.counts[self.asked.kind] if self.asked.kind else 0

    @property
    def _goes_on(self) -> bool:
        page = self.asked.page
        return page < MOST_PAGES and self._kind_count > page * ON_PAGE

    def _best(self, kind: Kind, limit: int, offset: int = 0) -> list[tuple[int, int]]:
        rows = self.asked.rows.of(kind)
        return ranked(self.query, kind, rows, limit=limit + offset).places[offset:]

    def _group(self, kind: Kind, shown: Sequence[Any]) -> Group:
        return Group(
            str(kind),
            str(LABELS[kind]),
            in_words(self.counts[kind]),
            shown,
            self.asked.of(kind=[f"{kind}s"]),
            not self.asked.kind and self.counts[kind] > FIRST_HITS,
        )

    def _count(self, query: Query, kind: Kind) -> int:
        return index.count(query, kind, self.asked.rows.of(kind), MOST_COUNTED)

    def _total(self, query: Query) -> int:
        return sum(self._count(query, kind) for kind in KINDS)

    def _other(self, advice: Advice) -> Other:
        words = advice.query.text
        return Other(
            words, advice.dropped, in_words(advice.count), self.asked.of(q=[words], kind=[])
        )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the words of the address find; without any, how to search."""
    asked = Asked(request.path, request.GET)
    query = asked.looked_for
    return render(
        request,
        "annotations/search.html",
        {
            "section": "search",
            "asked": asked,
            "results": None if query.finds_nothing else Results(asked),
            "only_unwanted": query.finds_nothing and query.unwanted,
            "no_words": bool(asked.query_text) and query == Query(),
            "most_characters": number_format(MOST_CHARACTERS, force_grouping=True),
            "most_terms": MOST_TERMS,
        },
    )


def in_words(count: int) -> str:
    """Return a count as a reader is told it."""
    if count > MOST_COUNTED:
        return _("%(most)s+") % {"most": number_format(MOST_COUNTED, force_grouping=True)}
    return number_format(count, force_grouping=True)
