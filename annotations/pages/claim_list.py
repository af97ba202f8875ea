"""The list of claims."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.facets import Facet
from annotations.list_data import as_data
from annotations.lists.statements import CLAIMS
from annotations.models import Claim
from annotations.pages.claim_groups import ClaimListing
from annotations.statements import statements, with_statements
from sourcelib.models import Article

FACETS = (
    Facet("kind", facets.by_value("claim__kind", dict(Claim.Kind.choices))),
    Facet("topic", facets.topics_of_statements),
    Facet("actor", facets.actors_about),
    Facet("author", facets.authors_of_statements()),
    Facet("source", facets.by_row("article", Article, "title")),
)


def claim_list(request: HttpRequest) -> HttpResponseBase:
    """All published claims, under the filters of the address; as a page, CSV or JSON.

    The page shows them as passages, or by the propositions that they speak to (`?group=`).
    """
    listing = ClaimListing(request, CLAIMS.filters, CLAIMS.rows(), FACETS, load=with_statements)
    if data := as_data(request, listing, CLAIMS):
        return data
    context: dict[str, Any] = {"section": "claims", "listing": listing}
    if listing.is_grouped:
        context |= {"propositions": listing.groups, "rows": listing.groups or listing.ungrouped}
    else:
        context["rows"] = statements(listing.page.rows)
    return render(request, "annotations/claim_list.html", context)
