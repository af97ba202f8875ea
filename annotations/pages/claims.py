"""The list of claims, and the page of one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.facets import Facet
from annotations.filters import ClaimFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Annotation, Claim
from annotations.pages.statement import STATEMENT_COLUMNS, find_statement, story
from annotations.statements import statements, with_statements
from sourcelib.models import Article

FACETS = (
    Facet("kind", facets.by_value("claim__kind", dict(Claim.Kind.choices))),
    Facet("topic", facets.topics_of_statements),
    Facet("actor", facets.actors_about),
    Facet("author", facets.authors_of_statements()),
    Facet("source", facets.by_row("article", Article, "title")),
)
COLUMNS = (
    *STATEMENT_COLUMNS,
    Column("kind", lambda view: view.detail.kind),
    Column("certainty", lambda view: view.detail.certainty),
    Column("check", lambda view: view.fate and view.fate.verdict.state),
    Column("annotation", lambda view: absolute(view.annotation.get_absolute_url())),
)


def claim_list(request: HttpRequest) -> HttpResponseBase:
    """All published claims, under the filters of the address; as a page, CSV or JSON."""
    listing = Listing(
        request,
        ClaimFilters,
        Annotation.objects.public().claims(),
        FACETS,
        load=with_statements,
    )
    if data := as_data(request, listing, COLUMNS, with_statements, statements):
        return data
    return render(
        request,
        "annotations/claim_list.html",
        {"section": "claims", "listing": listing, "rows": statements(listing.page.rows)},
    )


def claim(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One claim: its words, who says it, what bears on it, and how it was checked."""
    found = find_statement(Annotation.Kind.CLAIM, uid)
    if isinstance(found, HttpResponse):
        return found
    return render(
        request,
        "annotations/claim.html",
        {
            "section": "claims",
            "checkable": found.detail.kind in Claim.CHECKABLE,
            **story(found),
        },
    )
