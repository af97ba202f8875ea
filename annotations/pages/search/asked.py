"""What the address of the search page asks for, and addresses that ask for a little else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.filter_fields import Slugs
from annotations.filters import ClaimFilters, PredictionFilters, SourceFilters
from annotations.list_address import ListAddress
from annotations.listing import Chip, Fault
from annotations.models import Actor, Annotation, Mention
from sourcelib.models import Article
from sourcelib.search.index import Kind
from sourcelib.search.query import Query, parse

KINDS = (Kind.SOURCE, Kind.PASSAGE, Kind.CLAIM, Kind.PREDICTION, Kind.ACTOR)
LABELS = {
    Kind.SOURCE: _("Sources"),
    Kind.PASSAGE: _("Passages"),
    Kind.CLAIM: _("Claims"),
    Kind.PREDICTION: _("Predictions"),
    Kind.ACTOR: _("Actors"),
}
NAMES = {f"{kind}s": kind for kind in KINDS}  # as the address has them
FILTERS = ("from", "to", "source", "publication", "author", "actor", "topic")
ON_PAGE = 25
MOST_PAGES = 40  # of the best hits: whoever wants more says what more exactly


class FoundSources(SourceFilters):
    """The filters of sources, and one for a single source."""

    source = Slugs(
        lambda rows: Q(pk__in=[row.pk for row in rows]),
        label=_("Source"),
        queryset=Article.objects.public(),
    )


@dataclass(frozen=True)
class Rows:
    """The rows of a kind that a reader may see, under the filters of the address."""

    sources: QuerySet[Article]
    shown_in_full: QuerySet[Article]
    claims: QuerySet[Annotation]
    predictions: QuerySet[Annotation]
    actors: QuerySet[Actor]

    def of(self, kind: Kind) -> QuerySet[Any]:
        """Return those of one kind; passages are told by their sources."""
        return {
            Kind.SOURCE: self.sources,
            Kind.PASSAGE: self.shown_in_full,
            Kind.CLAIM: self.claims,
            Kind.PREDICTION: self.predictions,
            Kind.ACTOR: self.actors,
        }[kind]


class Asked(ListAddress):
    """What one address of the search page asks for."""

    def __init__(self, path: str, given: QueryDict) -> None:
        super().__init__(path, given)
        self.query_text = given.get("q", "").replace("\x00", " ").strip()
        self.query: Any = given
        self.looked_for: Query = parse(self.query_text)
        self._filters = QueryDict(mutable=True)
        for name in FILTERS:
            if values := [value for value in given.getlist(name) if value.strip()]:
                self._filters.setlist(name, values)

    @property
    def kind(self) -> Kind | None:
        """The kind asked for; None for the first hits of all."""
        return NAMES.get(self.query.get("kind", ""))

    @property
    def page(self) -> int:
        """The number of the page asked for, from 1; the first one for what is no number."""
        asked = self.query.get("page", "")
        return min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 4 else 1

    @cached_property
    def rows(self) -> Rows:
        """The rows that are looked through."""
        sources: QuerySet[Article] = Article.objects.public()
        claims: QuerySet[Annotation] = Annotation.objects.public().claims()
        predictions: QuerySet[Annotation] = Annotation.objects.public().predictions()
        actors: QuerySet[Actor] = Actor.objects.public()
        if self._filters:
            sources = self._by_source.restrict(sources)
            claims = ClaimFilters(self._filters, claims).restrict(claims)
            predictions = PredictionFilters(self._filters, predictions).restrict(predictions)
            actors = self._named_in(sources, actors)
        full = sources.filter(display=Article.Display.FULL)
        return Rows(sources, full, claims, predictions, actors)

    def _named_in(self, sources: QuerySet[Article], actors: QuerySet[Actor]) -> QuerySet[Actor]:
        """Return the actors that one of the sources names, if a filter is in force."""
        if not any(self._by_source.cleaned.values()):
            return actors
        named = Mention.objects.filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__in=sources.order_by().values("pk"),
        )
        return actors.filter(pk__in=named.values("actor"))

    @cached_property
    def _by_source(self) -> FoundSources:
        return FoundSources(self._filters, Article.objects.public())

    @cached_property
    def faults(self) -> list[Fault]:
        """What of the filters could not be understood."""
        if not self._filters:
            return []
        filters = self._by_source
        return [
            Fault(name, str(filters.filters[name].label), str(message), self.without(name))
            for name, messages in filters.errors.items()
            for message in messages
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, each removable."""
        if not self._filters:
            return []
        filters = self._by_source
        chips = []
        for name, value in filters.cleaned.items():
            label = filters.filters[name].label
            if name in ("from", "to") and value:
                chips.append(Chip(name, f"{label} {self.query[name]}", self.without(name)))
            elif name in FILTERS and value:
                chips += [
                    Chip(name, f"{label}: {row}", self._without_row(name, row, value))
                    for row in value
                ]
        return chips

    def _without_row(self, name: str, row: Any, rows: Sequence[Any]) -> str:
        return self.of(**{name: [other.slug for other in rows if other is not row]})

    def of(self, **changes: list[str]) -> str:
        """Return the address of the first page with some names changed."""
        return self.address(**{"page": [], **changes})

    def without(self, *names: str) -> str:
        """Return the address of the first page without some names."""
        return self.of(**{name: [] for name in names})

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the form has to carry along."""
        return [pair for pair in super().carried if pair[0] != "page"]
