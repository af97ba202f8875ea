"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_safe

from annotations.pages.search.asked import Asked
from annotations.pages.search.data import as_data
from annotations.pages.search.elsewhere import elsewhere
from annotations.pages.search.results import Results
from annotations.pages.search.wording import description, heading
from sourcelib.search.query import MOST_CHARACTERS, MOST_TERMS, Query


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the words of the address find; without any, how to search. As a page, CSV or JSON."""
    asked = Asked(request.path, request.GET)
    if data := as_data(asked):
        return data
    query = asked.looked_for
    results = None if query.finds_nothing else Results(asked)
    return render(
        request,
        "annotations/search.html",
        {
            "section": "search",
            "asked": asked,
            "results": results,
            "heading": heading(asked, results),
            "description": description(asked, results),
            "elsewhere": elsewhere(asked) if results else None,
            "only_unwanted": query.finds_nothing and query.unwanted,
            "no_words": bool(asked.query_text) and query == Query(),
            "most_characters": number_format(MOST_CHARACTERS, force_grouping=True),
            "most_terms": MOST_TERMS,
        },
    )
