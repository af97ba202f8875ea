"""What the address of the search page asks for, and addresses that ask for a little else."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.filter_fields import Slugs
from annotations.filters import ClaimFilters, PredictionFilters, SourceFilters
from annotations.list_address import POSITION, ListAddress
from annotations.list_parts import Chip, Fault
from annotations.models import Actor, Annotation, Mention
from sourcelib.models import Article
from sourcelib.search.index import Kind
from sourcelib.search.query import Query, parse
from sourcelib.search.ranking import Place

KINDS = (Kind.SOURCE, Kind.PASSAGE, Kind.CLAIM, Kind.PREDICTION, Kind.ACTOR)
LABELS = {
    Kind.SOURCE: _("Sources"),
    Kind.PASSAGE: _("Passages"),
    Kind.CLAIM: _("Claims"),
    Kind.PREDICTION: _("Predictions"),
    Kind.ACTOR: _("Actors"),
}
NAMES = {f"{kind}s": kind for kind in KINDS}  # as the address has them
_MODELS: dict[Kind | None, Any] = {
    Kind.SOURCE: Article,
    Kind.PASSAGE: Article,
    Kind.CLAIM: Annotation,
    Kind.PREDICTION: Annotation,
    Kind.ACTOR: Actor,
}
_MOST_DIGITS = 9  # of the number of a paragraph, which is kept in 32 bits
FILTERS = ("from", "to", "source", "publication", "author", "actor", "topic")
ON_PAGE = 25


class FoundSources(SourceFilters):
    """The filters of sources, and one for a single source."""

    source = Slugs(
        lambda rows: Q(pk__in=[row.pk for row in rows]),
        label=_("Source"),
        queryset=Article.objects.public(),
    )


@dataclass(frozen=True)
class Rows:
    """The rows of a kind that a reader may see, under the filters of the address.

    They are in the order of hits that say as much of what is looked for: those of the newest source
    first, and in it in the order of its text; of actors the shortest name first, since what is
    called just so is meant before what has the word among others.
    """

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

    @cached_property
    def after(self) -> Place | None:
        """The hit that the page begins after; None if the address names none that there is."""
        return self._place("after")

    @cached_property
    def before(self) -> Place | None:
        """The hit that the page ends before; None if the address names none that there is."""
        return self._place("before")

    @property
    def asks_for_a_place(self) -> bool:
        """Whether the address names a hit, be there one or not."""
        return any(self.query.get(name) for name in ("after", "before"))

    def _place(self, name: str) -> Place | None:
        uid, _dot, part = self.query.get(name, "").partition(".")
        model = _MODELS.get(self.kind)
        is_number = part.isascii() and part.isdecimal() and len(part) <= _MOST_DIGITS
        if model is None or (part and not is_number):
            return None
        try:
            key = model.objects.filter(uid=uuid.UUID(uid)).values_list("pk", flat=True).first()
        except ValueError:
            return None
        return None if key is None else Place(key, int(part or 0))

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
        sources = sources.order_by("-sort_date", "-pk")
        full = sources.filter(display=Article.Display.FULL)
        in_text = ("-article__sort_date", "-article_id", "pk")
        return Rows(
            sources,
            full,
            claims.order_by(*in_text),
            predictions.order_by(*in_text),
            actors.annotate(length=Length("name")).order_by("length", "pk"),
        )

    def _named_in(self, sources: QuerySet[Article], actors: QuerySet[Actor]) -> QuerySet[Actor]:
        """Return the actors that one of the sources names, if a filter is in force."""
        if not any(self._by_source.cleaned.values()):
            return actors
        named = Mention.objects.filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__in=sources.order_by().values("pk"),
        )
        return actors.filter(pk__in=named.values("actor"))

    @property
    def in_force(self) -> dict[str, list[str]]:
        """The filters that the address asks for, by their names."""
        return {name: self._filters.getlist(name) for name in self._filters}

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
        return self.address(**{name: [other.slug for other in rows if other is not row]})

    @property
    def canonical(self) -> str:
        """The one address of what is asked for here: words, kind, filters, place."""
        query = QueryDict(mutable=True)
        if self.query_text:
            query["q"] = self.query_text
        if self.kind:
            query["kind"] = f"{self.kind}s"
        for name in sorted(self._filters):
            query.setlist(name, sorted(self._filters.getlist(name)))
        for name, place in (("after", self.after), ("before", self.before)):
            if place:
                query[name] = self.query[name]
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def is_indexed(self) -> bool:
        """Whether search engines should list this: the page without words, under no filters.

        Nobody else looks for what this one looked for, and of such addresses there is no end.
        """
        return self.canonical == self.path

    def without_filter(self, name: str) -> "Asked":
        """Return what the address would ask for without one filter."""
        return self._with(**{name: []})

    def with_words(self, words: str) -> "Asked":
        """Return what the address would ask for with other words."""
        return self._with(q=[words])

    def _with(self, **changes: list[str]) -> "Asked":
        given = QueryDict(mutable=True)
        for name, values in (dict(self.query.lists()) | changes).items():
            if name not in POSITION:
                given.setlist(name, values)
        return Asked(self.path, given)
