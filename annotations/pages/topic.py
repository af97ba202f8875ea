"""The page of one topic: what is predicted, argued about and claimed, and over which years."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.addresses import find, follows_moves
from annotations.charts.years import years
from annotations.comparing import Pair
from annotations.facets import actors_about, topics_of_statements
from annotations.following import ways_of_topic
from annotations.holding import held
from annotations.models import Annotation, Proposition, Topic
from annotations.models.annotation import AnnotationQuerySet
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard
from annotations.statements import statements, with_statements
from annotations.verdict_tally import tally
from sourcelib.models import Article

SHOWN = 8  # of each kind; the rest is a list away
PROPOSITIONS = 10
ACTORS = 12
RELATED = 12
SHORT = 6  # years; a longer table is folded under its picture


@dataclass(frozen=True)
class Year:
    """What the sources of one year say under a topic; None is for those without a date."""

    year: int | None
    sources: int
    claims: int
    predictions: int


@dataclass(frozen=True)
class OverTime:
    """A topic year by year; the sources without a date stand last."""

    years: Sequence[Year]

    @property
    def dated(self) -> dict[int, int]:
        """How many sources each year has that is known."""
        return {one.year: one.sources for one in self.years if one.year is not None}

    @property
    def first(self) -> int:
        """The first year that is known."""
        return min(self.dated)

    @property
    def last(self) -> int:
        """The last year that is known."""
        return max(self.dated)

    @property
    def is_short(self) -> bool:
        """Whether the table takes no more room than a picture."""
        return len(self.years) <= SHORT

    @property
    def drawing(self) -> SafeString | str:
        """The years as bars; nothing where there is one, which needs no picture."""
        if len(self.dated) < 2:
            return ""
        label = _("Sources by year; the table has the same numbers.")
        return years(self.dated, range(self.first, self.last + 1), label)


@reads_standard
@follows_moves
def topic(request: HttpRequest, slug: str, standard: Standard) -> HttpResponse:
    """One topic: predictions with their fates, propositions, claims, years, actors, sources."""
    row = find(Topic.objects.public(), slug)
    rows = Annotation.objects.public().filter(topics=row)
    newest = rows.order_by("-article__sort_date", "-article", "pk")
    articles = Article.objects.public().filter(
        pk__in=Annotation.objects.filter(state="published", topics=row).values("article")
    )
    sources = list(articles.newest_first().with_heads()[:SHOWN])
    propositions = _propositions(row)
    count = rows.predictions().count()
    context: dict[str, Any] = {
        "predictions": statements(with_statements(newest.predictions())[:SHOWN], standard),
        "prediction_count": count,
        "tally": tally(rows.predictions()) if count > 1 else [],
        "claims": statements(with_statements(newest.claims())[:SHOWN], standard),
        "claim_count": rows.claims().count(),
        "propositions": held(propositions[:PROPOSITIONS]),
        "proposition_count": propositions.count(),
        "over_time": _over_time(rows),
        "actors": actors_about(rows)[:ACTORS],
        "related": _related(row, rows),
        "sources": sources,
        "source_count": articles.count(),
        "comparison": Pair.in_time(*sources).address if len(sources) == 2 else "",
        "standards": choices(request, standard),
        "ways": ways_of_topic(row),
    }
    return render(request, "annotations/topic.html", {"section": "topics", "row": row, **context})


def _propositions(row: Topic) -> QuerySet[Proposition]:
    """Return the topic's propositions that something public speaks to, the most spoken to first."""
    public = Q(
        members__annotation__state="published", members__annotation__article__state="published"
    )
    return (
        Proposition.objects.public()
        .filter(pk__in=Proposition.topics.through.objects.filter(topic=row).values("proposition"))
        .annotate(speaking=Count("members__annotation__article", filter=public, distinct=True))
        .order_by("-speaking", "text", "pk")
    )


def _related(row: Topic, rows: AnnotationQuerySet) -> list[tuple[str, str, int]]:
    """Return the topics that the same passages are tagged with, the most often first."""
    found = topics_of_statements(rows)
    return [one for one in found if one[0] != row.slug][:RELATED]


def _over_time(rows: AnnotationQuerySet) -> OverTime:
    """Return the years of the sources, as their dates are stated; one query."""
    counted = rows.order_by().values_list("article__date__year", "article", "kind")
    sources: Counter[int | None] = Counter()
    kinds: Counter[tuple[int | None, str]] = Counter()
    seen: set[int] = set()
    for year, article, kind, count in counted.annotate(count=Count("pk")):
        kinds[year, kind] += count
        sources[year] += article not in seen
        seen.add(article)
    found = [
        Year(year, sources[year], kinds[year, "claim"], kinds[year, "prediction"])
        for year in sources
    ]
    return OverTime(sorted(found, key=lambda one: (one.year is None, one.year or 0)))
