"""oEmbed: what a site needs to show a link to this library as more than a link.

Rules: https://oembed.com. A passage, claim or prediction is given as a frame, a source as a link:
its text belongs to its own page.
"""

import re
import uuid
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.addresses import MovedError, find, once_public
from annotations.citing.reference import Reference, passage_reference, source_reference
from annotations.languages import isolated
from annotations.models import Annotation
from annotations.pages.annotation import withdrawn
from sourcelib.models import Article

WIDTH = 600  # pixels, where the asker gives no limit
LEAST_HEIGHT, MOST_HEIGHT = 240, 900
# A frame as wide as WIDTH holds about so many letters on a line, each line so high. Beside the
# words, the summary and the title stand names, offices, a publication and a date; and beside these
# the kind with its verdict, the link, and what is left free around and between them.
LETTERS, LINE = 58, 28
NAMES, AROUND = 90, 150
NARROW, WRAPPED = 400, 1.1  # in narrower frames more of a line is left over where words wrap
CACHED_FOR = 3600  # seconds
# https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
# No script, no form: links open a window of their own.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer with how the page at `url` may be shown.

    400 without `url` or with a limit that is no number, 404 for what is not a public passage,
    claim, prediction or source of this library, 501 for a form other than JSON and XML. Never 401:
    it would tell that something is there which is not public.
    """
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return _refused(_("There is no such form: ask for json or xml."), 501)
    address = request.GET.get("url")
    if not address:
        return _refused(_("Say which page: url=, its full address, percent-encoded."), 400)
    try:
        most_wide, most_high = (_limit(request, name) for name in ("maxwidth", "maxheight"))
    except ValueError:
        return _refused(_("maxwidth and maxheight are numbers of pixels, from 1."), 400)
    try:
        described = _described(request, address, most_wide, most_high)
    except Http404:
        return _refused(_("No public passage, claim, prediction or source is there."), 404)
    if form == "json":
        response: HttpResponse = JsonResponse(described)
    else:
        response = HttpResponse(_xml(described), content_type="text/xml; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"  # scripts of other sites may ask, too
    return response


def _refused(message: str, status: int) -> HttpResponse:
    return HttpResponse(message, content_type="text/plain; charset=utf-8", status=status)


def _limit(request: HttpRequest, name: str) -> int | None:
    """Return a limit in pixels, or None; raises ValueError for what is no number of pixels."""
    value = request.GET.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and 0 < int(value[:9]) == int(value)):
        raise ValueError(name)
    return int(value)


def _described(
    request: HttpRequest, address: str, most_wide: int | None, most_high: int | None
) -> dict[str, Any]:
    """Return what is at `address`; raises Http404 where nothing of this library is."""
    try:
        match = resolve(_path(request, address))
    except Resolver404 as error:
        raise Http404 from error
    if match.url_name in ("source", "revision"):
        return _link(_source(match.kwargs["slug"]))
    kinds = {"annotation": "", "claim": "claim", "prediction": "prediction"}
    if match.namespace or match.url_name not in kinds:
        raise Http404
    row = _passage(request, match.kwargs["uid"], kinds[match.url_name])
    return _frame(row, passage_reference(row), most_wide, most_high)


def _path(request: HttpRequest, address: str) -> str:
    """Return the path of an address of this site; raises Http404 for one of another."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise Http404 from error
    hosts = {urlsplit(settings.SITE_URL).netloc.lower(), request.get_host().lower()}
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in hosts:
        raise Http404
    return parts.path


def _source(slug: str) -> Reference:
    try:
        rows = Article.objects.public().select_related("publication", "current_revision")
        return source_reference(find(rows, slug))
    except MovedError as moved:
        raise Http404 from moved


def _passage(request: HttpRequest, uid: uuid.UUID, kind: str) -> Annotation:
    row = once_public(uid)
    if withdrawn(request, row) or (kind and row.kind != kind):
        raise Http404
    return row


def _link(reference: Reference) -> dict[str, Any]:
    return {"type": "link", **_of_all(reference, reference.title)}


def _frame(
    row: Annotation, reference: Reference, most_wide: int | None, most_high: int | None
) -> dict[str, Any]:
    """Return a frame within the limits; what does not fit can be scrolled to."""
    width = min(WIDTH, most_wide or WIDTH)
    summary = row.mention.actor.name if row.kind == Annotation.Kind.MENTION else row.detail.summary
    beside = f"{summary}{reference.title}{reference.left_behind or ''}"
    letters = len(reference.words) + len(beside) + NAMES
    height = min(_height(letters, width), MOST_HEIGHT, most_high or MOST_HEIGHT)
    title = _("%(kind)s: %(summary)s") % {
        "kind": row.get_kind_display().capitalize(),
        "summary": isolated(summary),
    }
    html = format_html(
        '<iframe src="{}embed/" title="{}" width="{}" height="{}" frameborder="0" '
        'sandbox="{}" loading="lazy"></iframe>',
        reference.address,
        title,
        width,
        height,
        SANDBOX,
    )
    return {
        "type": "rich",
        **_of_all(reference, title),
        "html": html,
        "width": width,
        "height": height,
    }


def _height(letters: int, width: int) -> int:
    """Return a height that so many letters do not outgrow."""
    lines = letters * WIDTH // (LETTERS * width) + 1
    wrapped = WRAPPED if width < NARROW else 1
    return max(LEAST_HEIGHT, round(lines * LINE * wrapped) + AROUND)


def _of_all(reference: Reference, title: str) -> dict[str, Any]:
    names = ", ".join(isolated(name.whole) for name in reference.authors)
    return {
        "version": "1.0",
        "title": title,
        **({"author_name": names} if names else {}),
        "provider_name": settings.SITE_NAME,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": CACHED_FOR,
    }


def _xml(described: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in described.items():
        ElementTree.SubElement(root, name).text = _allowed(str(value))
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _allowed(text: str) -> str:
    """Return text without the characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
