"""The list of actors: how often each is named, and in how many sources."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.catalogue import actor_rows
from annotations.facets import Facet
from annotations.filters import ActorFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Actor

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
