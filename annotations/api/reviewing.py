"""What an editor decides on of a source at once, having looked at it."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.services import creating, reviewing
from sourcelib.models import Article


class SeenSerializer(serializers.Serializer[Any]):
    """One annotation in the version that was seen."""

    uid = serializers.UUIDField()
    version = serializers.IntegerField(min_value=1)


class ChosenSerializer(serializers.Serializer[Any]):
    """Those that are decided on."""

    annotations = serializers.ListField(
        child=SeenSerializer(), allow_empty=False, max_length=creating.MOST
    )


class PublishThese(ServiceView):
    """Some of what is in review in a source is published together."""

    def post(self, request: Request, slug: str) -> Response:
        """Publish them, all or none; say how many and which."""
        article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
        serializer = ChosenSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        seen = {one["uid"]: one["version"] for one in serializer.validated_data["annotations"]}
        rows = reviewing.publish_these(user=request.user, article=article, versions_seen=seen)
        return Response({"count": len(rows), "uids": [str(row.uid) for row in rows]})
