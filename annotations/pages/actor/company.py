"""Who is named together with an actor: in the same paragraphs, and in the same sources."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotations.models import Actor, Annotation, Span
from sourcelib.models import Article, Revision
from sourcelib.text.paragraphs import paragraphs

MOST = 10
CITED = 3


@dataclass(frozen=True)
class Companion:
    """Another actor: how many paragraphs and sources name both; `cited` are the newest of these."""

    actor: Actor
    paragraphs: int
    sources: int
    cited: Sequence[Article]


def company(row: Actor, articles: Sequence[Article]) -> list[Companion]:
    """Return who is named together with `row` in `articles`, those named so most often first.

    `articles` are public sources that name `row`, the newest first, and not many: their texts are
    read. Three queries.
    """
    places = _places(articles)
    shared: dict[int, list[tuple[Article, int]]] = defaultdict(list)
    for article in articles:
        of_article = places.get(article.current_revision_id, {})
        mine = of_article.get(row.pk, set())
        for actor, theirs in of_article.items():
            if actor != row.pk:
                shared[actor].append((article, len(mine & theirs)))
    counts = {
        actor: (sum(count for article, count in found), len(found))
        for actor, found in shared.items()
    }
    first = sorted(counts, key=lambda actor: (*(-count for count in counts[actor]), actor))[:MOST]
    actors = Actor.objects.in_bulk(first)
    return [
        Companion(
            actors[actor],
            *counts[actor],
            [article for article, count in _closest(shared[actor])[:CITED]],
        )
        for actor in first
    ]


def _closest(found: list[tuple[Article, int]]) -> list[tuple[Article, int]]:
    """Return the sources with a paragraph that names both before those without."""
    return sorted(found, key=lambda pair: not pair[1])


def _places(articles: Sequence[Article]) -> dict[int | None, dict[int, set[int]]]:
    """Return which paragraphs name whom, by revision and actor."""
    current: list[Any] = [article.current_revision_id for article in articles]
    starts = {
        revision: [paragraph.start for paragraph in paragraphs(text)]
        for revision, text in Revision.objects.filter(pk__in=current).values_list("pk", "text")
    }
    spans = Span.objects.filter(
        revision__in=current,
        role=Span.Role.BODY,
        annotation__kind=Annotation.Kind.MENTION,
        annotation__state=Annotation.State.PUBLISHED,
    ).order_by()
    found: dict[int | None, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for revision, actor, start in spans.values_list(
        "revision_id", "annotation__mention__actor_id", "start"
    ):
        found[revision][actor].add(bisect_right(starts[revision], start))
    return found
