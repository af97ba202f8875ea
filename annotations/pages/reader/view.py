"""The addresses of one source: the reader, and what answers where there is nothing to read."""

import zlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from annotations.filter_fields import moved
from annotations.models import Actor, Topic
from annotations.pages.reader.fingerprint import fingerprint
from annotations.pages.reader.modes import UnknownModeError
from annotations.pages.reader.page import ReaderPage
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard
from sourcelib.models import Article, FormerSlug, Revision

# A browser asks again each time, and mostly hears 304; a proxy between may answer for a minute.
CACHED_FOR = 3600  # seconds for which a drawn page is kept here
CACHE_CONTROL = "public, max-age=0, s-maxage=60, must-revalidate"


@require_safe
@reads_standard
def source(request: HttpRequest, slug: str, standard: Standard) -> HttpResponse:
    """One source with its annotations, in the mode that the address names.

    404 for a draft, an unknown slug, and a parameter that names nothing of the source; 400 for a
    standard that there is not; 410 for a source that was withdrawn; a permanent redirect for a
    former slug.
    """
    found = find_published(request, slug)
    return found if isinstance(found, HttpResponse) else read(request, found, standard)


@require_safe
@reads_standard
def revision(request: HttpRequest, slug: str, number: int, standard: Standard) -> HttpResponse:
    """One revision of a source, with the annotations that stand in it; answers as `source` does.

    404 for a number that the source does not have.
    """
    found = find_published(request, slug, f"v/{number}/")
    if isinstance(found, HttpResponse):
        return found
    chosen = get_object_or_404(Revision.objects.public(), article=found, number=number)
    return read(request, found, standard, revision=chosen)


def find_published(request: HttpRequest, slug: str, below: str = "") -> Article | HttpResponse:
    """Return the published source with this slug, or what answers in its place.

    That is 410 for a withdrawn one, and a redirect from a former slug to the same page `below` the
    present one. Raises Http404 for a draft and for an unknown slug.
    """
    article = (
        Article.objects.select_related("publication", "current_revision").filter(slug=slug).first()
    )
    if article is None:
        return _redirect_from_former(request, slug, below)
    if article.state == Article.State.WITHDRAWN:
        return gone(request, article)
    if article.state != Article.State.PUBLISHED:
        raise Http404
    return article


def read(
    request: HttpRequest,
    article: Article,
    standard: Standard,
    chosen: str = "",
    revision: Revision | None = None,
    **more: Any,
) -> HttpResponse:
    """Answer with the reader of a published `article`, or 304 where the asker has it already.

    The text is that of `revision`, by default of the current one.
    """
    asked = repr((request.path, chosen, sorted(request.GET.lists())))
    etag = fingerprint(article, asked)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        try:
            more["standards"] = choices(request, standard)
            page = _page(request, article, standard, chosen, revision, etag, more)
        except UnknownModeError as problem:
            if address := _leads_on(request, problem):
                moved_on = HttpResponsePermanentRedirect(address)
                patch_cache_control(moved_on, no_cache=True)  # a merge can be undone
                return moved_on
            context = {"article": article, "problem": str(problem), "section": "sources"}
            return render(request, "annotations/reader_unknown.html", context, status=404)
        response = render(request, "annotations/reader.html", page)
        response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    return response


def _leads_on(request: HttpRequest, problem: UnknownModeError) -> str:
    """The address with the slug that an actor or topic has now, "" where it was never another."""
    rows: dict[str, QuerySet[Any]] = {
        "actor": Actor.objects.public(),
        "speaker": Actor.objects.public(),
        "topic": Topic.objects.public(),
    }
    if problem.parameter not in rows:
        return ""
    now = moved(rows[problem.parameter], [problem.value]).get(problem.value)
    if now is None or now.slug == problem.value:
        return ""
    query = request.GET.copy()
    query[problem.parameter] = now.slug
    return f"{request.path}?{query.urlencode()}"


def _page(
    request: HttpRequest,
    article: Article,
    standard: Standard,
    chosen: str,
    revision: Revision | None,
    etag: str,
    more: dict[str, Any],
) -> dict[str, Any]:
    """Return what the template needs, the reader itself drawn: from the cache, or new.

    Whatever the reader depends on is in its ETag, so that this is the key. It is the same for
    everybody, and drawn without the request, so that nothing of one person reaches another.
    """
    key = f"reader:{etag}"
    kept = cache.get(key)
    if kept is None:
        context = ReaderPage(article, request.GET, standard, chosen, revision).context()
        site = {"site_name": settings.SITE_NAME, "canonical": settings.SITE_URL + request.path}
        reader = render_to_string(
            "annotations/_reader.html", {**context, **site, **more, "chosen": chosen}
        )
        kept = {
            "title": context["title"],
            "counts": context["counts"],
            "citation_tags": context["citation_tags"],
            "linked_data": context["linked_data"],
            "source_address": settings.SITE_URL + article.get_absolute_url(),
            "corrected": bool(context["texts"].all),
            "one_of_many": not context["mode"].is_default or context["texts"].earlier,
            # What a first screen shows is drawn in one go: as its paragraphs come one by one, their
            # lines would be broken anew.
            "drawn_with": "p5" if 'id="p5"' in reader else "text",
            "reader": zlib.compress(reader.encode(), level=1),
        }
        cache.set(key, kept, CACHED_FOR)
    reader = mark_safe(zlib.decompress(kept["reader"]).decode())  # our own template's output
    return {**kept, **more, "reader": reader, "section": "sources"}


def gone(request: HttpRequest, article: Article) -> HttpResponse:
    """Answer 410 for a withdrawn source: when and why."""
    context = {
        "what": "source",
        "title": article.title,
        "reported": f"source:{article.uid}",
        "withdrawn_at": article.withdrawn_at,
        "reason": article.withdrawal_reason,
        "section": "sources",
    }
    return render(request, "410.html", context, status=410)


def _redirect_from_former(request: HttpRequest, slug: str, below: str) -> HttpResponse:
    former = FormerSlug.objects.filter(model="sourcelib.article", slug=slug).first()
    article = former and Article.objects.filter(uid=former.uid).first()
    if not article or article.state == Article.State.DRAFT:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    address = article.get_absolute_url() + below + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address)
