"""Whether the library has a source already: by its text, its address, or nearly its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import connection, transaction

from sourcelib.models import Article, Revision, SketchValue
from sourcelib.readers import Document
from sourcelib.search.tokens import words
from sourcelib.services.web_addresses import articles_at
from sourcelib.text import sha256, sketches

How = Literal["text", "address", "near"]

# From here on two texts are nearly identical. Every twentieth or thirtieth word corrected, or a
# fifth of the text added, stays above it; two articles that share a long disclaimer, or quote the
# same speech, stay below it unless four fifths of each are the same words.
NEAR = 0.7

CANDIDATES = 10  # texts that are compared word by word, those with most values in common first
# Texts looked at for each value: boilerplate gives the same few values to thousands of texts, and
# what makes a text the twin of another is in its other values.
OF_ONE_VALUE = 200


@dataclass(frozen=True, slots=True)
class Twin:
    """A source like the one asked about.

    `how` is the strongest reason: its text is the same, or its address, or most of its words.
    `revision` is the number of the revision that is alike, and `share` how much of the runs of
    words of both is in both, from 0 to 1.
    """

    article: Article
    how: How
    share: float
    revision: int


def find_twins(document: Document, *, besides: Article | None = None) -> list[Twin]:
    """Return the sources that a document may be the same as, those with the same text first.

    Each source is named once. Of all sources every revision is compared for the same text, the
    current one for likeness. `besides` is left out: the source that the document is a text of.
    """
    out = besides.pk if besides else None
    twins: dict[int, Twin] = {}
    same = Revision.objects.filter(sha256=sha256(document.text)).select_related("article")
    for revision in same.order_by("article_id", "-number"):
        twin = Twin(revision.article, "text", 1.0, revision.number)
        twins.setdefault(revision.article_id, twin)

    mine = words(document.text)
    for article in articles_at(document.original_url or ""):
        if article.pk not in twins and (current := article.current_revision) is not None:
            share = sketches.resemblance(mine, words(current.text))
            twins[article.pk] = Twin(article, "address", share, current.number)
    for revision in _candidates(sketches.sketch(mine)):
        if revision.article_id not in twins:
            share = sketches.resemblance(mine, words(revision.text))
            if share >= NEAR:
                twins[revision.article_id] = Twin(revision.article, "near", share, revision.number)
    order: list[How] = ["text", "address", "near"]
    twins.pop(out or 0, None)
    return sorted(twins.values(), key=lambda twin: (order.index(twin.how), -twin.share))


def remember(revision: Revision) -> None:
    """Let a text be found by its likeness, in place of the earlier ones of its source.

    Call it in the transaction that makes the revision the current one.
    """
    _forget([revision.article_id])
    SketchValue.objects.bulk_create(
        SketchValue(revision=revision, value=value) for value in sketch_of(revision.text)
    )


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the sketch of a text, of words as search knows them."""
    return sketches.sketch(words(text))


def least_shared(sketch: Sequence[int]) -> int:
    """Return how many values of a sketch another text must have to be compared with it."""
    return max(1, len(sketch) // 4)


@transaction.atomic
def remember_all(keys: Iterable[int]) -> None:
    """Make the sketches of these sources anew, whatever there was before."""
    keys = list(keys)
    _forget(keys)
    current = Article.objects.filter(pk__in=keys, current_revision__isnull=False)
    texts = current.values_list("current_revision", "current_revision__text").order_by("pk")
    SketchValue.objects.bulk_create(
        (
            SketchValue(revision_id=revision, value=value)
            for revision, text in texts
            for value in sketch_of(text or "")
        ),
        batch_size=1_000,
    )


def _forget(keys: Iterable[int]) -> None:
    # By the keys of their texts, not joined: while a table grows within one transaction PostgreSQL
    # takes it for empty, and would read all of it for each source.
    texts = list(Revision.objects.filter(article__in=keys).values_list("pk", flat=True))
    SketchValue.objects.filter(revision__in=texts).delete()


def with_file(file_sha256: str) -> Revision | None:
    """Return the first revision that was read from a file, by the checksum of that."""
    return (
        Revision.objects.filter(file_sha256=file_sha256)
        .select_related("article")
        .order_by("pk")
        .first()
    )


def most_shared(table: str, key: str, values: int, mark: str = "%s") -> str:
    """Return the SQL that finds, in a table of sketches, who shares most of so many values.

    Its parameters (written as `mark`) are the values, then how many must be shared at least; its
    rows are `key`, those with most in common first.
    """
    of_one = (
        f"SELECT * FROM (SELECT {key} FROM {table} WHERE value = {mark}"
        f" ORDER BY {key} LIMIT {OF_ONE_VALUE}) AS of_one"
    )
    return (
        f"SELECT {key} FROM ({' UNION ALL '.join([of_one] * values)}) AS found"
        f" GROUP BY {key} HAVING COUNT(*) >= {mark}"
        f" ORDER BY COUNT(*) DESC, {key} LIMIT {CANDIDATES}"
    )


def _candidates(sketch: Sequence[int]) -> Iterator[Revision]:
    if not sketch:
        return
    table = connection.ops.quote_name(SketchValue._meta.db_table)
    with connection.cursor() as cursor:
        query = most_shared(table, "revision_id", len(sketch))
        cursor.execute(query, [*sketch, least_shared(sketch)])
        found = [key for (key,) in cursor.fetchall()]
    yield from Revision.objects.filter(pk__in=found).select_related("article").order_by("pk")
