"""Facets: beside a list, what each further value of a filter would give.

A count says how many rows of the list have the value under all other filters, so that several
values of one facet widen the list and each count is what adding it would bring. Facets of columns
of the rows are folded out of one query for all of them; each other facet costs one query, and one
for the names of what it found, whatever the number of its values.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, Mention, Topic
from sourcelib.models import Article, Author, Authorship, Publication

# Value in the address, its label, and how many rows have it.
Counted = tuple[str, str, int]

_FEW = 1_000  # keys that a query may name; of more, all rows of the table are read

# Values of the columns of a folding, and how many rows have them.
Groups = Iterable[tuple[tuple[Any, ...], int]]


@dataclass(frozen=True)
class Facet:
    """One filter whose values are offered with counts.

    `options` takes the list's rows under all other filters and returns its values with their
    counts, most frequent first. A `Folding` shares its query with the others of a list. `lifts`
    names the filters that it leaves out, if not the one of its own name.
    """

    name: str
    options: "Callable[[QuerySet[Any]], Iterable[Counted]] | Folding"
    shown: bool = True  # among the facets of the page
    lifts: tuple[str, ...] = ()

    @property
    def lifted(self) -> tuple[str, ...]:
        """The names of the filters that it leaves out."""
        return self.lifts or (self.name,)


@dataclass(frozen=True)
class Folding:
    """The options of a facet that is made out of columns of the rows.

    `columns` are names of columns, or what makes expressions, by name; `fold` takes their values
    with counts.
    """

    columns: Mapping[str, str | Callable[[], Any]]
    fold: Callable[[Groups], list[Counted]]

    def __call__(self, rows: QuerySet[Any]) -> list[Counted]:
        """Return the options in `rows`."""
        return folded(rows, [self])[0]


def folded(rows: QuerySet[Any], foldings: Sequence[Folding]) -> list[list[Counted]]:
    """Return the options of each of `foldings` in `rows`: one query, and one for each's names."""
    columns = {name: column for one in foldings for name, column in one.columns.items()}
    computed = {name: make() for name, make in columns.items() if not isinstance(make, str)}
    places = {name: place for place, name in enumerate(columns)}
    counted = (
        rows.order_by()
        .annotate(**computed)
        .values_list(*(name if name in computed else columns[name] for name in columns))
        .annotate(count=Count("pk"))
    )
    *values, sizes = list(zip(*counted, strict=True)) or [()] * (len(columns) + 1)
    counts: dict[tuple[str, ...], Counter[tuple[Any, ...]]] = {}
    for one in foldings:
        if (wanted := tuple(one.columns)) not in counts:
            counts[wanted] = Counter()
            keys = zip(*(values[places[name]] for name in wanted), strict=True)
            for key, size in zip(keys, sizes, strict=True):
                counts[wanted][key] += size
    return [one.fold(counts[tuple(one.columns)].items()) for one in foldings]


def by_value(column: str, labels: Mapping[str, Any]) -> Folding:
    """Return the options of a column with a table of labels."""
    return _by_column(column, lambda value: str(labels[value]))


def in_order(column: str, labels: Iterable[tuple[str, Any]], empty: str = "") -> Folding:
    """Return the options of a column in the order of its `labels`; `empty` names no value."""
    labelled = [(value, str(label)) for value, label in labels]

    def fold(groups: Groups) -> list[Counted]:
        counts = {value or empty: count for (value,), count in groups}
        return [(value, label, counts[value]) for value, label in labelled if value in counts]

    return Folding({column: column}, fold)


def computed(name: str, column: Callable[[], Any], labels: Iterable[tuple[str, Any]]) -> Folding:
    """Return the options of a computed column in the order of its `labels`."""
    return replace(in_order(name, labels), columns={name: column})


def by_language(column: str) -> Folding:
    """Return the options of a column of language tags."""
    return _by_column(column, language_name)


def by_row(path: str, model: type[Model], name: str = "name") -> Folding:
    """Return the options of a foreign key: slug, name and count of each row it leads to."""

    def fold(groups: Groups) -> list[Counted]:
        return _named(model, {key: count for (key,), count in groups if key is not None}, name)

    return Folding({path: path}, fold)


def by_year(column: str) -> Folding:
    """Return how many rows are of each year of a column of dates; those with no date of none."""

    def fold(groups: Groups) -> list[Counted]:
        return [(str(year), str(year), count) for (year,), count in groups if year is not None]

    return Folding({column: f"{column}__year"}, fold)


