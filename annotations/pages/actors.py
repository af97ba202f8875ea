"""The list of actors: how often each is named, and in how many sources."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.catalogue import actor_rows
from annotations.facets import Facet
from annotations.list_data import as_data
from annotations.listing import Listing
from annotations.lists.registry import ACTORS
from annotations.models import Actor

FACETS = (Facet("kind", facets.by_value("kind", dict(Actor.Kind.choices))),)


def actor_list(request: HttpRequest) -> HttpResponseBase:
    """All actors that something published refers to; as a page, CSV or JSON."""
    listing = Listing(request, ACTORS.filters, ACTORS.rows(), FACETS)
    if data := as_data(request, listing, ACTORS):
        return data
    return render(
        request,
        "annotations/actor_list.html",
        {"section": "actors", "listing": listing, "rows": listing.kept_page(actor_rows)},
    )
