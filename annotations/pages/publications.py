"""The list of publications, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.addresses import find, follows_moves
from annotations.facets import Facet
from annotations.list_data import as_data
from annotations.listing import Listing
from annotations.lists.registry import PUBLICATIONS
from annotations.models import Actor, Annotation
from annotations.source_rows import source_rows, with_texts
from annotations.verdict_tally import tally
from sourcelib.models import Article, Publication

SHOWN = 10
FACETS = (
    Facet("genre", facets.genres_of_publications),
    Facet("language", facets.languages_of_publications),
)


def publication_list(request: HttpRequest) -> HttpResponseBase:
    """All publications of published sources; as a page, CSV or JSON."""
    listing = Listing(
        request, PUBLICATIONS.filters, PUBLICATIONS.rows(), FACETS, load=PUBLICATIONS.load
    )
    if data := as_data(request, listing, PUBLICATIONS):
        return data
    return render(
        request,
        "annotations/publication_list.html",
        {"section": "publications", "listing": listing, "rows": listing.page.rows},
    )


@follows_moves
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """One publication: its sources, its authors, what was predicted in it."""
    row = find(Publication.objects.public(), slug)
    articles = Article.objects.public().filter(publication=row)
    predictions = Annotation.objects.public().predictions().filter(article__publication=row)
    return render(
        request,
        "annotations/publication.html",
        {
            "section": "publications",
            "row": row,
            "actor": Actor.objects.public().filter(publication=row).first(),
            "sources": source_rows(with_texts(articles.newest_first())[:SHOWN]),
            "source_count": articles.count(),
            "authors": facets.authors_of_sources(articles)[:20],
            "tally": tally(predictions),
        },
    )
