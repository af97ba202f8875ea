"""`/annotations/`: all public annotations, for annotation clients, and what tells people of it."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from annotations import freshness
from annotations.interchange.w3c import collection_data, page_data, with_context
from annotations.interchange.w3c.vocabulary import CONTAINER, LDP, Data, iri
from annotations.models import Annotation
from annotations.pages.reader.view import CACHE_CONTROL
from annotations.pages.web_annotations.answering import data, read_only
from annotations.pages.web_annotations.asking import Asked
from annotations.pages.web_annotations.guide import guide
from annotations.pages.web_annotations.negotiation import wants_data
from annotations.pages.web_annotations.telling import ready, told
from annotations.pages.web_annotations.walking import Rows, Walk
from annotations.paging import PageGone
from annotations.services.crediting import credited
from sourcelib.models import Account

WHOLE, NAMED = 50, 1_000  # annotations on a page: described, or named only
LINKS = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
    '<http://www.w3.org/ns/oa#AnnotationCollection>; rel="type"',
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
)


def _links(request: HttpRequest) -> tuple[str, ...]:
    return () if Asked(request).is_page else LINKS  # a page is no container


def _names_people(request: HttpRequest) -> bool:
    """Whether the answer describes annotations, and so says by whom they are."""
    asked = Asked(request)
    return asked.is_page and not asked.iris


def _etag(request: HttpRequest) -> str:
    form = "data" if wants_data(request, by_default=True) else "page"
    people = Account.objects.prefetch_related("groups").order_by("pk")
    named = [credited(one) for one in people] if _names_people(request) else ()
    return freshness.etag(request, form, *sorted(Asked(request).preferences), *named)


def _last_modified(request: HttpRequest) -> datetime.datetime | None:
    """When the library changed; nothing records when a person chose to be named."""
    return None if _names_people(request) else freshness.last_change()


@read_only(vary=("Accept", "Prefer"), links=_links)
@condition(etag_func=_etag, last_modified_func=_last_modified)
def container(request: HttpRequest) -> HttpResponseBase:
    """The container or one page of it as JSON-LD; to browsers, a page that tells of it.

    400 for what makes no sense.
    """
    asked = Asked(request)
    as_data = wants_data(request, by_default=True)
    if asked.faults:
        return _refused(request, asked.faults, as_data=as_data)
    walk = Walk(asked.listing, NAMED if asked.iris else WHOLE)
    if not as_data:
        return render(request, "annotations/web_annotations.html", guide(asked, walk))
    if not asked.is_page:
        return _container(asked, walk)
    try:
        response = data(with_context(_page(asked, walk)))
    except PageGone:
        gone = {"after": [_("There never was such a page. Begin with page=first.")]}
        return _refused(request, gone, as_data=True)
    response["Cache-Control"] = CACHE_CONTROL
    return response


def _container(asked: Asked, walk: Walk) -> HttpResponse:
    last = asked.first if walk.last is None else asked.page_after(walk.last)
    document = collection_data(asked.container, walk.total, asked.first, last)
    response = data(with_context(document, LDP))
    response["Content-Location"] = asked.container
    response["Cache-Control"] = CACHE_CONTROL
    if asked.preferences:
        response["Preference-Applied"] = "return=representation"
    return response


def _page(asked: Asked, walk: Walk) -> Data:
    found = walk.page(asked.after, _only_named if asked.iris else ready)
    items = [_iri(row) if asked.iris else told(row) for row in found.rows]
    previous = None
    if found.after is not None:
        previous = asked.first if found.previous is None else asked.page_after(found.previous)
    return page_data(
        asked.here,
        part_of={"id": asked.container, "type": "AnnotationCollection", "total": walk.total},
        items=items,
        start_index=found.start_index,
        previous=previous,
        following=asked.page_after(found.next) if found.next else None,
    )


def _only_named(rows: Rows) -> Rows:
    return rows.only("uid")


def _iri(row: Annotation) -> str:
    return iri(row.get_absolute_url())


def _refused(request: HttpRequest, faults: dict[str, list[str]], *, as_data: bool) -> HttpResponse:
    if as_data:
        return data({"errors": faults}, status=400)
    context = {"section": "about", "faults": faults, "address": CONTAINER}
    return render(request, "annotations/web_annotations_unknown.html", context, status=400)
