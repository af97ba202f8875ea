"""The list of authors, and the page of one: what they predicted, and how it turned out."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from annotations import facets
from annotations.addresses import find, follows_moves
from annotations.conditions import said_by
from annotations.facets import Facet
from annotations.list_data import as_data
from annotations.listing import Listing
from annotations.lists.registry import AUTHORS
from annotations.models import Actor, Annotation
from annotations.scoring.likelihood import Standard
from annotations.source_rows import source_rows, with_texts
from annotations.standards import choices, reads_standard
from annotations.statements import statements, with_statements
from annotations.track_records import track_record_of
from sourcelib.models import Article, Author

SHOWN_SOURCES = 10
SHOWN_PREDICTIONS = 25
SHOWN_CLAIMS = 8
FACETS = (Facet("publication", facets.publications_of_authors),)


def author_list(request: HttpRequest) -> HttpResponseBase:
    """All authors of published sources; as a page, CSV or JSON."""
    listing = Listing(request, AUTHORS.filters, AUTHORS.rows(), FACETS, load=AUTHORS.load)
    if data := as_data(request, listing, AUTHORS):
        return data
    return render(
        request,
        "annotations/author_list.html",
        {"section": "authors", "listing": listing, "rows": listing.page.rows},
    )


@reads_standard
@follows_moves
def author(request: HttpRequest, slug: str, standard: Standard) -> HttpResponse:
    """One author: their predictions and track record, their claims, their sources.

    Of an author who is an actor, what others report of them is theirs too, here as on the page of
    the actor: one person has one record.
    """
    row = find(Author.objects.public(), slug)
    actor = Actor.objects.public().filter(author=row).first()
    public = Annotation.objects.public()
    articles = Article.objects.public().filter(authors=row)
    signed = public.filter(article__authors=row)
    own = signed.predictions().filter(prediction__attribution="author")
    predictions = public.predictions().filter(said_by([actor])) if actor else own
    claims = signed.claims().filter(claim__attribution="author")
    others = signed.predictions().exclude(pk__in=predictions.values("pk")).count()
    return render(
        request,
        "annotations/author.html",
        {
            "section": "authors",
            "row": row,
            "actor": actor,
            "sources": source_rows(with_texts(articles.newest_first())[:SHOWN_SOURCES]),
            "source_count": articles.count(),
            "predictions": statements(
                with_statements(_newest(predictions))[:SHOWN_PREDICTIONS], standard
            ),
            "prediction_count": predictions.count(),
            "record": track_record_of(predictions, standard),
            "standards": choices(request, standard),
            "board": _board(row, actor, others),
            "reported_count": others,
            "claims": statements(with_statements(_newest(claims))[:SHOWN_CLAIMS], standard),
            "claim_count": claims.count(),
        },
    )


def _board(row: Author, actor: Actor | None, others: int) -> str:
    """Return where the board lists exactly these predictions; empty where no filter does."""
    board = reverse("predictions")
    if actor:
        return f"{board}?speaker={actor.slug}"
    return "" if others else f"{board}?author={row.slug}"


def _newest(rows: QuerySet[Annotation]) -> QuerySet[Annotation]:
    return rows.order_by("-article__sort_date", "-article", "pk")
