"""How to cite a source, or one passage of it: a page with every form, and each form as a file."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.addresses import MovedError, find, follows_moves, once_public
from annotations.citing import plain
from annotations.citing.formats import FORMATS
from annotations.citing.reference import Reference, passage_reference, source_reference
from annotations.pages.annotation import withdrawn
from annotations.pages.reader.view import gone
from sourcelib.models import Article


@dataclass(frozen=True)
class Form:
    """One form of a citation as the page shows it."""

    name: str
    label: str
    text: str
    address: str = ""  # of the file; the plain words have none


@require_safe
@follows_moves
def cite_source(request: HttpRequest, slug: str) -> HttpResponse:
    """The ways to cite a source; 410 if it was withdrawn, 404 if it never was public."""
    rows = Article.objects.exclude(state=Article.State.DRAFT)
    try:
        article = find(rows.select_related("publication", "current_revision"), slug)
    except MovedError as moved:
        raise MovedError(f"{moved.address}cite/") from moved
    if article.state == Article.State.WITHDRAWN:
        return gone(request, article)
    return _answer(request, source_reference(article), _("the whole source"), article)


@require_safe
def cite_passage(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The ways to cite a passage; 410 if it was withdrawn, 404 if it never was public."""
    row = once_public(uid)
    if answer := withdrawn(request, row):
        return answer
    return _answer(request, passage_reference(row), row.get_kind_display(), row.article)


def _answer(
    request: HttpRequest, reference: Reference, what: str, article: Article
) -> HttpResponse:
    """Answer with the page, or with the file that `?format=` asks for; 400 for an unknown one."""
    wanted = request.GET.get("format")
    if wanted is None:
        return render(
            request,
            "annotations/cite.html",
            {
                "section": "sources",
                "article": article,
                "reference": reference,
                "what": capfirst(what),
                "forms": _forms(request.path, reference),
            },
        )
    form = FORMATS.get(wanted)
    if form is None:
        message = _("There is no format “%(format)s”: ask for %(formats)s.") % {
            "format": wanted[:40],
            "formats": ", ".join(FORMATS),
        }
        return HttpResponse(message, content_type="text/plain; charset=utf-8", status=400)
    return HttpResponse(
        form.dump(reference),
        content_type=f"{form.media_type}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{reference.key}.{form.extension}"',
            "X-Robots-Tag": "noindex",
        },
    )


def _forms(path: str, reference: Reference) -> list[Form]:
    return [
        Form("words", _("In words"), plain.dump(reference)),
        *(
            Form(form.name, form.label, form.dump(reference), f"{path}?format={form.name}")
            for form in FORMATS.values()
        ),
    ]
