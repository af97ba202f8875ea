"""Topics and propositions found while typing."""

from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from annotations.models import Proposition, Topic
from annotations.services.finding.words import nearest
from sourcelib.models import Article


def find_topics(*, user: Any, words: str, article: Article | None = None, most: int) -> list[Topic]:
    """Return topics with the words in their name: itself, its beginning, any part of it.

    Of equals those that the source has come first; without words, these alone. If nothing is
    found, names that are spelled nearly so.
    """
    topics = Topic.objects.visible_to(user)
    found = _ranked(topics, "name", words, Q(annotations__article=article), article, most)
    return found or _nearly(topics, "name", words, most)


def find_propositions(
    *, user: Any, words: str, article: Article | None = None, most: int
) -> list[Proposition]:
    """Return propositions with all of the words, ordered as topics are."""
    propositions = Proposition.objects.visible_to(user)
    here = Q(members__annotation__article=article)
    found = _ranked(propositions, "text", words, here, article, most)
    if not found and len(parts := words.split()) > 1:
        every = Q()
        for part in parts:
            every &= Q(text__icontains=part)
        found = list(propositions.filter(every).order_by("text", "pk")[:most])
    return found


def _ranked(
    rows: QuerySet[Any], name: str, words: str, here: Q, article: Article | None, most: int
) -> list[Any]:
    rank = Case(
        When(**{f"{name}__iexact": words}, then=Value(0)),
        When(**{f"{name}__istartswith": words}, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = rows.filter(**{f"{name}__icontains": words})
    if article is not None:
        found = found.annotate(used=Count("pk", filter=here))
        found = found if words else found.filter(used__gt=0)
        return list(found.order_by(rank, "-used", name, "pk")[:most])
    return list(found.order_by(rank, name, "pk")[:most])


def _nearly(rows: QuerySet[Any], name: str, words: str, most: int) -> list[Any]:
    keys = nearest(words, rows.values_list("pk", name), most)
    found = rows.in_bulk(keys)
    return [found[key] for key in keys]
