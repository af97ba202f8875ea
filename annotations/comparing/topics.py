"""What two sources say under the topics that both touch, and which topics only one touches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from annotations.comparing.pair import Pair
from annotations.models import Annotation, Topic
from sourcelib.models import Article

MOST = 24
EACH = 4  # of what one source says under one topic

_Tagged = Annotation.topics.through


@dataclass(frozen=True)
class Under:
    """What one source has under a topic.

    `rest` are the first of what faces nothing of the other source; `faced` is how much does.
    """

    article: Article
    claims: int
    predictions: int
    faced: int
    rest: Sequence[int]

    @property
    def more(self) -> int:
        """How much else there is."""
        return self.claims + self.predictions - self.faced - len(self.rest)


@dataclass(frozen=True)
class SharedTopic:
    """A topic that both touch."""

    topic: Topic
    sides: Sequence[Under]


@dataclass(frozen=True)
class Touched:
    """The topics of two sources; `only` are those of one, in the order of the pair."""

    count: int  # that both touch
    shared: Sequence[SharedTopic]
    only: Sequence[tuple[Article, Sequence[Topic]]]

    @property
    def more(self) -> int:
        """How many that both touch are not shown."""
        return self.count - len(self.shared)

    @property
    def keys(self) -> Iterable[int]:
        """The keys of all claims and predictions to be shown."""
        for one in self.shared:
            for side in one.sides:
                yield from side.rest


def topics_of(pair: Pair, faced: Collection[int]) -> Touched:
    """Return the topics of the two; `faced` are statements that face one another already.

    Four queries.
    """
    counts = _counts(pair)
    met = _counts(pair, faced)
    left, right = pair.keys
    sizes: dict[int, dict[int, int]] = defaultdict(dict)
    for (topic, article, _kind), count in counts.items():
        sizes[topic][article] = sizes[topic].get(article, 0) + count
    both = [topic for topic, by_source in sizes.items() if len(by_source) == 2]
    both.sort(key=lambda topic: (-min(sizes[topic].values()), -sum(sizes[topic].values()), topic))
    shown = both[:MOST]
    rest = _rest(pair, shown, faced)
    topics = Topic.objects.in_bulk(list(sizes))

    def under(topic: int, article: Article) -> Under:
        place = topic, article.pk
        claims, predictions = ((*place, "claim"), (*place, "prediction"))
        return Under(
            article=article,
            claims=counts.get(claims, 0),
            predictions=counts.get(predictions, 0),
            faced=met.get(claims, 0) + met.get(predictions, 0),
            rest=rest[place],
        )

    def only(key: int) -> list[Topic]:
        alone = [topic for topic, by_source in sizes.items() if by_source.keys() == {key}]
        return [topics[topic] for topic in sorted(alone, key=lambda one: (-sizes[one][key], one))]

    return Touched(
        count=len(both),
        shared=[
            SharedTopic(topics[topic], [under(topic, article) for article in pair.articles])
            for topic in shown
        ],
        only=[(pair.left, only(left)), (pair.right, only(right))],
    )


def _counts(pair: Pair, among: Collection[int] | None = None) -> dict[tuple[int, int, str], int]:
    """Return how many statements of each kind each source has under each topic."""
    rows = _Tagged.objects.filter(annotation__in=_statements(pair))
    if among is not None:
        rows = rows.filter(annotation__in=list(among))
    counted = (
        rows.order_by()
        .values_list("topic", "annotation__article", "annotation__kind")
        .annotate(count=Count("pk"))
    )
    return {(topic, article, kind): count for topic, article, kind, count in counted}


def _rest(
    pair: Pair, topics: Sequence[int], faced: Collection[int]
) -> dict[tuple[int, int], list[int]]:
    """Return the first statements of each source under each topic that face nothing."""
    numbered: QuerySet[Any] = (
        _Tagged.objects.filter(annotation__in=_statements(pair), topic__in=topics)
        .exclude(annotation__in=list(faced))
        .annotate(
            number=Window(
                RowNumber(),
                partition_by=[F("topic"), F("annotation__article")],
                order_by=F("annotation").asc(),
            )
        )
    )
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for topic, article, annotation in numbered.filter(number__lte=EACH).values_list(
        "topic", "annotation__article", "annotation"
    ):
        found[topic, article].append(annotation)
    return found


def _statements(pair: Pair) -> QuerySet[Any]:
    rows = Annotation.objects.public().filter(article__in=pair.keys)
    return rows.exclude(kind=Annotation.Kind.MENTION).values("pk")
