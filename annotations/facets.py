"""Facets: beside a list, what each further value of a filter would give.

A count says how many rows of the list have the value under all other filters, so that several
values of one facet widen the list and each count is what adding it would bring. One facet costs
one query, whatever the number of its values.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from annotations.models import Annotation, Mention
from sourcelib.models import Article, Authorship

# Value in the address, its label, and how many rows have it.
Counted = tuple[str, str, int]


@dataclass(frozen=True)
class Facet:
    """One filter whose values are offered with counts.

    `options` takes the list's rows under all other filters and returns its values with their
    counts, most frequent first.
    """

    name: str
    options: Callable[[QuerySet[Any]], Iterable[Counted]]
    closed: bool = False  # folded until it is wanted


def by_value(column: str, labels: Mapping[str, Any]) -> Callable[[QuerySet[Any]], list[Counted]]:
    """Return the options of a column with a table of labels."""

    def options(rows: QuerySet[Any]) -> list[Counted]:
        return [(value, str(labels[value]), count) for value, count in _counts(rows, column)]

    return options


def by_language(column: str) -> Callable[[QuerySet[Any]], list[Counted]]:
    """Return the options of a column of language tags."""

    def options(rows: QuerySet[Any]) -> list[Counted]:
        return [(tag, language_name(tag), count) for tag, count in _counts(rows, column)]

    return options


def by_row(path: str, name: str = "name") -> Callable[[QuerySet[Any]], list[Counted]]:
    """Return the options of a foreign key: slug, name and count of each row it leads to."""

    def options(rows: QuerySet[Any]) -> list[Counted]:
        counted = (
            rows.filter(**{f"{path}__isnull": False})
            .order_by()
            .values_list(f"{path}__slug", f"{path}__{name}")
            .annotate(count=Count("pk"))
        )
        return _most_frequent(counted)

    return options


def authors_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return the authors of the sources in `rows`."""
    return _most_frequent(
        Authorship.objects.filter(article__in=rows.values("pk"))
        .order_by()
        .values_list("author__slug", "author__name")
        .annotate(count=Count("pk"))
    )


def actors_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return the actors that the sources in `rows` name, each source counted once."""
    return _most_frequent(
        Mention.objects.filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__in=rows.values("pk"),
        )
        .order_by()
        .values_list("actor__slug", "actor__name")
        .annotate(count=Count("annotation__article", distinct=True))
    )


def topics_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return the topics of the sources in `rows`, each source counted once."""
    return _most_frequent(
        Annotation.topics.through.objects.filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__in=rows.values("pk"),
        )
        .order_by()
        .values_list("topic__slug", "topic__name")
        .annotate(count=Count("annotation__article", distinct=True))
    )


def contents_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return how many of the sources in `rows` contain predictions, and how many claims."""

    def containing(kind: str) -> Count:
        found = Annotation.objects.filter(
            article=OuterRef("pk"), state=Annotation.State.PUBLISHED, kind=kind
        )
        return Count("pk", filter=Q(Exists(found)))

    kinds = (Annotation.Kind.PREDICTION, Annotation.Kind.CLAIM)
    counts = rows.order_by().aggregate(**{kind.value: containing(kind) for kind in kinds})
    labels = {Annotation.Kind.PREDICTION: _("predictions"), Annotation.Kind.CLAIM: _("claims")}
    return [(kind.value, labels[kind], counts[kind.value]) for kind in kinds]


def actors_about(rows: QuerySet[Annotation]) -> list[Counted]:
    """Return the actors that the claims or predictions in `rows` are about."""
    return _through(Annotation.about.through, "actor", rows)


def topics_of_statements(rows: QuerySet[Annotation]) -> list[Counted]:
    """Return the topics of the claims or predictions in `rows`."""
    return _through(Annotation.topics.through, "topic", rows)


def authors_of_statements(rows: QuerySet[Annotation]) -> list[Counted]:
    """Return the authors of the sources of the claims or predictions in `rows`."""
    return _most_frequent(
        rows.filter(article__authorships__isnull=False)
        .order_by()
        .values_list("article__authors__slug", "article__authors__name")
        .annotate(count=Count("pk"))
    )


def language_name(tag: str) -> str:
    """Return the name of a language in the reader's language, or its tag."""
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag


def _through(table: Any, name: str, rows: QuerySet[Annotation]) -> list[Counted]:
    return _most_frequent(
        table.objects.filter(annotation__in=rows.values("pk"))
        .order_by()
        .values_list(f"{name}__slug", f"{name}__name")
        .annotate(count=Count("pk"))
    )


def _counts(rows: QuerySet[Any], column: str) -> list[tuple[str, int]]:
    counted = rows.order_by().values_list(column).annotate(count=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def _most_frequent(counted: Iterable[Counted]) -> list[Counted]:
    return sorted(counted, key=lambda option: (-option[2], option[1], option[0]))
