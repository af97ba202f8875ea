"""The page of one claim."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.models import Annotation, Claim
from annotations.pages.statement import find_statement, story


def claim(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One claim: its words, who says it, what bears on it, and how it was checked."""
    found = find_statement(Annotation.Kind.CLAIM, uid)
    if isinstance(found, HttpResponse):
        return found
    return render(
        request,
        "annotations/claim.html",
        {
            "section": "claims",
            "checkable": found.detail.kind in Claim.CHECKABLE,
            **story(found),
        },
    )
