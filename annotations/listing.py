"""One list as a reader sees it: what was asked for, what was found, and where to go from there."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from annotations.counters import Counters
from annotations.facets import Counted, Facet, Folding, folded, language_name
from annotations.filters import ListFilterSet
from annotations.list_address import NO_FILTER, ListAddress
from annotations.list_parts import (
    MOST_COUNTED,
    Advice,
    Chip,
    FacetView,
    Fault,
    Option,
    counted,
    in_words,
)
from annotations.paging import PAGE_SIZE, Page, PageGone, Sort, beyond, key_values, page
from annotations.printable import printable
from sourcelib.search.query import Query

T = TypeVar("T")

SHOWN_OPTIONS = 7  # of a facet before the rest is folded away
MOST_OPTIONS = 60  # of a facet at all: beyond, the list of that kind is the place to look


class Listing(ListAddress):
    """One list under the filters of one request.

    `queryset` holds all rows that a reader may see; `load` adds to those of one page what showing
    them needs. Everything is computed when it is asked for,
    each in a constant number of queries.
    """

    def __init__(
        self,
        request: HttpRequest,
        filters: type[ListFilterSet],
        queryset: QuerySet[Any],
        facets: Sequence[Facet] = (),
        *,
        load: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows,
        size: int = PAGE_SIZE,
    ) -> None:
        super().__init__(request.path, request.GET)
        self.filters = filters(self.query, queryset)
        self.everything = queryset
        self._facets = facets
        self._load = load
        self._size = size
        self._counters = Counters()

    # What was asked for ------------------------------------------------------------------

    @cached_property
    def values(self) -> dict[str, Any]:
        """The filters in force: name to rows, values, words or a day."""
        cleaned = self.filters.cleaned
        return {name: value for name, value in cleaned.items() if value and name not in NO_FILTER}

    @cached_property
    def faults(self) -> list[Fault]:
        """What could not be understood, for the reader to mend."""
        errors = self.filters.errors if self.filters.is_bound else {}
        found = [
            Fault(name, str(self.filters.filters[name].label), str(message), self.without(name))
            for name, messages in errors.items()
            for message in messages
        ]
        if self.page_gone:
            message = _("This page of the list does not exist; here is the first one.")
            found.append(Fault("after", _("Page"), message, self.without("after", "before")))
        return found

    @property
    def errors(self) -> dict[str, list[str]]:
        """What could not be understood, by name, for programs."""
        return {fault.name: [fault.message] for fault in self.faults}

    def unknown(self, besides: Collection[str] = ()) -> dict[str, str]:
        """Say of each name in the address that means nothing here which names do."""
        known = {*self.filters.filters, *besides} - {*NO_FILTER}
        there_are = (
            _("There are: %(known)s.") % {"known": ", ".join(sorted(known))}
            if known
            else _("There are none.")
        )
        return {
            printable(name[:60]): _("This is no filter here. %(known)s") % {"known": there_are}
            for name in self.query
            if name not in known and name not in NO_FILTER
        }

    @cached_property
    def chips(self) -> list[Chip]:
        """Each value in force, removable."""
        return list(self._chips())

    @property
    def canonical(self) -> str:
        """The one address of what is shown here: its filters in order, and its page."""
        query = QueryDict(mutable=True)
        for name in sorted(self.values):
            query.setlist(name, sorted(self.query.getlist(name)))
        for name in ("after", "before"):
            if name in self.query and not self.page_gone:
                query.setlist(name, self.query.getlist(name)[-1:])
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def is_indexed(self) -> bool:
        """Whether search engines should list this: the first page, under one filter at most.

        Of more there is no end, and what they show stands elsewhere too; nor are words of a search
        anything that others would look for.
        """
        filters = [value for name in self.values for value in self.query.getlist(name)]
        first = "after" not in self.query and "before" not in self.query
        return first and len(filters) <= 1 and "q" not in self.values

    @property
    def sort(self) -> Sort:
        """The order in force."""
        return self.filters.sort

    @cached_property
    def sorts(self) -> list[tuple[Sort, str, bool]]:
        """Each order, the address that asks for it, and whether it is in force."""
        return [
            (sort, self.address(sort=[sort.value]), sort is self.sort)
            for sort in self.filters.sorts
        ]

    # What was found ----------------------------------------------------------------------

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """All rows under the filters, in no order yet."""
        return self.filters.restrict(self.everything)

    @cached_property
    def page(self) -> Page:
        """The rows of this page; the first page if the address names none that exists."""
        asked = self.filters.cleaned
        rows, size = self._load(self.rows), self._size
        after, before = asked.get("after"), asked.get("before")
        try:
            return page(rows, self.sort, after=after, before=before, size=size)
        except PageGone:
            return page(rows, self.sort, size=size)

    @property
    def page_gone(self) -> bool:
        """Whether the address asks for a page that never was."""
        asked = any(self.filters.cleaned.get(name) for name in ("after", "before"))
        return asked and self.page.is_first and self.page.anchor is None

    @property
    def is_past_end(self) -> bool:
        """Whether the address asks for what comes after the last row of a list that has rows."""
        return self.page.anchor is not None and not self.page.rows and self.count > 0

    @cached_property
    def count(self) -> int:
        """How many rows there are under the filters, counted to a little over 10,000."""
        return self.kept("rows", self.values, lambda: counted(self.rows))

    @cached_property
    def total(self) -> int:
        """How many rows there are without filters, counted to a little over 10,000."""
        return self.kept("rows", {}, lambda: counted(self.everything))

    @property
    def count_in_words(self) -> str:
        """The number of rows, exact up to 10,000."""
        return in_words(self.count)

    @property
    def total_in_words(self) -> str:
        """The number of rows without filters, exact up to 10,000."""
        return in_words(self.total)

    @cached_property
    def first_number(self) -> int | None:
        """The number of the first row of this page, from 1; None where counting costs too much."""
        if self.page.is_first:
            return 1
        if self.count > MOST_COUNTED or not self.page.rows:
            return None
        values = key_values(self.everything.model, self.sort, self.page.rows[0].uid)
        ahead = self.rows.annotate(**self.sort.expressions)
        number: int = ahead.filter(beyond(self.sort, values, backward=True)).count() + 1
        return number

    @property
    def last_number(self) -> int | None:
        """The number of the last row of this page."""
        first = self.first_number
        return first + len(self.page.rows) - 1 if first else None

    @cached_property
    def facets(self) -> list[FacetView]:
        """The facets with their counts; those with nothing to choose are left out."""
        views = (self._facet(facet) for facet in self._facets if facet.shown)
        return [view for view in views if view.first]

    @cached_property
    def advice(self) -> list[Advice]:
        """For an empty list: what dropping each filter would give, the most first."""
        given = [
            Advice(
                label=", ".join(chip.label for chip in self.chips if chip.name == name),
                count=counted(self.filters.restrict(self.everything, without=[name])),
                address=self.without(name),
            )
            for name in self.values
        ]
        return sorted((one for one in given if one.count), key=lambda one: -one.count)

    # Where to go from here ---------------------------------------------------------------

    @property
    def previous(self) -> str | None:
        """The address of the page before."""
        at = self.page.previous
        return None if at is None else self.address(**{name: [uid] for name, uid in at.items()})

    @property
    def next(self) -> str | None:
        """The address of the page after."""
        at = self.page.next
        return None if at is None else self.address(**{name: [uid] for name, uid in at.items()})

    def kept(
        self, what: str, values: dict[str, Any], count: Callable[[], T], *, lasting: bool = False
    ) -> T:
        """Count something under some filters, or take what was counted before.

        What is `lasting` may be some minutes old in a large library.
        """
        under = sorted((name, _keys(value)) for name, value in values.items())
        key = f"{self.path} {what} {under} {MOST_COUNTED}"
        return self._counters.kept(key, count, lasting=lasting)

    def kept_page(self, views: Callable[[Sequence[Any]], T]) -> T:
        """Return the rows of this page with what was counted of them, kept like all counts."""
        at = [self.query.get(name) for name in ("sort", "after", "before")]
        return self.kept(f"page {at}", self.values, lambda: views(self.page.rows))

    def _chips(self) -> Iterator[Chip]:
        for name, value in self.values.items():
            label = str(self.filters.filters[name].label)
            if name == "q":
                words = value.text if isinstance(value, Query) else " ".join(value)
                yield Chip(name, f"“{words}”", self.without(name))
            elif name in ("from", "to"):
                yield Chip(name, f"{label} {self.query[name]}", self.without(name))
            else:
                keys = [one if isinstance(one, str) else one.slug for one in value]
                for one, key in zip(value, keys, strict=True):
                    others = [other for other in keys if other != key]
                    text = f"{label}: {self._label(name, one)}"
                    yield Chip(name, text, self.address(**{name: others}))

    def _label(self, name: str, value: Any) -> str:
        """Return what a reader calls one value of a filter."""
        if not isinstance(value, str):
            return str(value)
        if name == "language":
            return language_name(value)
        return str(self.filters.filters[name].field.labels[value])

    def counts(self, facet: Facet) -> list[Counted]:
        """Return the values of a facet with their counts, under all other filters."""
        if not self._in_force(facet):
            # None of its values is chosen, so that those beyond the most will not be shown.
            return self.kept(
                f"{facet.name} most", self.values, lambda: self._most(facet), lasting=True
            )
        others = {name: one for name, one in self.values.items() if name not in facet.lifted}
        rows = self.filters.restrict(self.everything, without=facet.lifted)
        return self.kept(facet.name, others, lambda: list(facet.options(rows)), lasting=True)

    def _in_force(self, facet: Facet) -> bool:
        return any(name in self.values for name in facet.lifted)

    def _most(self, facet: Facet) -> list[Counted]:
        """Return the most frequent values of a facet under all filters; years are all shown."""
        if isinstance(facet.options, Folding):
            found = self._folded[facet.name]
        else:
            found = list(facet.options(self._found))
        return found[:MOST_OPTIONS] if facet.shown else found

    @cached_property
    def _folded(self) -> dict[str, list[Counted]]:
        """The options of all facets that can be folded out of one query."""
        foldings = {
            facet.name: facet.options
            for facet in self._facets
            if isinstance(facet.options, Folding) and not self._in_force(facet)
        }
        options = folded(self._found, list(foldings.values()))
        return dict(zip(foldings, options, strict=True))

    @cached_property
    def _found(self) -> QuerySet[Any]:
        """The rows under all filters, for counting: those of a search by their keys.

        A search reads all texts, which each query of a facet would do again.
        """
        if "q" not in self.values:
            return self.rows
        keys = list(self.rows.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
        return self.rows if len(keys) > MOST_COUNTED else self.everything.filter(pk__in=keys)

    def _facet(self, facet: Facet) -> FacetView:
        found = list(self.counts(facet))
        chosen = self.values.get(facet.name, [])
        keys = [one if isinstance(one, str) else one.slug for one in chosen]
        counted = {value for value, _label, _count in found}
        found += [
            (key, self._label(facet.name, one), 0)
            for key, one in zip(keys, chosen, strict=True)
            if key not in counted
        ]
        # Those chosen stay in sight however rare they are.
        found = sorted(found[:MOST_OPTIONS], key=lambda option: option[0] not in keys) + [
            option for option in found[MOST_OPTIONS:] if option[0] in keys
        ]
        options = [self._option(facet.name, keys, option) for option in found]
        fold = max(SHOWN_OPTIONS, len(keys)) if len(options) > SHOWN_OPTIONS + 2 else len(options)
        return FacetView(
            name=facet.name,
            label=str(self.filters.filters[facet.name].label),
            first=options[:fold],
            rest=options[fold:],
            clear=self.without(facet.name) if keys else "",
            is_cut=len(options) >= MOST_OPTIONS,
        )

    def _option(self, name: str, chosen: Sequence[str], option: Counted) -> Option:
        value, label, count = option
        now = list(chosen)
        switched = [one for one in now if one != value] if value in now else [*now, value]
        return Option(label, count, value in now, self.address(**{name: switched}))


def _keys(value: Any) -> object:
    """Return what tells a cleaned value apart: slugs for rows, in no order."""
    if not isinstance(value, list):
        return str(value)
    return sorted(one if isinstance(one, str) else one.slug for one in value)
