"""The list of topics: what claims and predictions are about, and how many sources touch it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations.filters import TopicFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Annotation, Topic

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
