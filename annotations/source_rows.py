"""Sources as lists show them: a few words of the text, counts, and where annotations fall."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString

from annotations.charts.strip import Stretch, strip
from annotations.conditions import found_as
from annotations.models import Annotation, Span
from sourcelib.citing import written_date
from sourcelib.models import Article, Author
from sourcelib.models.article import ArticleQuerySet
from sourcelib.search.highlights import NOTHING, Bit, best, marked, snippet
from sourcelib.search.index import Kind
from sourcelib.search.query import Query
from sourcelib.text.canonical import PARAGRAPH_BREAK


@dataclass(frozen=True)
class Tally:
    """How many annotations of each kind a source has, and its strip."""

    claims: int
    predictions: int
    actors: int
    strip: SafeString


@dataclass(frozen=True)
class SourceRow:
    """One source in a list. `claims_found` and `predictions_found` match the search."""

    article: Article
    tally: Tally
    title: Sequence[Bit]
    beginning: Sequence[Bit]
    claims_found: int = 0
    predictions_found: int = 0

    @property
    def date(self) -> str:
        """The date, as exactly as it is known."""
        return written_date(self.article.date, self.article.date_precision)

    @property
    def authors(self) -> list[Author]:
        """Who signed it, in the order of the byline."""
        return self.article.byline


def with_heads(rows: QuerySet[Article]) -> ArticleQuerySet:
    """Return sources with publication and authors, without their texts."""
    heads = cast("ArticleQuerySet", rows).with_heads()
    return heads.select_related("current_revision").defer("current_revision__text")


def with_texts(rows: QuerySet[Article]) -> QuerySet[Article]:
    """Return sources with publication, authors and texts: for a page, not for a whole list."""
    return with_heads(rows).defer(None)


def source_rows(sources: Iterable[Article], query: Query = NOTHING) -> list[SourceRow]:
    """Return rows of `with_texts` ready to be shown; one query more, two where words are found."""
    articles = list(sources)
    tallies = _tallies(articles)
    found = {} if query.finds_nothing else _found(articles, query)
    return [
        SourceRow(
            article=article,
            tally=tallies[article.pk],
            title=marked(article.title, query, "title"),
            beginning=_beginning(article, query),
            claims_found=found.get((article.pk, Annotation.Kind.CLAIM), 0),
            predictions_found=found.get((article.pk, Annotation.Kind.PREDICTION), 0),
        )
        for article in articles
    ]


def _beginning(article: Article, query: Query) -> list[Bit]:
    """Return a few words of the text, where its terms allow them to be shown."""
    if article.display != Article.Display.FULL or article.current_revision is None:
        return []
    passages = article.current_revision.text.split(PARAGRAPH_BREAK)
    return snippet(passages[best(passages, query)], query)


def _tallies(articles: Sequence[Article]) -> dict[int, Tally]:
    """Count the public annotations of each source, and draw its strip; one query."""
    lengths = {
        article.current_revision_id: article.current_revision.length
        for article in articles
        if article.current_revision
    }
    placed = Span.objects.filter(
        revision__in=lengths, role=Span.Role.BODY, annotation__state=Annotation.State.PUBLISHED
    ).values_list(
        "revision",
        "annotation__kind",
        "annotation",
        "annotation__mention__actor",
        "start",
        "end",
    )
    stretches: dict[int | None, list[Stretch]] = defaultdict(list)
    things: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    for revision, kind, annotation, actor, start, end in placed.order_by():
        stretches[revision].append(Stretch(kind, start, end))
        things[revision, kind].add(actor if kind == Annotation.Kind.MENTION else annotation)
    return {
        article.pk: Tally(
            claims=len(things[article.current_revision_id, "claim"]),
            predictions=len(things[article.current_revision_id, "prediction"]),
            actors=len(things[article.current_revision_id, "mention"]),
            strip=strip(
                lengths.get(article.current_revision_id, 1), stretches[article.current_revision_id]
            ),
        )
        for article in articles
    }


def _found(articles: Sequence[Article], query: Query) -> dict[tuple[int, str], int]:
    """Count the claims and predictions of each source that a search finds; one query."""
    rows = Annotation.objects.filter(
        state=Annotation.State.PUBLISHED,
        article__in=[article.pk for article in articles],
        kind__in=[Annotation.Kind.CLAIM, Annotation.Kind.PREDICTION],
    )
    rows = rows.filter(found_as(Kind.CLAIM, Kind.PREDICTION)(query))
    counted = rows.order_by().values_list("article", "kind").annotate(count=Count("pk"))
    return {(article, kind): count for article, kind, count in counted}
