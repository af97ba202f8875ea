"""The list of topics, and the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations.addresses import find, follows_moves
from annotations.facets import actors_about
from annotations.filters import TopicFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Annotation, Proposition, Topic
from annotations.statements import statements, with_statements
from sourcelib.models import Article

SHOWN = 10

COLUMNS = (
    Column("uid", lambda row: str(row.topic.uid)),
    Column("address", lambda row: absolute(row.topic.get_absolute_url())),
    Column("name", lambda row: row.topic.name),
    Column("description", lambda row: row.topic.description),
    Column("claims", lambda row: row.claims),
    Column("predictions", lambda row: row.predictions),
    Column("sources", lambda row: row.sources),
)


@dataclass(frozen=True)
class TopicRow:
    """One topic in the list: how many public claims, predictions and sources it has."""

    topic: Topic
    claims: int
    predictions: int
    sources: int


def topic_rows(topics: Sequence[Topic]) -> list[TopicRow]:
    """Return topics with their counts; one query."""
    counted = (
        Annotation.topics.through.objects.filter(
            topic__in=[topic.pk for topic in topics],
            annotation__state="published",
            annotation__article__state="published",
        )
        .order_by()
        .values_list("topic")
        .annotate(
            claims=Count("pk", filter=Q(annotation__kind="claim")),
            predictions=Count("pk", filter=Q(annotation__kind="prediction")),
            sources=Count("annotation__article", distinct=True),
        )
    )
    counts = {topic: numbers for topic, *numbers in counted}
    return [TopicRow(topic, *counts.get(topic.pk, (0, 0, 0))) for topic in topics]


def topic_list(request: HttpRequest) -> HttpResponseBase:
    """All topics of something published; as a page, CSV or JSON."""
    listing = Listing(request, TopicFilters, Topic.objects.public())
    if data := as_data(request, listing, COLUMNS, lambda rows: rows, topic_rows):
        return data
    return render(
        request,
        "annotations/topic_list.html",
        {"section": "topics", "listing": listing, "rows": listing.kept_page(topic_rows)},
    )


@follows_moves
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic: its predictions, claims and propositions, the actors and sources."""
    row = find(Topic.objects.public(), slug)
    rows = Annotation.objects.public().filter(topics=row)
    newest = rows.order_by("-article__sort_date", "-article", "pk")
    articles = Article.objects.public().filter(
        pk__in=Annotation.objects.filter(state="published", topics=row).values("article")
    )
    return render(
        request,
        "annotations/topic.html",
        {
            "section": "topics",
            "row": row,
            "claims": statements(with_statements(newest.claims())[:SHOWN]),
            "claim_count": rows.claims().count(),
            "predictions": statements(with_statements(newest.predictions())[:SHOWN]),
            "prediction_count": rows.predictions().count(),
            "propositions": Proposition.objects.public().filter(topics=row)[:SHOWN],
            "actors": actors_about(rows)[:12],
            "sources": articles.newest_first().with_heads()[:SHOWN],
            "source_count": articles.count(),
        },
    )
