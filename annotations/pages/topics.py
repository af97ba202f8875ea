"""The list of topics: what claims and predictions are about, and how many sources touch it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations.catalogue import topic_rows
from annotations.list_data import as_data
from annotations.listing import Listing
from annotations.lists.registry import TOPICS


def topic_list(request: HttpRequest) -> HttpResponseBase:
    """All topics of something published; as a page, CSV or JSON."""
    listing = Listing(request, TOPICS.filters, TOPICS.rows())
    if data := as_data(request, listing, TOPICS):
        return data
    return render(
        request,
        "annotations/topic_list.html",
        {"section": "topics", "listing": listing, "rows": listing.kept_page(topic_rows)},
    )
