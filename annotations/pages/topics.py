"""The list of topics: what claims and predictions are about, and how many sources touch it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations.catalogue import topic_rows
from annotations.filters import TopicFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Topic

COLUMNS = (
    Column("uid", lambda row: str(row.topic.uid)),
    Column("address", lambda row: absolute(row.topic.get_absolute_url())),
    Column("name", lambda row: row.topic.name),
    Column("description", lambda row: row.topic.description),
    Column("claims", lambda row: row.claims),
    Column("predictions", lambda row: row.predictions),
    Column("sources", lambda row: row.sources),
)


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
