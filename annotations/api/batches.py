"""Many annotations of a source in one request: all of them, or none."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.annotations import current_text, new_annotation, source_of
from annotations.api.refusals import ServiceView, flat
from annotations.api.serializers import AnnotationSerializer, BatchSerializer
from annotations.services import creating
from annotations.services.presenting import presented
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid


class Batch(ServiceView):
    """Many new annotations."""

    def post(self, request: Request, slug: str) -> Response:
        """Tag many passages of the current revision; what is wrong is named as "3.spans.body"."""
        article = source_of(request, slug)
        serializer = BatchSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        sent = serializer.validated_data["annotations"]
        creating.refuse_too_many(sent)
        rows, new = creating.create_annotations(
            user=request.user,
            revision=current_text(article),
            new=[new_annotation(values) for values in _read(sent, article)],
        )
        results = [presented(row, request.user) for row in rows]
        code = status.HTTP_201_CREATED if new else status.HTTP_200_OK
        return Response({"count": new, "results": results}, status=code)


def _read(sent: list[Any], article: Article) -> list[dict[str, Any]]:
    """Return the values of each, or raise one Invalid that names every fault by its place."""
    errors: dict[str, list[str]] = {}
    found = []
    known: dict[Any, Any] = {}  # actors and topics that come again and again
    for place, data in enumerate(sent):
        serializer = AnnotationSerializer(data=data, context={"known": known})
        try:
            serializer.is_valid(raise_exception=True)
        except ValidationError as error:
            problems = flat(error.detail)
        else:
            values = dict(serializer.validated_data)
            found.append(values)
            seen = values.get("revision")
            is_other = seen is not None and seen != current_text(article).number
            problems = creating.corrected(article).errors if is_other else {}
        errors |= {f"{place}.{field}": says for field, says in problems.items()}
    if errors:
        raise Invalid(errors)
    return found
