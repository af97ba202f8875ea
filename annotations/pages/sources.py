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
from annotations.filters import SourceFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.source_rows import source_rows, with_heads, with_texts
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
COLUMNS = (
    Column("uid", lambda article: str(article.uid)),
    Column("address", lambda article: absolute(article.get_absolute_url())),
    Column("title", lambda article: article.title),
    Column("title_supplied", lambda article: article.title_supplied),
    Column("authors", lambda article: [one.author.name for one in article.authorships.all()]),
    Column("publication", lambda article: article.publication and article.publication.name),
    Column("date", lambda article: article.date),
    Column("date_precision", lambda article: article.date_precision),
    Column("date_earliest", lambda article: article.date_earliest),
    Column("date_latest", lambda article: article.date_latest),
    Column("language", lambda article: article.language),
    Column("genre", lambda article: article.genre),
    Column("original_url", lambda article: article.original_url),
    Column("published_at", lambda article: article.published_at),
    Column("text_sha256", lambda article: article.current_revision.sha256),
)


def source_list(request: HttpRequest) -> HttpResponseBase:
    """All published sources, under the filters of the address; as a page, CSV or JSON."""
    listing = Listing(request, SourceFilters, Article.objects.public(), FACETS, load=with_texts)
    if data := as_data(request, listing, COLUMNS, with_heads, lambda rows: rows):
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
