"""Annotations as these pages tell them: with who made them, as far as readers are told."""

from django.db.models import QuerySet

from annotations.interchange.w3c import annotation_data, with_parts
from annotations.interchange.w3c.vocabulary import Data
from annotations.models import Annotation
from annotations.services.crediting import credited
from annotations.templatetags.listed import passages_in_full


def ready(rows: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Return annotations with all that `told` reads; ten queries at most."""
    return with_parts(rows).select_related("created_by").prefetch_related("created_by__groups")


def told(row: Annotation) -> Data:
    """Return an annotation of `ready`, without its context.

    A name that a curator gave a passage is written as the passage's permanent address.
    """
    data = annotation_data(row, credited)
    for body in data["body"]:
        if body["type"] == "TextualBody":
            body["value"] = passages_in_full(body["value"])
    return data
