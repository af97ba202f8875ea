"""What a curator types the name of: found while typing, the likeliest first."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.models import Actor, ActorAlias, Annotation, Proposition, Span, Topic
from annotations.services.connections import passage, proposition_chip
from annotations.services.presenting import actor_chip, topic_chip

MOST = 12  # suggestions: as many as are read at a glance
FEWEST = 3  # characters, before a whole library is gone through for them


class FindActors(ServiceView):
    """Actors whose name or alias has the words of `q`."""

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


class FindTopics(ServiceView):
    """Topics whose name has the words of `q`."""

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


class FindStatements(ServiceView):
    """Claims and predictions that have the words of `q`, those of `source` first."""

    def get(self, request: Request) -> Response:
        """List the first few: by their sentence, or by the words they stand on."""
        words = words_of(request)
        if not words:
            return Response([])
        standing = Span.objects.filter(revision=F("annotation__revision"))
        quoting = standing.filter(exact__icontains=words)
        found = (
            Annotation.objects.visible_to(request.user)
            .exclude(kind=Annotation.Kind.MENTION)
            .exclude(state=Annotation.State.WITHDRAWN)
            .filter(
                Q(claim__summary__icontains=words)
                | Q(prediction__summary__icontains=words)
                | Q(pk__in=quoting.values("annotation"))
            )
            .select_related("article", "claim", "prediction")
            .order_by("article_id", "pk")
        )
        here = Q(article__slug=request.query_params.get("source", ""))
        rows = list(found.filter(here)[:MOST])
        if len(rows) < MOST and len(words) >= FEWEST:
            rows += found.exclude(here)[: MOST - len(rows)]
        return Response([passage(row) for row in rows])


class FindPropositions(ServiceView):
    """Propositions that have the words of `q`."""

    def get(self, request: Request) -> Response:
        """List the first few."""
        found = Proposition.objects.visible_to(request.user).filter(
            text__icontains=words_of(request)
        )
        return Response([proposition_chip(row) for row in found.order_by("text", "pk")[:MOST]])


def words_of(request: Request) -> str:
    """Return what is looked for, without the null characters that PostgreSQL refuses."""
    return " ".join(request.query_params.get("q", "").replace("\x00", " ").split())
