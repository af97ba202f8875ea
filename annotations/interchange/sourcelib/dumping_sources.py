"""The records of sources, read in chunks: each source with all that is its own.

Rows come as tuples, not as objects: of an export's time most would go into making objects.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet

from annotations import models as a
from annotations.interchange.sourcelib.stored import stored_with_ids
from annotations.records import Record, part, record
from annotations.records import columns as c
from sourcelib.models import Article, Revision

SOURCES_AT_ONCE = 25


def records_of_sources(articles: QuerySet[Article]) -> Iterator[Record]:
    """Yield the records of sources and of what is their own, in the order of a file."""
    sources = stored_with_ids("source", articles)
    while chunk := list(islice(sources, SOURCES_AT_ONCE)):
        ids = [pk for pk, _source in chunk]
        revisions = _of_articles(Revision, c.REVISION, "revision", ids)
        compounds = _of_articles(a.Compound, c.COMPOUND, "compound", ids)
        annotations = _annotations(ids)
        for pk, source in chunk:
            yield source
            yield from revisions[pk]
            yield from compounds[pk]
            yield from annotations[pk]


def _of_articles(
    model: type[Model], columns: tuple[c.Column, ...], kind: str, articles: list[int]
) -> dict[int, list[Record]]:
    rows = model._default_manager.filter(article__in=articles).order_by("pk")
    found = defaultdict(list)
    for article, *values in rows.values_list("article_id", *_paths(columns)):
        found[article].append(record(kind, columns, values))
    return found


def _annotations(articles: list[int]) -> dict[int, list[Record]]:
    """Return the annotations of these articles, each followed by its versions, by article."""
    made: dict[int, tuple[int, Record]] = {}
    about = _sets(a.Annotation.about.through, "annotation", "actor__uid", articles)
    topics = _sets(a.Annotation.topics.through, "annotation", "topic__uid", articles)
    shared = _sets(a.Prediction.co_speakers.through, "prediction", "actor__uid", articles)
    spans = _spans(articles)
    versions = _versions(articles)
    width = len(c.ANNOTATION)
    for kind, columns in c.DETAILS.items():
        rows = a.Annotation.objects.filter(article__in=articles, kind=kind).order_by()
        for article, pk, *values in rows.values_list(
            "article_id", "pk", *_paths(c.ANNOTATION), *_paths(columns, f"{kind}__")
        ):
            detail = part(columns, values[width:])
            if kind == "prediction":
                detail["co_speakers"] = sorted(shared.get(pk, ()))
            row = record("annotation", c.ANNOTATION, values[:width])
            row["about"] = sorted(about.get(pk, ()))
            row["topics"] = sorted(topics.get(pk, ()))
            row[kind] = detail
            row["spans"] = spans.get(pk, [])
            made[pk] = (article, row)
    found = defaultdict(list)
    for pk in sorted(made):
        article, row = made[pk]
        found[article].append(row)
        found[article] += versions.get(pk, ())
    return found


def _sets(through: Any, owner: str, uid: str, articles: list[int]) -> dict[int, list[str]]:
    path = (
        "annotation__article__in"
        if owner == "annotation"
        else "prediction__annotation__article__in"
    )
    found = defaultdict(list)
    rows = through._default_manager.filter(**{path: articles}).order_by()
    for pk, value in rows.values_list(f"{owner}_id", uid):
        found[pk].append(str(value))
    return found


def _spans(articles: list[int]) -> dict[int, list[Record]]:
    rows = a.Span.objects.filter(annotation__article__in=articles)
    ordered = rows.order_by("annotation_id", "revision__number", "role", "part")
    found = defaultdict(list)
    for pk, *values in ordered.values_list("annotation_id", *_paths(c.SPAN)):
        found[pk].append(part(c.SPAN, values))
    return found


def _versions(articles: list[int]) -> dict[int, list[Record]]:
    rows = a.AnnotationVersion.objects.filter(article__in=articles)
    found = defaultdict(list)
    for pk, *values in rows.order_by("annotation_id", "number").values_list(
        "annotation_id", *_paths(c.VERSION)
    ):
        found[pk].append(record("version", c.VERSION, values))
    return found


def _paths(columns: tuple[c.Column, ...], prefix: str = "") -> list[str]:
    return [prefix + column.path for column in columns]
