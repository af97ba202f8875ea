"""Actors, topics, propositions, publications and authors as lists show them, with counts.

Only what is public counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from annotations.models import Actor, Annotation, Mention, Proposition, PropositionMember, Topic
from sourcelib.models import Article, Author, Publication

Row = TypeVar("Row", Author, Publication)


@dataclass(frozen=True)
class ActorRow:
    """One actor in the list: how often, and in how many sources, it is named."""

    actor: Actor
    mentions: int
    sources: int


def actor_rows(actors: Sequence[Actor]) -> list[ActorRow]:
    """Return actors with their counts; one query."""
    counted = (
        Mention.objects.filter(
            actor__in=[actor.pk for actor in actors],
            annotation__state="published",
            annotation__article__state="published",
        )
        .order_by()
        .values_list("actor")
        .annotate(mentions=Count("pk"), sources=Count("annotation__article", distinct=True))
    )
    counts = {actor: (mentions, sources) for actor, mentions, sources in counted}
    return [ActorRow(actor, *counts.get(actor.pk, (0, 0))) for actor in actors]


@dataclass(frozen=True)
class TopicRow:
    """One topic in the list: how many public claims, predictions and sources it has."""

    topic: Topic
    claims: int
    predictions: int
    sources: int


def topic_rows(topics: Sequence[Topic]) -> list[TopicRow]:
    """Return topics with their counts; one query."""
    counted = (
        Annotation.topics.through.objects.filter(
            topic__in=[topic.pk for topic in topics],
            annotation__state="published",
            annotation__article__state="published",
        )
        .order_by()
        .values_list("topic")
        .annotate(
            claims=Count("pk", filter=Q(annotation__kind="claim")),
            predictions=Count("pk", filter=Q(annotation__kind="prediction")),
            sources=Count("annotation__article", distinct=True),
        )
    )
    counts = {topic: numbers for topic, *numbers in counted}
    return [TopicRow(topic, *counts.get(topic.pk, (0, 0, 0))) for topic in topics]


@dataclass(frozen=True)
class PropositionRow:
    """One proposition in the list: how many assert and deny it, in how many sources."""

    proposition: Proposition
    supports: int
    opposes: int
    neutral: int
    sources: int


def proposition_rows(propositions: Sequence[Proposition]) -> list[PropositionRow]:
    """Return propositions with their counts; one query."""
    # Joined with the sources, SQLite begins at these once there are many propositions, and looks
    # every annotation of the library up for each of them.
    public = Article.objects.public().filter(pk=OuterRef("annotation__article"))
    counted = (
        PropositionMember.objects.filter(
            Exists(public),
            proposition__in=[row.pk for row in propositions],
            annotation__state="published",
        )
        .order_by()
        .values_list("proposition")
        .annotate(
            supports=Count("pk", filter=Q(position=PropositionMember.Position.SUPPORTS)),
            opposes=Count("pk", filter=Q(position=PropositionMember.Position.OPPOSES)),
            neutral=Count("pk", filter=Q(position=PropositionMember.Position.NEUTRAL)),
            sources=Count("annotation__article", distinct=True),
        )
    )
    counts = {proposition: numbers for proposition, *numbers in counted}
    return [PropositionRow(row, *counts.get(row.pk, (0, 0, 0, 0))) for row in propositions]


def with_sources(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return authors or publications with their number of sources, the first and the last day."""
    public = Q(articles__state=Article.State.PUBLISHED)
    return rows.annotate(
        sources=Count("articles", filter=public),
        first=Min("articles__date_earliest", filter=public),
        last=Max("articles__date_latest", filter=public),
    )
