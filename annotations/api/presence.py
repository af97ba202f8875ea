"""Who is at work on a source, and what others changed of it meanwhile."""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.services import presence
from sourcelib.models import Article

MOST_KNOWN = 1000  # annotations that a page says it has; of more it is told again


class LeaveSerializer(serializers.Serializer[Any]):
    """Which window is closed."""

    window = serializers.UUIDField()


class BeatSerializer(LeaveSerializer):
    """Where somebody is in a window, and what the page there knows already."""

    paragraph = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, allow_null=True, default=None
    )
    annotation = serializers.UUIDField(allow_null=True, default=None)
    since = serializers.CharField(max_length=200, allow_blank=True, default="")
    known = serializers.DictField(child=serializers.IntegerField(min_value=1), default=dict)

    def validate_known(self, known: dict[str, int]) -> dict[str, int]:
        """Keep a request small."""
        if len(known) > MOST_KNOWN:
            raise serializers.ValidationError(f"At most {MOST_KNOWN}.")
        return known


class Presence(ServiceView):
    """One's own presence in a source, and the answer to it."""

    def post(self, request: Request, slug: str) -> Response:
        """Say where one is; hear who else is there, and what changed since the answer before."""
        article = _article(request, slug)
        serializer = BeatSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        news = presence.beat(user=request.user, article=article, **serializer.validated_data)
        text = article.current_revision
        return Response(
            {
                "people": [asdict(person) for person in news.people],
                "changes": news.changes,
                "by": news.by,
                "gone": news.gone,
                "anew": news.anew,
                "count": news.totals.count,
                "versions": news.totals.versions,
                "revision": text and text.number,
                "cursor": news.cursor,
            }
        )


class Leaving(ServiceView):
    """A window that is closed."""

    def post(self, request: Request, slug: str) -> Response:
        """Be there no more."""
        article = _article(request, slug)
        serializer = LeaveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        presence.leave(user=request.user, article=article, **serializer.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _article(request: Request, slug: str) -> Article:
    visible = Article.objects.visible_to(request.user).select_related("current_revision")
    return get_object_or_404(visible.defer("current_revision__text"), slug=slug)
