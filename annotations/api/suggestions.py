"""What a curator could tag next in a source, and what they turn down."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.api.serializers import ByUid
from annotations.models import Actor, Annotation, Mention
from annotations.services import suggesting
from annotations.services.suggesting.presenting import presented, presented_others
from sourcelib.models import Article


class RejectionSerializer(serializers.Serializer[Any]):
    """Which suggestion: where it stands in which text, and of which actors."""

    kind = serializers.ChoiceField(
        choices=[Annotation.Kind.MENTION.value, Annotation.Kind.PREDICTION.value]
    )
    revision = serializers.IntegerField(min_value=1)
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)
    exact = serializers.CharField(trim_whitespace=False)
    actors = ByUid(queryset=Actor.objects.all(), many=True, default=list)


class Suggestions(ServiceView):
    """What the words of a source suggest to tag; nothing of it is saved."""

    def get(self, request: Request, slug: str) -> Response:
        """List it in the order of the text, each with its score and the reasons for it."""
        article = _article(request, slug)
        return Response(
            presented(suggesting.suggestions(user=request.user, article=article), article)
        )


class OtherMentionsSerializer(serializers.Serializer[Any]):
    """Of whom, and the words by which a mention of this source refers to them."""

    actor = ByUid(queryset=Actor.objects.all())
    words = serializers.CharField(default="", allow_blank=True, trim_whitespace=False)
    how = serializers.CharField(default=Mention.How.NAME)


class OtherMentions(ServiceView):
    """Where else in a source an actor may be mentioned; nothing of it is saved."""

    def get(self, request: Request, slug: str) -> Response:
        """List the places in the order of the text; what is doubtful says why."""
        article = _article(request, slug)
        serializer = OtherMentionsSerializer(data=request.query_params)
        serializer.is_valid(raise_exception=True)
        found = suggesting.others(user=request.user, article=article, **serializer.validated_data)
        return Response(presented_others(found, article))


class Rejections(ServiceView):
    """A suggestion that is none."""

    def post(self, request: Request, slug: str) -> Response:
        """Turn it down; it is not suggested again while its sentence stays."""
        article, values = self._read(request, slug, request.data)
        count = suggesting.reject(user=request.user, article=article, **values)
        return Response({"count": count})

    def delete(self, request: Request, slug: str) -> Response:
        """Take that back; the parameters are those with which it was turned down."""
        article, values = self._read(request, slug, request.query_params)
        suggesting.take_back(user=request.user, article=article, **values)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _read(self, request: Request, slug: str, data: Any) -> tuple[Article, dict[str, Any]]:
        article = _article(request, slug)
        serializer = RejectionSerializer(data=data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        values["revision"] = get_object_or_404(article.revisions, number=values["revision"])
        return article, values


def _article(request: Request, slug: str) -> Article:
    visible = Article.objects.visible_to(request.user).select_related("current_revision")
    return get_object_or_404(visible, slug=slug)
