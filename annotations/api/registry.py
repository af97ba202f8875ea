"""Actors and topics, found while typing and made on the spot."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.api.serializers import ActorSerializer, TopicSerializer
from annotations.models import Actor, ActorAlias, Topic
from annotations.services import curating
from annotations.services.presenting import actor_chip, topic_chip

MOST = 12  # suggestions: as many as are read at a glance


class Actors(ServiceView):
    """Actors whose name or alias has the words of `q`; a new one."""

    def get(self, request: Request) -> Response:
        """List the likeliest: the name itself, then its beginning, an alias, any part of it."""
        words = words_of(request)
        alias = ActorAlias.objects.filter(actor=OuterRef("pk"))
        found = Actor.objects.visible_to(request.user).filter(merged_into__isnull=True)
        if words:
            rank = Case(
                When(name__iexact=words, then=Value(0)),
                When(Exists(alias.filter(text__iexact=words)), then=Value(1)),
                When(name__istartswith=words, then=Value(2)),
                When(Exists(alias.filter(text__istartswith=words)), then=Value(3)),
                default=Value(4),
                output_field=IntegerField(),
            )
            found = found.filter(
                Q(name__icontains=words) | Exists(alias.filter(text__icontains=words))
            ).order_by(rank, "name", "id")
        return Response(
            [
                {**actor_chip(actor), "kind_label": str(actor.get_kind_display())}
                for actor in found[:MOST]
            ]
        )

    def post(self, request: Request) -> Response:
        """Add an actor."""
        serializer = ActorSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        actor = curating.create_actor(user=request.user, **serializer.validated_data)
        return Response(actor_chip(actor), status=status.HTTP_201_CREATED)


class Topics(ServiceView):
    """Topics whose name has the words of `q`; a new one."""

    def get(self, request: Request) -> Response:
        """List the likeliest: the beginning of the name before any part of it."""
        words = words_of(request)
        found = Topic.objects.visible_to(request.user).filter(name__icontains=words)
        rank = Case(
            When(name__istartswith=words, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        found = found.order_by(rank, "name", "id")
        return Response([topic_chip(topic) for topic in found[:MOST]])

    def post(self, request: Request) -> Response:
        """Add a topic."""
        serializer = TopicSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        topic = curating.create_topic(user=request.user, **serializer.validated_data)
        return Response(topic_chip(topic), status=status.HTTP_201_CREATED)


def words_of(request: Request) -> str:
    """Return what is looked for, without the null characters that PostgreSQL refuses."""
    return " ".join(request.query_params.get("q", "").replace("\x00", " ").split())
