"""Which paragraphs of a source the user has read, and which carry annotations."""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.services import coverage
from sourcelib.models import Article, Revision


class OfTextSerializer(serializers.Serializer[Any]):
    """Which text was seen: the number of its revision, the current one if nothing is said."""

    revision = serializers.IntegerField(min_value=1, required=False)


class MarksSerializer(OfTextSerializer):
    """Paragraphs by their numbers, and whether they were read."""

    paragraphs = serializers.ListField(
        child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=10_000
    )
    read = serializers.BooleanField(default=True)


class Coverage(ServiceView):
    """What is covered of a source."""

    def get(self, request: Request, slug: str) -> Response:
        """Tell its paragraphs: read by the user, read by others, with annotations."""
        return _answer(request, _text(_article(request, slug), None))

    def post(self, request: Request, slug: str) -> Response:
        """Mark several at once as read, or as not read."""
        serializer = MarksSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        revision = _text(_article(request, slug), values.get("revision"))
        return _marked(request, revision, values["paragraphs"], read=values["read"])


class OneParagraph(ServiceView):
    """One paragraph of a source, by its number."""

    def put(self, request: Request, slug: str, number: int) -> Response:
        """Mark it as read."""
        revision = self._text(request, slug, request.data)
        return _marked(request, revision, [number], read=True)

    def delete(self, request: Request, slug: str, number: int) -> Response:
        """Mark it as not read; `?revision=` is the text that was seen."""
        revision = self._text(request, slug, request.query_params)
        return _marked(request, revision, [number], read=False)

    def _text(self, request: Request, slug: str, data: Any) -> Revision:
        serializer = OfTextSerializer(data=data)
        serializer.is_valid(raise_exception=True)
        return _text(_article(request, slug), serializer.validated_data.get("revision"))


def _marked(request: Request, revision: Revision, numbers: list[int], *, read: bool) -> Response:
    coverage.mark(user=request.user, revision=revision, numbers=set(numbers), read=read)
    return _answer(request, revision)


def _answer(request: Request, revision: Revision) -> Response:
    found = coverage.coverage(user=request.user, revision=revision)
    return Response({"revision": revision.number, **asdict(found)})


def _article(request: Request, slug: str) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user), slug=slug)


def _text(article: Article, number: int | None) -> Revision:
    """Return a text of a source, the current one if none is named."""
    texts = article.revisions.all()
    if number is None:
        return get_object_or_404(texts, pk=article.current_revision_id)
    return get_object_or_404(texts, number=number)
