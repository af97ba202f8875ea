"""New actors, topics, propositions, publications and authors: what was newly catalogued."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.catalogue import actor_rows, proposition_rows, topic_rows, with_sources
from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn, written
from annotations.filters import (
    ActorFilters,
    AuthorFilters,
    ListFilterSet,
    PropositionFilters,
    PublicationFilters,
    TopicFilters,
)
from annotations.listing import Listing
from annotations.models import Actor, Proposition, Topic
from sourcelib.models import Author, Publication


class _CatalogueFeed(LibraryFeed):
    """Rows of a list, the last made first.

    When a row came and was last changed is told by its history; of a row without one, which was
    written past all of our code, nobody can say it, and it is left out.
    """

    model: ClassVar[Any]
    filters: ClassVar[type[ListFilterSet]]
    template: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model.objects.public()
        return rows

    def counted(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Return what an entry says of each of these rows."""
        raise NotImplementedError

    def items(self, listing: Listing) -> list[Entry]:
        # Ids are given as rows are made, and never again: their order is that of the history.
        newest = list(listing.rows.order_by("-pk")[:ENTRIES])
        entries = self.model.history.filter(id__in=[row.pk for row in newest]).order_by()
        dates = entries.values_list("id").annotate(Min("history_date"), Max("history_date"))
        told = {pk: (came, changed) for pk, came, changed in dates}
        return [
            Entry(
                id=urn(row.uid),
                title=str(row),
                address=row.get_absolute_url(),
                html=written(self.template, row=counts),
                published=told[row.pk][0],
                updated=told[row.pk][1],
                categories=_kind(row),
            )
            for row, counts in zip(newest, self.counted(newest), strict=True)
            if row.pk in told
        ]


def _kind(row: Any) -> list[tuple[str, str]]:
    """Return the kind of an actor or a proposition as a category; other rows have none."""
    has_one = isinstance(row, Actor | Proposition)
    return [(row.kind, str(row.get_kind_display()))] if has_one else []


class ActorFeed(_CatalogueFeed):
    """Actors, with their kind and how often they are named."""

    model, filters, template = Actor, ActorFilters, "actor"
    page = "/actors/"
    name = _("New actors")

    def counted(self, rows: Sequence[Actor]) -> Sequence[Any]:
        return actor_rows(rows)


class TopicFeed(_CatalogueFeed):
    """Topics, with their claims, predictions and sources."""

    model, filters, template = Topic, TopicFilters, "topic"
    page = "/topics/"
    name = _("New topics")

    def counted(self, rows: Sequence[Topic]) -> Sequence[Any]:
        return topic_rows(rows)


class PropositionFeed(_CatalogueFeed):
    """Propositions, with how many assert and deny them."""

    model, filters, template = Proposition, PropositionFilters, "proposition"
    page = "/propositions/"
    name = _("New propositions")

    def counted(self, rows: Sequence[Proposition]) -> Sequence[Any]:
        return proposition_rows(rows)


class _OriginFeed(_CatalogueFeed):
    """Who or what sources come from, with their number and years."""

    template = "origin"

    def counted(self, rows: Sequence[Any]) -> Sequence[Any]:
        found = with_sources(self.model.objects.all()).in_bulk([row.pk for row in rows])
        return [found[row.pk] for row in rows]


class PublicationFeed(_OriginFeed):
    """Publications."""

    model, filters = Publication, PublicationFilters
    page = "/publications/"
    name = _("New publications")


class AuthorFeed(_OriginFeed):
    """Authors."""

    model, filters = Author, AuthorFilters
    page = "/authors/"
    name = _("New authors")
