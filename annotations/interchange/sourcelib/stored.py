"""What the database already holds of a file, as records, to compare with it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet

from annotations import models as a
from annotations import records as r
from sourcelib import models as s
from sourcelib.models import FormerSlug

MOST_IN_A_QUERY = 500  # SQLite takes 32,766 parameters, older ones 999

# Times that an import sets where the file does not: a file that leaves them out agrees with any.
SET_BY_IMPORT = frozenset(
    {"created_at", "changed_at", "published_at", "proposed_at", "current_revision"}
)

Records = dict[str, r.Record]


def _with(model: Any, name: str, referred: str) -> "Prefetch[str]":
    """Return a prefetch of rows with what each refers to, in one query.

    Two would be one too many: with more than 999 rows referred to, SQLite refuses the second.
    """
    return Prefetch(name, model.objects.select_related(referred))


_QUERIES: dict[str, tuple[Callable[[], QuerySet[Any]], Callable[..., r.Record]]] = {
    "publication": (s.Publication.objects.all, r.publication_record),
    "author": (s.Author.objects.all, r.author_record),
    "topic": (a.Topic.objects.all, r.topic_record),
    "actor": (
        lambda: a.Actor.objects.select_related(
            "part_of", "merged_into", "author", "publication"
        ).prefetch_related(
            "aliases",
            _with(a.ActorMembership, "memberships", "member"),
            _with(a.ActorRole, "roles", "organisation"),
            "identifiers",
        ),
        r.actor_record,
    ),
    "source": (
        lambda: (
            s.Article.objects.select_related("publication", "current_revision")
            .prefetch_related(_with(s.Authorship, "authorships", "author"))
            .order_by()
        ),
        r.source_record,
    ),
    "revision": (lambda: s.Revision.objects.select_related("article"), r.revision_record),
    "compound": (lambda: a.Compound.objects.select_related("article"), r.compound_record),
    "annotation": (
        lambda: (
            a.Annotation.objects.select_related(
                "article", "mention__actor", "claim__speaker", "prediction__speaker"
            )
            .select_related("prediction__compound")
            .prefetch_related(
                "about", "topics", _with(a.Span, "spans", "revision"), "prediction__co_speakers"
            )
        ),
        r.annotation_record,
    ),
    "proposition": (
        lambda: a.Proposition.objects.prefetch_related(
            "topics", _with(a.PropositionMember, "members", "annotation")
        ),
        r.proposition_record,
    ),
    "relation": (
        lambda: a.Relation.objects.select_related("source", "target"),
        r.relation_record,
    ),
    "verdict": (
        lambda: a.Verdict.objects.select_related("annotation", "supersedes").prefetch_related(
            _with(a.Evidence, "evidence", "passage")
        ),
        r.verdict_record,
    ),
}


def stored(kind: str, uids: Iterable[str]) -> Records:
    """Return the records of the rows of this type that have one of these uids, by uid."""
    query, _make = _QUERIES[kind]
    wanted = list(uids)
    found: Records = {}
    for first in range(0, len(wanted), MOST_IN_A_QUERY):
        rows = query().filter(uid__in=wanted[first : first + MOST_IN_A_QUERY])
        found.update({made["uid"]: made for _pk, made in _records(kind, rows)})
    return found


def stored_rows(kind: str, rows: QuerySet[Any]) -> Iterator[r.Record]:
    """Yield the records of these rows, some at a time."""
    for _pk, made in stored_with_ids(kind, rows):
        yield made


def stored_with_ids(kind: str, rows: QuerySet[Any]) -> Iterator[tuple[int, r.Record]]:
    """Yield the id and the record of each of these rows, some at a time, in their order."""
    query, _make = _QUERIES[kind]
    ids = rows.values_list("pk", flat=True).iterator(chunk_size=10_000)
    while chunk := list(islice(ids, MOST_IN_A_QUERY)):
        yield from _records(kind, query().filter(pk__in=chunk).order_by("pk"))


def _records(kind: str, query: QuerySet[Any]) -> list[tuple[int, r.Record]]:
    make = _QUERIES[kind][1]
    rows = list(query)
    if not rows or not hasattr(rows[0], "slug"):
        return [(row.pk, make(row)) for row in rows]
    slugs = former_slugs(row.uid for row in rows)
    return [(row.pk, make(row, slugs.get(str(row.uid), ()))) for row in rows]


def former_slugs(uids: Iterable[Any]) -> dict[str, list[str]]:
    """Return the former slugs of the rows with these uids, by uid."""
    found = defaultdict(list)
    for slug in FormerSlug.objects.filter(uid__in=list(uids)):
        found[str(slug.uid)].append(slug.slug)
    return found


def differences(given: r.Record, normal: r.Record, held: r.Record) -> list[str]:
    """Return the keys in which a record of a file and the row that holds its uid differ.

    `given` is the record as it stands in the file, `normal` the same with every key.
    """
    return [
        key
        for key, value in normal.items()
        if key != "file"
        and not (key in SET_BY_IMPORT and given.get(key) is None)
        and _in_any_order(key, held[key]) != _in_any_order(key, value)
    ]


def _in_any_order(key: str, value: Any) -> Any:
    """Return the spans of an annotation in an order that says nothing; other values as they are."""
    if key != "spans":
        return value
    return sorted(value, key=lambda span: (span["revision"], span["role"], span["part"]))
