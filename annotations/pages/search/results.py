"""What one address of the search page finds, ready to be shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.pages.search.advice import Advice, easier, other_spelling, without_small_words
from annotations.pages.search.asked import KINDS, LABELS, ON_PAGE, Asked
from annotations.pages.search.hits import hits
from sourcelib.search import index
from sourcelib.search.index import Kind
from sourcelib.search.query import Query
from sourcelib.search.ranking import MOST_ORDERED, Ranked, ranked

MOST_COUNTED = 10_000  # of a kind; what is more is said to be more
FIRST_HITS = 3  # of each kind on the page of all
NONE = {
    Kind.SOURCE: gettext_lazy("No source has all of this."),
    Kind.PASSAGE: gettext_lazy("No paragraph has all of this."),
    Kind.CLAIM: gettext_lazy("No claim has all of this."),
    Kind.PREDICTION: gettext_lazy("No prediction has all of this."),
    Kind.ACTOR: gettext_lazy("No actor has all of this."),
}


@dataclass(frozen=True)
class Tab:
    """One kind, how many of it were found, its address; `kind` is empty for all kinds."""

    kind: str
    label: str
    count: str
    address: str
    current: bool
    is_empty: bool


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
        return {
            kind: self._best[kind].total
            if kind in self._best and self._best[kind].total < MOST_ORDERED
            else self._count(self.query, [kind], MOST_COUNTED)
            for kind in KINDS
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing is found: of the kind asked for, or of any."""
        return not any(self.counts[kind] for kind in self._kinds)

    @property
    def nothing(self) -> str:
        """What there is none of."""
        return str(NONE[self.asked.kind]) if self.asked.kind else _("Nothing has all of this.")

    @cached_property
    def tabs(self) -> list[Tab]:
        """All kinds, and each."""
        at = self.asked.kind
        every = Tab("", _("All"), "", self.asked.address(kind=[]), at is None, False)
        return [every] + [
            Tab(
                str(kind),
                str(LABELS[kind]),
                in_words(self.counts[kind]),
                self.asked.address(kind=[f"{kind}s"]),
                kind == at,
                not self.counts[kind],
            )
            for kind in KINDS
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """The hits of the page: one page of a kind, or the first of each that has some."""
        made = hits({kind: one.places for kind, one in self._best.items()}, self.query)
        return [
            Group(
                str(kind),
                str(LABELS[kind]),
                in_words(self.counts[kind]),
                made[kind],
                self.asked.address(kind=[f"{kind}s"]),
                not self.asked.kind and self.counts[kind] > FIRST_HITS,
            )
            for kind, one in self._best.items()
            if one.places
        ]

    # Pages of one kind ---------------------------------------------------------------------

    @property
    def page_gone(self) -> bool:
        """Whether the address asks for a page that there is not; the first one is shown then."""
        asked = self.asked
        if not asked.kind or not asked.asks_for_a_place:
            return False
        if asked.after is None and asked.before is None:
            return True
        return asked.after is not None and self.first_number == 1

    @property
    def previous(self) -> str:
        """The address of the page before; empty on the first one."""
        if self.first_number == 1:
            return ""
        if self.first_number <= ON_PAGE + 1:
            return self.asked.address()
        return self.asked.address(before=[self._shown[0].name]) if self._shown else ""

    @property
    def next(self) -> str:
        """The address of the page after; empty on the last one."""
        goes_on = self._page and self.last_number < self._page.total
        return self.asked.address(after=[self._shown[-1].name]) if goes_on and self._shown else ""

    @property
    def first_number(self) -> int:
        """The number of the first hit of this page."""
        return self._page.first if self._page else 1

    @property
    def last_number(self) -> int:
        """The number of the last hit of this page."""
        return self._page.first + len(self._page.places) - 1 if self._page else 0

    @property
    def is_last_of_many(self) -> bool:
        """Whether more is found than was put in order."""
        found = self.counts[self.asked.kind] if self.asked.kind else 0
        return found > self.last_number and not self.next

    # What else to look for -----------------------------------------------------------------

    @cached_property
    def other_spelling(self) -> Other | None:
        """The search as it may have been meant, where it finds nothing of some kind."""
        empty = [kind for kind in KINDS if not self.counts[kind]]
        advice = other_spelling(self.query, empty, self._count) if empty else None
        return self._other(advice) if advice else None

    @cached_property
    def shorter(self) -> Other | None:
        """The search without small words, where it finds something of each kind but some."""
        shorter = without_small_words(self.query)
        empty = [kind for kind in KINDS if not self.counts[kind]]
        if self.is_empty or shorter == self.query or not self._count(shorter, empty, 0):
            return None
        return self._other(Advice(shorter))

    @cached_property
    def easier(self) -> list[Other]:
        """Searches for less, where nothing is found."""
        return [self._other(one) for one in easier(self.query, self._kinds, self._count)]

    @cached_property
    def instead(self) -> "Results | None":
        """What the likeliest of the other searches finds, where this one finds nothing."""
        others = [one for one in (self.other_spelling, *self.easier) if one]
        return Results(self.asked.with_words(others[0].words)) if others else None

    @cached_property
    def without_filters(self) -> list[Other]:
        """The search without each filter that keeps something from being found."""
        found = []
        for name in dict.fromkeys(chip.name for chip in self.asked.chips):
            wider = self.asked.without_filter(name)
            if number := _total(self.query, self._kinds, wider, MOST_COUNTED):
                labels = ", ".join(chip.label for chip in self.asked.chips if chip.name == name)
                address = self.asked.without(name)
                found.append(Other(self.asked.query_text, labels, in_words(number), address))
        return found

    def _other(self, advice: Advice) -> Other:
        kinds = self._kinds
        number = self._count(advice.query, kinds, MOST_COUNTED)
        if not number:  # nothing of the kind asked for, but of another
            kinds = KINDS
            number = self._count(advice.query, kinds, MOST_COUNTED)
        words = advice.query.text
        tab = [] if kinds is KINDS else self.asked.query.getlist("kind")
        dropped = " ".join(advice.dropped)
        return Other(words, dropped, in_words(number), self.asked.address(q=[words], kind=tab))

    @property
    def _kinds(self) -> Collection[Kind]:
        """The kinds that are shown."""
        return (self.asked.kind,) if self.asked.kind else KINDS

    @cached_property
    def _best(self) -> dict[Kind, Ranked]:
        """The places of the hits of this page, the best of each kind first."""
        asked = self.asked
        if asked.kind:
            at = {"after": asked.after, "before": asked.before}
            rows = asked.rows.of(asked.kind)
            return {asked.kind: ranked(self.query, asked.kind, rows, limit=ON_PAGE, **at)}
        return {
            kind: ranked(self.query, kind, asked.rows.of(kind), limit=FIRST_HITS) for kind in KINDS
        }

    @property
    def _page(self) -> Ranked | None:
        """The page of the kind asked for."""
        return self._best[self.asked.kind] if self.asked.kind else None

    @property
    def _shown(self) -> Sequence[Any]:
        return self.groups[0].hits if self.groups else []

    def _count(self, query: Query, kinds: Collection[Kind], most: int) -> int:
        return _total(query, kinds, self.asked, most)


def in_words(count: int) -> str:
    """Return a count as a reader is told it."""
    if count > MOST_COUNTED:
        return _("%(most)s+") % {"most": number_format(MOST_COUNTED, force_grouping=True)}
    return number_format(count, force_grouping=True)


def _total(query: Query, kinds: Collection[Kind], asked: Asked, most: int) -> int:
    return sum(index.count(query, kind, asked.rows.of(kind), most) for kind in kinds)
