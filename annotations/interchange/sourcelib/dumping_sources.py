"""The records of sources, read in chunks: each source with all that is its own."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from annotations.interchange.sourcelib.stored import stored_with_ids
from annotations.models import Annotation
from annotations.records import Record
from annotations.records.stored import (
    COMPOUNDS,
    REANCHORINGS,
    REVISIONS,
    VERSIONS,
    records_of,
)
from sourcelib.models import Article

SOURCES_AT_ONCE = 25


def records_of_sources(articles: QuerySet[Article]) -> Iterator[Record]:
    """Yield the records of sources and of what is their own, in the order of a file."""
    sources = stored_with_ids("source", articles)
    while chunk := list(islice(sources, SOURCES_AT_ONCE)):
        ids = [pk for pk, _source in chunk]
        revisions = REVISIONS.lists(ids)
        compounds = COMPOUNDS.lists(ids)
        annotations = _annotations(ids)
        reanchorings = REANCHORINGS.lists(ids)
        for pk, source in chunk:
            yield source
            yield from revisions.get(pk, ())
            yield from compounds.get(pk, ())
            yield from annotations.get(pk, ())
            yield from reanchorings.get(pk, ())


def _annotations(articles: list[int]) -> dict[int, list[Record]]:
    """Return the annotations of these articles, each followed by its versions, by article."""
    rows = Annotation.objects.filter(article__in=articles).order_by("pk")
    article_of = dict(rows.values_list("pk", "article_id"))
    versions = VERSIONS.lists([*article_of])
    found: defaultdict[int, list[Record]] = defaultdict(list)
    for pk, record in records_of("annotation", [*article_of]):
        found[article_of[pk]] += (record, *versions.get(pk, ()))
    return found
