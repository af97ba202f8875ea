"""The list of sources."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations import facets
from annotations.charts.years import years
from annotations.facets import Facet
from annotations.list_data import as_data
from annotations.listing import Listing
from annotations.lists.sources import SOURCES
from annotations.source_rows import source_rows, with_texts
from sourcelib.models import Article, Publication
from sourcelib.search.highlights import NOTHING

# The bars leave the days out by which the list is cut: they are how a reader chooses them.
YEARS = Facet("years", facets.by_year("date"), shown=False, lifts=("from", "to"))
FACETS = (
    Facet("genre", facets.by_value("genre", dict(Article.Genre.choices))),
    Facet("kind", facets.contents_of_sources),
    Facet("publication", facets.by_row("publication", Publication)),
    Facet("author", facets.authors_of_sources),
    Facet("actor", facets.actors_of_sources),
    Facet("topic", facets.topics_of_sources),
    Facet("language", facets.by_language("language")),
    YEARS,
)


def source_list(request: HttpRequest) -> HttpResponseBase:
    """All published sources, under the filters of the address; as a page, CSV or JSON."""
    listing = Listing(request, SOURCES.filters, SOURCES.rows(), FACETS, load=with_texts)
    if data := as_data(request, listing, SOURCES):
        return data
    rows: Any = listing.page.rows
    return render(
        request,
        "annotations/source_list.html",
        {
            "section": "sources",
            "listing": listing,
            "rows": source_rows(rows, listing.values.get("q", NOTHING)),
            "years": _years(listing),
        },
    )


def _years(listing: Listing) -> dict[str, Any] | None:
    """Return the bars of sources per year under all filters but the dates; None below two years."""
    counts = {int(year): count for year, _label, count in listing.counts(YEARS)}
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    since, until = listing.values.get("from"), listing.values.get("to")
    chosen = range(since.year if since else first, (until.year if until else last) + 1)
    label = _("Sources per year, %(first)s to %(last)s") % {"first": first, "last": last}
    drawing: SafeString = years(counts, chosen, label)
    return {"first": first, "last": last, "drawing": drawing}
