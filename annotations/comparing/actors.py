"""Whom two sources name: both of them, and by which words, or only one of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from annotations.comparing.pair import Pair
from annotations.models import Actor, Mention, Span
from sourcelib.models import Article

MOST = 40
FORMS = 5  # by which one source names one actor


@dataclass(frozen=True)
class Naming:
    """How often one source names an actor, and by which words, the most frequent first.

    The words are empty where the terms of the source allow none to be shown.
    """

    article: Article
    count: int
    forms: Sequence[str]
    more: int  # further forms


@dataclass(frozen=True)
class SharedActor:
    """An actor that both name."""

    actor: Actor
    namings: Sequence[Naming]


@dataclass(frozen=True)
class OnlyActors:
    """The actors that only one of the two names: how many, and those that it names most often."""

    article: Article
    count: int
    first: Sequence[tuple[Actor, int]]

    @property
    def more(self) -> int:
        """How many are not among the first."""
        return self.count - len(self.first)


@dataclass(frozen=True)
class Cast:
    """The actors of two sources."""

    count: int  # that both name
    shared: Sequence[SharedActor]
    only: Sequence[OnlyActors]

    @property
    def more(self) -> int:
        """How many that both name are not shown."""
        return self.count - len(self.shared)


def cast_of(pair: Pair) -> Cast:
    """Return whom the two name; three queries."""
    counts = _counts(pair)
    left, right = (counts[key] for key in pair.keys)
    both = sorted(
        left.keys() & right.keys(), key=lambda actor: (-min(left[actor], right[actor]), actor)
    )
    alone = {article.pk: _most_named(counts[article.pk], without=both) for article in pair.articles}
    shown = both[:MOST]
    actors = Actor.objects.in_bulk([*shown, *(key for keys in alone.values() for key in keys)])
    forms = _forms(pair, shown)
    return Cast(
        count=len(both),
        shared=[
            SharedActor(
                actors[key],
                [
                    _naming(article, counts[article.pk][key], forms[article.pk, key])
                    for article in pair.articles
                ],
            )
            for key in shown
        ],
        only=[
            OnlyActors(
                article,
                len(counts[article.pk]) - len(both),
                [(actors[key], counts[article.pk][key]) for key in alone[article.pk]],
            )
            for article in pair.articles
        ],
    )


def _most_named(counts: Mapping[int, int], without: Sequence[int]) -> list[int]:
    alone = counts.keys() - set(without)
    return sorted(alone, key=lambda actor: (-counts[actor], actor))[:MOST]


def _counts(pair: Pair) -> dict[int, dict[int, int]]:
    """Return how often each source names each actor."""
    counted = (
        Mention.objects.filter(annotation__state="published", annotation__article__in=pair.keys)
        .order_by()
        .values_list("annotation__article", "actor")
        .annotate(count=Count("pk"))
    )
    found: dict[int, dict[int, int]] = {key: {} for key in pair.keys}
    for article, actor, count in counted:
        found[article][actor] = count
    return found


def _forms(pair: Pair, actors: Sequence[int]) -> dict[tuple[int, int], list[str]]:
    """Return the words by which each source names these actors, the most frequent first."""
    counted = (
        Span.objects.filter(
            revision=F("annotation__revision"),
            annotation__article__in=pair.keys,
            role=Span.Role.BODY,
            part=1,
            annotation__state="published",
            annotation__mention__actor__in=actors,
        )
        .order_by()
        .values_list("annotation__article", "annotation__mention__actor", "exact")
        .annotate(count=Count("pk"))
        .order_by("-count", "exact")
    )
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for article, actor, exact, _count in counted:
        found[article, actor].append(" ".join(exact.split()))
    return found


def _naming(article: Article, count: int, forms: Sequence[str]) -> Naming:
    if article.display == Article.Display.METADATA:
        forms = []
    return Naming(article, count, forms[:FORMS], max(0, len(forms) - FORMS))