def authors_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return the authors of the sources in `rows`."""
    signed = Authorship.objects.filter(article__in=rows.values("pk")).order_by()
    return _named(Author, dict(signed.values_list("author").annotate(count=Count("pk"))))


def authors_of_statements() -> Folding:
    """Return the authors of the sources of claims or predictions."""

    def fold(groups: Groups) -> list[Counted]:
        counts = {source: count for (source,), count in groups}
        signed = Authorship.objects.order_by()
        if len(counts) <= _FEW:
            signed = signed.filter(article__in=list(counts))
        found: Counter[int] = Counter()
        for source, author in signed.values_list("article", "author"):
            found[author] += counts.get(source, 0)
        return _named(Author, +found)

    return Folding({"article": "article"}, fold)


def genres_of_publications(rows: QuerySet[Publication]) -> list[Counted]:
    """Return the genres of what appeared in the publications in `rows`."""
    return _of_appeared(rows, "genre", lambda genre: str(Article.Genre(genre).label))


def languages_of_publications(rows: QuerySet[Publication]) -> list[Counted]:
    """Return the languages of what appeared in the publications in `rows`."""
    return _of_appeared(rows, "language", language_name)


def publications_of_authors(rows: QuerySet[Author]) -> list[Counted]:
    """Return where the authors in `rows` published, each author counted once."""
    signed = Authorship.objects.filter(
        author__in=rows.values("pk"),
        article__state=Article.State.PUBLISHED,
        article__publication__isnull=False,
    ).order_by()
    counted = signed.values_list("article__publication").annotate(
        count=Count("author", distinct=True)
    )
    return _named(Publication, dict(counted))


def actors_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return the actors that the sources in `rows` name, each source counted once."""
    counted = (
        Mention.objects.filter(
            annotation__kind=Annotation.Kind.MENTION,
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__in=rows.values("pk"),
        )
        .order_by()
        .values_list("actor")
        .annotate(count=Count("annotation__article", distinct=True))
    )
    return _named(Actor, dict(counted))


def topics_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return the topics of the sources in `rows`, each source counted once."""
    counted = (
        Annotation.topics.through.objects.filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__in=rows.values("pk"),
        )
        .order_by()
        .values_list("topic")
        .annotate(count=Count("annotation__article", distinct=True))
    )
    return _named(Topic, dict(counted))


def contents_of_sources(rows: QuerySet[Article]) -> list[Counted]:
    """Return how many of the sources in `rows` contain predictions, and how many claims."""
    labels = {Annotation.Kind.PREDICTION: _("predictions"), Annotation.Kind.CLAIM: _("claims")}
    counted = dict(
        Annotation.objects.filter(
            kind__in=list(labels), state=Annotation.State.PUBLISHED, article__in=rows.values("pk")
        )
        .order_by()
        .values_list("kind")
        .annotate(count=Count("article", distinct=True))
    )
    return [(kind.value, label, counted.get(kind.value, 0)) for kind, label in labels.items()]


def actors_about(rows: QuerySet[Annotation]) -> list[Counted]:
    """Return the actors that the claims or predictions in `rows` are about."""
    return _through(Annotation.about.through, "actor", Actor, rows)


def topics_of_statements(rows: QuerySet[Annotation]) -> list[Counted]:
    """Return the topics of the claims or predictions in `rows`."""
    return _through(Annotation.topics.through, "topic", Topic, rows)


def language_name(tag: str) -> str:
    """Return the name of a language in the reader's language, or its tag."""
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag


def _by_column(column: str, label: Callable[[str], str]) -> Folding:
    def fold(groups: Groups) -> list[Counted]:
        options = [(value, label(value), count) for (value,), count in groups]
        return sorted(options, key=lambda option: (-option[2], option[0]))

    return Folding({column: column}, fold)


def _of_appeared(
    rows: QuerySet[Publication], column: str, label: Callable[[str], str]
) -> list[Counted]:
    appeared = Article.objects.public().filter(publication__in=rows.values("pk")).order_by()
    counted = appeared.values_list(column).annotate(count=Count("publication", distinct=True))
    options = [(value, label(value), count) for value, count in counted]
    return sorted(options, key=lambda option: (-option[2], option[0]))


def _through(
    table: Any, name: str, model: type[Model], rows: QuerySet[Annotation]
) -> list[Counted]:
    counted = (
        table.objects.filter(annotation__in=rows.values("pk"))
        .order_by()
        .values_list(name)
        .annotate(count=Count("pk"))
    )
    return _named(model, dict(counted))


def _named(model: type[Model], counts: Mapping[int, int], name: str = "name") -> list[Counted]:
    """Return the rows with these keys as options, most frequent first; one query.

    Counting by keys and naming afterwards spares the database sorting every row by its name.
    """
    everything = model._default_manager.order_by()
    rows = everything if len(counts) > _FEW else everything.filter(pk__in=list(counts))
    options = [
        (slug, label, counts[key])
        for key, slug, label in rows.values_list("pk", "slug", name)
        if key in counts
    ]
    return sorted(options, key=lambda option: (-option[2], option[1], option[0]))
