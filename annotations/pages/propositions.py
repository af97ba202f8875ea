"""The list of propositions, and the page of one: who asserts it, who denies it, when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.addresses import find, follows_moves
from annotations.facets import Counted, Facet
from annotations.filters import PropositionFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Annotation, Proposition, PropositionMember, Topic
from annotations.statements import StatementView, statements, with_statements


@dataclass(frozen=True)
class Member:
    """A claim or prediction that speaks to a proposition, and how far it reaches."""

    view: StatementView
    note: str


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


@follows_moves
def proposition(request: HttpRequest, slug: str) -> HttpResponse:
    """One proposition: who asserts it, who denies it, who speaks to it, by date of the source."""
    row = find(Proposition.objects.public(), slug)
    memberships = {
        member.annotation_id: member for member in PropositionMember.objects.filter(proposition=row)
    }
    public = Annotation.objects.public().filter(pk__in=memberships)
    ordered = public.order_by("article__sort_date", "article", "pk")
    sides: dict[str, list[Member]] = defaultdict(list)
    for view in statements(with_statements(ordered)):
        member = memberships[view.annotation.pk]
        sides[member.position].append(Member(view, member.note))
    return render(
        request,
        "annotations/proposition.html",
        {
            "section": "propositions",
            "row": row,
            "topics": row.topics.public(),
            "sides": dict(sides),
            "sources": len({m.view.article for side in sides.values() for m in side}),
        },
    )
