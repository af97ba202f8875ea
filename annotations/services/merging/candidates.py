"""Which actors an actor may be the same as."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from annotations.models import Actor, ActorAlias, ActorIdentifier

MOST = 20  # that are shown at once


def named_alike(source: Actor) -> QuerySet[Actor]:
    """Return the actors with a name or alias that `source` has too, the commonest first."""
    words = {source.name, *source.aliases.values_list("text", flat=True)}
    same = Q()
    for word in sorted(words):
        alias = ActorAlias.objects.filter(actor=OuterRef("pk"), text__iexact=word)
        same |= Q(name__iexact=word) | Q(Exists(alias))
    return _others(source).filter(same)[:MOST]


def found(source: Actor, words: str) -> QuerySet[Actor]:
    """Return the actors whose name, alias, address or id has all of `words`."""
    rows = _others(source)
    for word in words.split():
        alias = ActorAlias.objects.filter(actor=OuterRef("pk"), text__icontains=word)
        identifier = ActorIdentifier.objects.filter(actor=OuterRef("pk"), value__iexact=word)
        rows = rows.filter(
            Q(name__icontains=word) | Q(slug__icontains=word) | Exists(alias) | Exists(identifier)
        )
    return rows[:MOST]


def _others(source: Actor) -> QuerySet[Actor]:
    standing = Actor.objects.filter(merged_into__isnull=True).exclude(pk=source.pk)
    counted = standing.annotate(mentions_n=Count("mentions"))
    return counted.prefetch_related("aliases").order_by("-mentions_n", "name", "pk")
