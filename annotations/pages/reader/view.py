"""The addresses of one source: the reader, and what answers where there is nothing to read."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from annotations.pages.reader.fingerprint import fingerprint
from annotations.pages.reader.modes import UnknownModeError
from annotations.pages.reader.page import ReaderPage
from sourcelib.models import Article, FormerSlug

# A browser asks again each time, and mostly hears 304; a proxy between may answer for a minute.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, must-revalidate"


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source with its annotations, in the mode that the address names.

    404 for a draft, an unknown slug, and a parameter that names nothing of the source; 410 for a
    source that was withdrawn; a permanent redirect for a former slug.
    """
    article = (
        Article.objects.select_related("publication", "current_revision").filter(slug=slug).first()
    )
    if article is None:
        return _redirect_from_former(request, slug)
    if article.state == Article.State.WITHDRAWN:
        return gone(request, article)
    if article.state != Article.State.PUBLISHED:
        raise Http404
    return read(request, article)


def read(request: HttpRequest, article: Article, chosen: str = "", **more: object) -> HttpResponse:
    """Answer with the reader of a published `article`, or 304 where the asker has it already."""
    asked = repr((chosen, sorted(request.GET.items())))
    etag = fingerprint(article, asked)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        try:
            context = ReaderPage(article, request.GET, chosen).context()
        except UnknownModeError as problem:
            context = {"article": article, "problem": str(problem), "section": "sources"}
            return render(request, "annotations/reader_unknown.html", context, status=404)
        context |= {"section": "sources", "chosen": chosen, **more}
        response = render(request, "annotations/reader.html", context)
        response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    return response


def gone(request: HttpRequest, article: Article) -> HttpResponse:
    """Answer 410 for a withdrawn source: when and why."""
    context = {
        "what": "source",
        "title": article.title,
        "withdrawn_at": article.withdrawn_at,
        "reason": article.withdrawal_reason,
        "section": "sources",
    }
    return render(request, "410.html", context, status=410)


def _redirect_from_former(request: HttpRequest, slug: str) -> HttpResponse:
    former = FormerSlug.objects.filter(model="sourcelib.article", slug=slug).first()
    article = former and Article.objects.filter(uid=former.uid).first()
    if not article or article.state == Article.State.DRAFT:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    address = article.get_absolute_url() + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address)
