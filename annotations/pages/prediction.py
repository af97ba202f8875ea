"""The page of one prediction: its whole story."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.models import Annotation
from annotations.pages.statement import find_statement, siblings, story
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard


@reads_standard
def prediction(request: HttpRequest, uid: uuid.UUID, standard: Standard) -> HttpResponse:
    """The whole story of one prediction."""
    found = find_statement(Annotation.Kind.PREDICTION, uid, standard)
    if isinstance(found, HttpResponse):
        return found
    return render(
        request,
        "annotations/prediction.html",
        {
            "section": "predictions",
            "siblings": siblings(found),
            "standard": standard.label,
            "standards": choices(request, standard),
            **story(found),
        },
    )
