"""The list of propositions: which sources assert each, which deny it, and since when."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets, positions
from annotations.facets import Counted, Facet
from annotations.holding import held
from annotations.list_data import as_data
from annotations.listing import Listing
from annotations.lists.registry import PROPOSITIONS
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
    Facet("state", facets.computed("held", positions.held_column, positions.HELD)),
    Facet("kind", facets.by_value("kind", dict(Proposition.Kind.choices))),
    Facet("topic", _topics),
)


def proposition_list(request: HttpRequest) -> HttpResponseBase:
    """All propositions that something published speaks to; as a page, CSV or JSON."""
    listing = Listing(request, PROPOSITIONS.filters, PROPOSITIONS.rows(), FACETS)
    if data := as_data(request, listing, PROPOSITIONS):
        return data
    return render(
        request,
        "annotations/proposition_list.html",
        {
            "section": "propositions",
            "listing": listing,
            "rows": held(listing.page.rows),
        },
    )
