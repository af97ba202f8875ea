"""The list of propositions: how many assert each, how many deny it, in how many sources."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.catalogue import proposition_rows
from annotations.facets import Counted, Facet
from annotations.filters import PropositionFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Proposition, Topic


def _topics(rows: QuerySet[Proposition]) -> list[Counted]:
    """Return the topics of the propositions in `rows`."""
    counted = (
        Proposition.topics.through.objects.filter(
            proposition__in=rows.values("pk"), topic__in=Topic.objects.public()
        )
        .order_by()
        .values_list("topic__slug", "topic__name")
        .annotate(count=Count("pk"))
    )
    return sorted(counted, key=lambda option: (-option[2], option[1]))


FACETS = (
    Facet("kind", facets.by_value("kind", dict(Proposition.Kind.choices))),
    Facet("topic", _topics),
)
COLUMNS = (
    Column("uid", lambda row: str(row.proposition.uid)),
    Column("address", lambda row: absolute(row.proposition.get_absolute_url())),
    Column("text", lambda row: row.proposition.text),
    Column("kind", lambda row: row.proposition.kind),
    Column("supports", lambda row: row.supports),
    Column("opposes", lambda row: row.opposes),
    Column("neutral", lambda row: row.neutral),
    Column("sources", lambda row: row.sources),
)


def proposition_list(request: HttpRequest) -> HttpResponseBase:
    """All propositions that something published speaks to; as a page, CSV or JSON."""
    listing = Listing(request, PropositionFilters, Proposition.objects.public(), FACETS)
    if data := as_data(request, listing, COLUMNS, lambda rows: rows, proposition_rows):
        return data
    return render(
        request,
        "annotations/proposition_list.html",
        {
            "section": "propositions",
            "listing": listing,
            "rows": proposition_rows(listing.page.rows),
        },
    )
