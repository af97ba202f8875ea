"""The log as a list: its filters, what they find, and how much there is of each kind and source."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.corrections.correction import Correction, Kind
from annotations.corrections.log import Counted, corrections, counted
from annotations.filter_fields import Slugs, Values
from annotations.filters import ListFilterSet
from annotations.list_parts import Advice, FacetView, Option
from annotations.listing import MOST_OPTIONS, SHOWN_OPTIONS, Listing
from annotations.models import Annotation
from sourcelib.models import Article

PAGE = "page"


def _elsewhere(_value: Any) -> Q:
    """Return no condition: the log has no one table, and reads the values itself."""
    return Q()


class CorrectionFilters(ListFilterSet):
    """Of the log of corrections."""

    kind = Values(_elsewhere, label=_("Kind"), choices=Kind.choices)
    source = Slugs(
        _elsewhere,
        label=_("Source"),
        # what was withdrawn, too: that is a correction
        queryset=Article.objects.exclude(state=Article.State.DRAFT),
    )


class CorrectionListing(Listing):
    """The corrections that an address asks for."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, CorrectionFilters, Annotation.objects.none())

    def address(self, /, **changes: list[str]) -> str:
        """Return the address of the first page, unless a page is among the changes."""
        return super().address(**{PAGE: [], **changes})

    def found(self, first: int, most: int) -> list[Correction]:
        """Return at most so many corrections after the `first` newest ones."""
        return corrections(first, most, kinds=self._kinds, articles=self._articles)

    @property
    def canonical(self) -> str:
        """The one address of what is shown here: its filters in order, and its page."""
        page = self.query.get(PAGE, "1")
        return super().canonical if page == "1" else self.address(**{PAGE: [page]})

    @property
    def is_indexed(self) -> bool:
        """Whether search engines should list this: the first page, under one filter at most."""
        return super().is_indexed and PAGE not in self.query

    @property
    def is_past_end(self) -> bool:
        """Whether the address asks for a page that there is not; such a one is not answered."""
        return False

    @cached_property
    def count(self) -> int:
        """How many corrections there are under the filters."""
        return _sum(self._counted, self._kinds, self._articles)

    @cached_property
    def total(self) -> int:
        """How many corrections there are."""
        return _sum(self._counted)

    @cached_property
    def facets(self) -> list[FacetView]:
        """The kinds and the most corrected sources, each counted under the other filter."""
        kinds: Counter[str] = Counter()
        articles: Counter[int] = Counter()
        for one in self._counted:
            if not self._articles or one.articles & self._articles:
                kinds[one.kind] += one.count
            if not self._kinds or one.kind in self._kinds:
                articles.update(dict.fromkeys(one.articles, one.count))
        views = (self._of_kinds(kinds), self._of_sources(articles))
        return [view for view in views if view.first]

    @cached_property
    def advice(self) -> list[Advice]:
        """For an empty list: what dropping each filter would give, the most first."""
        given = [
            Advice(
                label=", ".join(chip.label for chip in self.chips if chip.name == name),
                count=_sum(
                    self._counted,
                    () if name == "kind" else self._kinds,
                    () if name == "source" else self._articles,
                ),
                address=self.without(name),
            )
            for name in self.values
        ]
        return sorted((one for one in given if one.count), key=lambda one: -one.count)

    @cached_property
    def _counted(self) -> list[Counted]:
        return self.kept("corrections", {}, counted)

    @property
    def _kinds(self) -> list[str]:
        return list(self.values.get("kind", []))

    @cached_property
    def _articles(self) -> frozenset[int]:
        return frozenset(row.pk for row in self.values.get("source", []))

    def _of_kinds(self, counts: Counter[str]) -> FacetView:
        shown = [kind for kind in Kind if counts[kind] or kind in self._kinds]
        options = [(kind.value, str(kind.label), counts[kind]) for kind in shown]
        return self._view("kind", self._kinds, options)

    def _of_sources(self, counts: Counter[int]) -> FacetView:
        chosen = self.values.get("source", [])
        most = [key for key, _count in counts.most_common(MOST_OPTIONS)]
        rows = Article.objects.in_bulk({*most, *self._articles})
        keys = dict.fromkeys([*(row.pk for row in chosen), *most])  # those chosen stay in sight
        options = [(rows[key].slug, str(rows[key]), counts[key]) for key in keys]
        return self._view("source", [row.slug for row in chosen], options)

    def _view(
        self, name: str, chosen: Sequence[str], found: Sequence[tuple[str, str, int]]
    ) -> FacetView:
        options = []
        for value, label, count in found:
            now = [one for one in chosen if one != value]
            switched = now if value in chosen else [*now, value]
            options.append(Option(label, count, value in chosen, self.address(**{name: switched})))
        fold = max(SHOWN_OPTIONS, len(chosen))
        return FacetView(
            name=name,
            label=str(self.filters.filters[name].label),
            first=options[:fold],
            rest=options[fold:],
            clear=self.without(name) if chosen else "",
            is_cut=False,
        )


def _sum(
    rows: Sequence[Counted], kinds: Collection[str] = (), articles: Collection[int] = ()
) -> int:
    return sum(
        one.count
        for one in rows
        if (not kinds or one.kind in kinds)
        and (not articles or not one.articles.isdisjoint(articles))
    )
