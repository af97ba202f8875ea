"""The list of actors: how often each is named, and in how many sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.facets import Facet
from annotations.filters import ActorFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Actor, Mention


@dataclass(frozen=True)
class ActorRow:
    """One actor in the list: how often, and in how many sources, it is named."""

    actor: Actor
    mentions: int
    sources: int


def actor_rows(actors: Sequence[Actor]) -> list[ActorRow]:
    """Return actors with their counts; one query."""
    counted = (
        Mention.objects.filter(
            actor__in=[actor.pk for actor in actors],
            annotation__state="published",
            annotation__article__state="published",
        )
        .order_by()
        .values_list("actor")
        .annotate(mentions=Count("pk"), sources=Count("annotation__article", distinct=True))
    )
    counts = {actor: (mentions, sources) for actor, mentions, sources in counted}
    return [ActorRow(actor, *counts.get(actor.pk, (0, 0))) for actor in actors]


FACETS = (Facet("kind", facets.by_value("kind", dict(Actor.Kind.choices))),)
COLUMNS = (
    Column("uid", lambda row: str(row.actor.uid)),
    Column("address", lambda row: absolute(row.actor.get_absolute_url())),
    Column("name", lambda row: row.actor.name),
    Column("kind", lambda row: row.actor.kind),
    Column("mentions", lambda row: row.mentions),
    Column("sources", lambda row: row.sources),
    Column(
        "identifiers",
        lambda row: [f"{one.scheme}:{one.value}" for one in row.actor.identifiers.all()],
    ),
)


def actor_list(request: HttpRequest) -> HttpResponseBase:
    """All actors that something published refers to; as a page, CSV or JSON."""
    listing = Listing(request, ActorFilters, Actor.objects.public(), FACETS)

    def load(rows: QuerySet[Actor]) -> QuerySet[Actor]:
        return rows.prefetch_related("identifiers")

    if data := as_data(request, listing, COLUMNS, load, actor_rows):
        return data
    return render(
        request,
        "annotations/actor_list.html",
        {"section": "actors", "listing": listing, "rows": listing.kept_page(actor_rows)},
    )
