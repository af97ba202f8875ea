"""What lists are ordered by that is no column: how often rows are named, where, and when last."""

import datetime
from typing import Any

from django.db.models import Count, DateField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from annotations.models import Annotation, Mention, PropositionMember
from sourcelib.models import Article, Authorship

_LONG_AGO = datetime.date(1, 1, 1)


def mentions_of_actors() -> Coalesce:
    """Return an expression: how often the outer actor is publicly named."""
    named = Mention.objects.filter(
        actor=OuterRef("pk"),
        annotation__state=Annotation.State.PUBLISHED,
        annotation__article__state=Article.State.PUBLISHED,
    )
    return _count(named, "actor", "pk", distinct=False)


def sources_of_propositions() -> Coalesce:
    """Return an expression: in how many public sources the outer proposition is spoken to."""
    members = PropositionMember.objects.public().filter(proposition=OuterRef("pk"))
    return _count(members, "proposition", "annotation__article")


def sources_of_topics() -> Coalesce:
    """Return an expression: how many public sources have the outer topic."""
    tagged = Annotation.topics.through.objects.filter(
        topic=OuterRef("pk"),
        annotation__state=Annotation.State.PUBLISHED,
        annotation__article__state=Article.State.PUBLISHED,
    )
    return _count(tagged, "topic", "annotation__article")


def sources_of_authors() -> Coalesce:
    """Return an expression: how many public sources the outer author has signed."""
    return _count(_signed(), "author", "article", distinct=False)


def sources_of_publications() -> Coalesce:
    """Return an expression: how many public sources appeared in the outer publication."""
    return _count(_appeared(), "publication", "pk", distinct=False)


def last_of_authors() -> Coalesce:
    """Return an expression: the last day of the last public source of the outer author."""
    return _last(_signed(), "author", "article__date_latest")


def last_of_publications() -> Coalesce:
    """Return an expression: the last day of the last public source in the outer publication."""
    return _last(_appeared(), "publication", "date_latest")


def _signed() -> QuerySet[Authorship]:
    return Authorship.objects.filter(author=OuterRef("pk"), article__state=Article.State.PUBLISHED)


def _appeared() -> QuerySet[Article]:
    return Article.objects.public().filter(publication=OuterRef("pk"))


def _count(rows: QuerySet[Any], outer: str, counted: str, *, distinct: bool = True) -> Coalesce:
    found = rows.order_by().values(outer).annotate(amount=Count(counted, distinct=distinct))
    return Coalesce(Subquery(found.values("amount")), 0)


def _last(rows: QuerySet[Any], outer: str, day: str) -> Coalesce:
    found = rows.order_by().values(outer).annotate(latest=Max(day))
    value = Value(_LONG_AGO, output_field=DateField())
    return Coalesce(Subquery(found.values("latest")), value, output_field=DateField())
