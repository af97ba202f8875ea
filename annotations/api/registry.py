"""Actors, topics and propositions: the lists of them, and new ones."""

from typing import Any

from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.lists import Rows
from annotations.api.serializers import ActorSerializer, ByUid, TopicSerializer, Words
from annotations.models import Topic
from annotations.services import curating
from annotations.services.connections import proposition_chip
from annotations.services.presenting import actor_chip, topic_chip


class PropositionSerializer(serializers.Serializer[Any]):
    """A new proposition."""

    text = Words(default="")
    kind = Words(default="")
    topics = ByUid(queryset=Topic.objects.all(), many=True, default=list)


class Actors(Rows):
    """All actors that something published refers to; a new one."""

    def post(self, request: Request) -> Response:
        """Add an actor."""
        serializer = ActorSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        actor = curating.create_actor(user=request.user, **serializer.validated_data)
        return Response(actor_chip(actor), status=status.HTTP_201_CREATED)


class Topics(Rows):
    """All topics of something published; a new one."""

    def post(self, request: Request) -> Response:
        """Add a topic."""
        serializer = TopicSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        topic = curating.create_topic(user=request.user, **serializer.validated_data)
        return Response(topic_chip(topic), status=status.HTTP_201_CREATED)


class Propositions(Rows):
    """All propositions with something published; a new one."""

    def post(self, request: Request) -> Response:
        """Add a proposition."""
        serializer = PropositionSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        row = curating.create_proposition(user=request.user, **serializer.validated_data)
        return Response(proposition_chip(row), status=status.HTTP_201_CREATED)
