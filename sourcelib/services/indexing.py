"""What the search index says of sources, made from their rows.

Whoever changes a row that stands in the index says so in the same transaction:
`SOURCES.index([article.pk])`. No signal does it, so that it can be seen where it is done.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from sourcelib.models import Article, Authorship, SearchEntry
from sourcelib.search import index
from sourcelib.search.entry import Entry, entry
from sourcelib.search.tokens import words
from sourcelib.text.canonical import PARAGRAPH_BREAK

AT_ONCE = 200  # rows in memory: sources come with their texts

Kind = SearchEntry.Kind


@dataclass(frozen=True)
class Indexed:
    """A sort of rows that stand in the index: as which kinds, and their entries by their keys."""

    name: str
    kinds: tuple[Kind, ...]
    rows: Callable[[], QuerySet[Any]]
    entries: Callable[[Sequence[int]], Iterator[Entry]]

    def index(self, keys: Iterable[int], *, new: bool = False) -> None:
        """Let the index say of these rows what they are now; `new` ones are not in it yet."""
        for some in batches(keys):
            with transaction.atomic():
                if not new:
                    self.drop(some)
                index.put(self.entries(some))

    def drop(self, keys: Iterable[int]) -> None:
        """Take rows out that are going to be deleted, or are."""
        keys = list(keys)
        for kind in self.kinds:
            index.drop(kind, keys)

    def keys(self) -> list[int]:
        """Return the keys of all rows, in order."""
        return list(self.rows().order_by("pk").values_list("pk", flat=True))

    def gone(self, kind: Kind) -> QuerySet[SearchEntry]:
        """Return the entries of a kind whose rows there are not."""
        rows = self.rows().order_by().values("pk")
        return SearchEntry.objects.filter(kind=kind).exclude(key__in=rows)


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield keys in as many as are read at once."""
    rest = iter(keys)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def names_of_authors(articles: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of those who signed each source, in order."""
    names: dict[int, list[str]] = defaultdict(list)
    signed = Authorship.objects.filter(article__in=articles).order_by("article", "position")
    for article, name in signed.values_list("article", "author__name"):
        names[article].append(name)
    return names


def _entries(keys: Sequence[int]) -> Iterator[Entry]:
    """Yield the entries of sources and of their paragraphs; words not to be shown are in none."""
    authors = names_of_authors(keys)
    rows = Article.objects.filter(pk__in=keys).order_by("pk")
    for pk, title, display, publication, text in rows.values_list(
        "pk", "title", "display", "publication__name", "current_revision__text"
    ):
        people = "\n".join(authors[pk])
        shown = text if text and display == Article.Display.FULL else ""
        passages = [words(passage) for passage in shown.split(PARAGRAPH_BREAK)]
        yield entry(
            Kind.SOURCE,
            pk,
            article=pk,
            title=title,
            body=(word for passage in passages for word in passage),
            people=f"{people}\n{publication or ''}",
        )
        for number, passage in enumerate(passages, start=1):
            if passage:
                yield entry(Kind.PASSAGE, pk, part=number, article=pk, body=passage, people=people)


SOURCES = Indexed("sources", (Kind.SOURCE, Kind.PASSAGE), Article.objects.all, _entries)
