"""The permanent address of one annotation: its passage in its source, lit.

Programs that ask for JSON-LD get the annotation as a W3C Web Annotation instead.
"""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from annotations.addresses import once_public
from annotations.citing import schema_org
from annotations.models import Annotation, Span
from annotations.pages.reader import view
from annotations.pages.web_annotations import one
from annotations.pages.web_annotations.answering import read_only
from annotations.pages.web_annotations.negotiation import wants_data
from annotations.scoring.likelihood import Standard
from annotations.standards import reads_standard
from sourcelib.models import Article, Revision


@read_only(links=lambda _request: [one.RESOURCE])
def annotation(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """One annotation: its page, or its JSON-LD where that is asked for.

    404 for what was never published; 410 for what was withdrawn, or whose source was.
    """
    if not wants_data(request, by_default=False):
        response = _page(request, uid=uid)
        response["Link"] = one.ALTERNATE % request.path
        return response
    try:
        return one.answer(request, once_public(uid))
    except Http404:
        return one.not_found()


@reads_standard
def _page(request: HttpRequest, uid: uuid.UUID, standard: Standard) -> HttpResponse:
    """The source with the passage lit, and above it what is said of the passage."""
    row = once_public(uid)
    if answer := withdrawn(request, row):
        return answer
    text = _text_of(row)
    opened = _opened(row, in_text=text is not None)
    return view.read(
        request, row.article, standard, chosen=str(row.uid), revision=text, opened=opened
    )


def withdrawn(request: HttpRequest, row: Annotation) -> HttpResponse | None:
    """Answer 410 if the annotation was withdrawn, or its source; None if it is public."""
    if row.article.state == Article.State.WITHDRAWN:
        return view.gone(request, row.article)
    if row.state == Annotation.State.WITHDRAWN:
        return _gone(request, row)
    return None


def _text_of(row: Annotation) -> Revision | None:
    """Return the text that has the passage; None, for the present one, where it was a draft."""
    is_public = (
        row.revision_id == row.article.current_revision_id
        or Revision.objects.public().filter(pk=row.revision_id).exists()
    )
    return row.revision if is_public else None


def _opened(row: Annotation, *, in_text: bool) -> dict[str, object]:
    """What the head of the page says of the annotation: its words, and what they are."""
    spans = Span.objects.filter(annotation=row, role=Span.Role.BODY, revision=row.revision_id)
    words = spans.order_by("part").values_list("exact", flat=True)
    shown = row.article.display != Article.Display.METADATA
    if row.kind == Annotation.Kind.MENTION:
        says = _("This passage names %(actor)s.") % {"actor": row.mention.actor.name}
    else:
        says = row.detail.summary
    return {
        "uid": str(row.uid),
        "kind": row.kind,
        "label": row.get_kind_display(),
        "says": says,
        "actor": row.mention.actor if row.kind == Annotation.Kind.MENTION else None,
        "story": "" if row.kind == Annotation.Kind.MENTION else f"/{row.kind}s/{row.uid}/",
        "words": " … ".join(words) if shown else "",
        "in_text": shown and in_text,
        "place": schema_org.breadcrumbs(_trail(row, says)),
    }


def _trail(row: Annotation, says: str) -> list[tuple[str, str]]:
    """The way from the first page to the annotation, whose permanent address is its own."""
    site, article = settings.SITE_URL, row.article
    return [
        (settings.SITE_NAME, f"{site}/"),
        (_("Sources"), f"{site}/sources/"),
        (article.title, site + article.get_absolute_url()),
        (says, f"{site}/a/{row.uid}/"),
    ]


def _gone(request: HttpRequest, row: Annotation) -> HttpResponse:
    context = {
        "what": row.kind,
        "reported": f"{row.kind}:{row.uid}",
        "article": row.article,
        "withdrawn_at": row.withdrawn_at,
        "reason": row.state_reason,
        "section": "sources",
    }
    return render(request, "410.html", context, status=410)
