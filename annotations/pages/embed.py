"""A passage to be shown on other sites: its words, who says them, and what became of them.

These pages alone may be framed. They hold no script, ask nothing of the reader, and name where the
passage stands.
"""

import uuid
from collections.abc import Callable
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from annotations.addresses import once_public
from annotations.citing.reference import passage_reference
from annotations.freshness import answers_conditionally
from annotations.models import Annotation
from annotations.pages.annotation import withdrawn
from annotations.statements import StatementView, with_statements
from sourcelib.models import Article


def may_be_framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let pages of every site show the answers of `view` in a frame; they can run no script."""
    relaxed = csp_replace({"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]})

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: object) -> HttpResponse:
        return view(request, **kwargs)

    return xframe_options_exempt(relaxed(answer))  # type: ignore[return-value]


@require_safe
@may_be_framed
@answers_conditionally
def embed(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One passage with its source; 410 if it was withdrawn, 404 if it never was public."""
    row = once_public(uid)
    if withdrawn(request, row):
        source_gone = row.article.state == Article.State.WITHDRAWN
        of = row.article if source_gone else row
        context = {
            "row": row,
            "source_gone": source_gone,
            "withdrawn_at": of.withdrawn_at,
            "reason": row.article.withdrawal_reason if source_gone else row.state_reason,
        }
        return render(request, "annotations/embed_gone.html", context, status=410)
    context = {"row": row, "article": row.article, "reference": passage_reference(row)}
    if row.kind != Annotation.Kind.MENTION:
        context["view"] = StatementView(with_statements(Annotation.objects.filter(pk=row.pk)).get())
    return render(request, "annotations/embed.html", context)
