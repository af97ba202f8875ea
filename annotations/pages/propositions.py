"""The list of propositions: how many assert each, how many deny it, in how many sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.facets import Counted, Facet
from annotations.filters import PropositionFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Proposition, PropositionMember, Topic


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


@dataclass(frozen=True)
class PropositionRow:
    """One proposition in the list: how many assert and deny it, in how many sources."""

    proposition: Proposition
    supports: int
    opposes: int
    neutral: int
    sources: int


def proposition_rows(propositions: Sequence[Proposition]) -> list[PropositionRow]:
    """Return propositions with their counts; one query."""
    counted = (
        PropositionMember.objects.filter(
            proposition__in=[row.pk for row in propositions],
            annotation__state="published",
            annotation__article__state="published",
        )
        .order_by()
        .values_list("proposition")
        .annotate(
            supports=Count("pk", filter=Q(position=PropositionMember.Position.SUPPORTS)),
            opposes=Count("pk", filter=Q(position=PropositionMember.Position.OPPOSES)),
            neutral=Count("pk", filter=Q(position=PropositionMember.Position.NEUTRAL)),
            sources=Count("annotation__article", distinct=True),
        )
    )
    counts = {proposition: numbers for proposition, *numbers in counted}
    return [PropositionRow(row, *counts.get(row.pk, (0, 0, 0, 0))) for row in propositions]


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
