"""The list of authors, and the page of one: what they predicted, and how it turned out."""

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations.addresses import find, follows_moves
from annotations.filters import AuthorFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Actor, Annotation
from annotations.source_rows import source_rows, with_texts
from annotations.statements import statements, with_statements
from annotations.verdict_tally import tally
from sourcelib.models import Article, Author

SHOWN_SOURCES = 10
SHOWN_PREDICTIONS = 25
SHOWN_CLAIMS = 8

COLUMNS = (
    Column("uid", lambda row: str(row.uid)),
    Column("address", lambda row: absolute(row.get_absolute_url())),
    Column("name", lambda row: row.name),
    Column("sources", lambda row: row.sources),
    Column("first", lambda row: row.first),
    Column("last", lambda row: row.last),
)


def with_counts(rows: QuerySet[Author]) -> QuerySet[Author]:
    """Return authors with how many public sources they signed, and from when to when."""
    public = Q(articles__state=Article.State.PUBLISHED)
    return rows.annotate(
        sources=Count("articles", filter=public),
        first=Min("articles__date_earliest", filter=public),
        last=Max("articles__date_latest", filter=public),
    )


def author_list(request: HttpRequest) -> HttpResponseBase:
    """All authors of published sources; as a page, CSV or JSON."""
    listing = Listing(request, AuthorFilters, Author.objects.public(), load=with_counts)
    if data := as_data(request, listing, COLUMNS, with_counts, lambda rows: rows):
        return data
    return render(
        request,
        "annotations/author_list.html",
        {"section": "authors", "listing": listing, "rows": listing.page.rows},
    )


@follows_moves
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """One author: their predictions with verdicts, their claims, their sources."""
    row = find(Author.objects.public(), slug)
    articles = Article.objects.public().filter(authors=row)
    own = Annotation.objects.public().filter(article__authors=row)
    predictions = own.predictions().filter(prediction__attribution="author")
    claims = own.claims().filter(claim__attribution="author")
    reported = own.predictions().exclude(prediction__attribution="author")
    return render(
        request,
        "annotations/author.html",
        {
            "section": "authors",
            "row": row,
            "actor": Actor.objects.public().filter(author=row).first(),
            "sources": source_rows(with_texts(articles.newest_first())[:SHOWN_SOURCES]),
            "source_count": articles.count(),
            "predictions": statements(with_statements(_newest(predictions))[:SHOWN_PREDICTIONS]),
            "prediction_count": predictions.count(),
            "tally": tally(predictions),
            "reported_count": reported.count(),
            "claims": statements(with_statements(_newest(claims))[:SHOWN_CLAIMS]),
            "claim_count": claims.count(),
        },
    )


def _newest(rows: QuerySet[Annotation]) -> QuerySet[Annotation]:
    return rows.order_by("-article__sort_date", "-article", "pk")
