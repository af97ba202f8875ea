"""The permanent address of one annotation: its passage in its source, lit."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.addresses import once_public
from annotations.models import Annotation, Span
from annotations.pages.reader import view
from annotations.scoring.likelihood import Standard
from annotations.standards import reads_standard
from sourcelib.models import Article, Revision


@require_safe
@reads_standard
def annotation(request: HttpRequest, uid: uuid.UUID, standard: Standard) -> HttpResponse:
    """The source of an annotation with its passage lit, and above it what is said of the passage.

    404 for what was never published; 410 for what was withdrawn, or whose source was.
    """
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
    }


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
