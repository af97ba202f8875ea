"""What a curator types the name of: found while typing, the likeliest first."""

from typing import Any

from django.db.models import F, Q
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.models import Annotation, Span
from annotations.services import finding
from annotations.services.connections import passage, proposition_chip
from annotations.services.presenting import actor_chip, topic_chip
from sourcelib.models import Article

MOST = 12  # suggestions: as many as are read at a glance
FEWEST = 3  # characters, before a whole library is gone through for them


class FindActors(ServiceView):
    """Actors that the words of `q` name, with how they do, those of `source` first of equals."""

    def get(self, request: Request) -> Response:
        """List the likeliest: tagged so before, by name, by alias, by a part of either."""
        found = finding.find_actors(
            user=request.user,
            words=words_of(request),
            said=words_of(request, "words"),
            article=_source(request),
            most=MOST,
        )
        return Response([found_actor(one) for one in found])


class FindTopics(ServiceView):
    """Topics whose name has the words of `q`, those of `source` first of equals."""

    def get(self, request: Request) -> Response:
        """List the likeliest: the name itself, its beginning, any part of it."""
        found = finding.find_topics(
            user=request.user, words=words_of(request), article=_source(request), most=MOST
        )
        return Response([topic_chip(topic) for topic in found])


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
        here = Q(article__slug=words_of(request, "source"))
        rows = list(found.filter(here)[:MOST])
        if len(rows) < MOST and len(words) >= FEWEST:
            rows += found.exclude(here)[: MOST - len(rows)]
        return Response([passage(row) for row in rows])


class FindPropositions(ServiceView):
    """Propositions that have the words of `q`, those of `source` first of equals."""

    def get(self, request: Request) -> Response:
        """List the first few."""
        found = finding.find_propositions(
            user=request.user, words=words_of(request), article=_source(request), most=MOST
        )
        return Response([proposition_chip(row) for row in found])


def found_actor(one: finding.FoundActor) -> dict[str, Any]:
    """Return an actor as a field names it, with how the words that were asked about name it."""
    return {
        **actor_chip(one.actor),
        "kind_label": str(one.actor.get_kind_display()),
        "how": one.how,
        "locative": one.locative,
        "says": one.says,
        "used": one.used,
        "sure": one.sure,
    }


def _source(request: Request) -> Article | None:
    """Return the source at hand, if one is named that may be seen."""
    slug = words_of(request, "source")
    return Article.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def words_of(request: Request, name: str = "q") -> str:
    """Return what is looked for, without the null characters that PostgreSQL refuses."""
    return " ".join(request.query_params.get(name, "").replace("\x00", " ").split())
