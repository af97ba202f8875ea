"""Rows as records: plain dicts in the library's own format, which `docs/formats.md` describes.

A record names other rows by their uid and no account at all, so it means the same in every
installation. The export writes records, the import compares with them, and a version of an
annotation keeps one. Keys stand in a fixed order; days are ISO 8601, times are UTC and end in "Z".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotations.models import (
    Actor,
    Annotation,
    AnnotationVersion,
    Compound,
    Proposition,
    Relation,
    Topic,
    Verdict,
)
from annotations.records.columns import (
    ACTOR,
    ALIAS,
    ANNOTATION,
    AUTHOR,
    COMPOUND,
    DETAILS,
    EVIDENCE,
    IDENTIFIER,
    MEMBER,
    MEMBERSHIP,
    PROPOSITION,
    PUBLICATION,
    RELATION,
    REVISION,
    ROLE,
    SOURCE,
    SPAN,
    TOPIC,
    VERDICT,
    VERSION,
    Column,
    iso_time,
)
from sourcelib.models import Article, Author, Publication, Revision

__all__ = [
    "Record",
    "actor_record",
    "annotation_record",
    "author_record",
    "compound_record",
    "iso_time",
    "part",
    "proposition_record",
    "publication_record",
    "record",
    "relation_record",
    "revision_record",
    "source_record",
    "topic_record",
    "uids",
    "verdict_record",
    "version_record",
]

Record = dict[str, Any]


def record(kind: str, columns: Sequence[Column], values: Iterable[Any]) -> Record:
    """Return the record of a row from the values of its columns, in their order."""
    return {"type": kind} | part(columns, values)


def part(columns: Sequence[Column], values: Iterable[Any]) -> Record:
    """Return a part of a record (a span, an alias) from the values of its columns."""
    return {
        column.name: column.form(value) if column.form is not None else value
        for column, value in zip(columns, values, strict=True)
    }


def uids(rows: Iterable[Any]) -> list[str]:
    """Return the uids of rows, sorted: what the rows of a set are named by in a record."""
    return sorted(str(row.uid) for row in rows)


def publication_record(row: Publication, former_slugs: Iterable[str] = ()) -> Record:
    """Return the record of a publication; `former_slugs` are those that its address had before."""
    return _with_slugs(record("publication", PUBLICATION, _values(row, PUBLICATION)), former_slugs)


def author_record(row: Author, former_slugs: Iterable[str] = ()) -> Record:
    """Return the record of an author."""
    return _with_slugs(record("author", AUTHOR, _values(row, AUTHOR)), former_slugs)


def topic_record(row: Topic, former_slugs: Iterable[str] = ()) -> Record:
    """Return the record of a topic."""
    return _with_slugs(record("topic", TOPIC, _values(row, TOPIC)), former_slugs)


def actor_record(row: Actor, former_slugs: Iterable[str] = ()) -> Record:
    """Return the record of an actor with its aliases, members, roles and identifiers."""
    return _with_slugs(record("actor", ACTOR, _values(row, ACTOR)), former_slugs) | {
        "aliases": _parts(ALIAS, _by_id(row.aliases.all())),
        "members": _parts(MEMBERSHIP, _by_id(row.memberships.all())),
        "roles": _parts(ROLE, _by_id(row.roles.all())),
        "identifiers": _parts(IDENTIFIER, sorted(row.identifiers.all(), key=lambda i: i.scheme)),
    }


def source_record(row: Article, former_slugs: Iterable[str] = ()) -> Record:
    """Return the record of a source, without its text: that is in the records of its revisions."""
    signed = sorted(row.authorships.all(), key=lambda authorship: authorship.position)
    return _with_slugs(record("source", SOURCE, _values(row, SOURCE)), former_slugs) | {
        "authors": [str(authorship.author.uid) for authorship in signed]
    }


def revision_record(row: Revision) -> Record:
    """Return the record of a revision."""
    return record("revision", REVISION, _values(row, REVISION))


def compound_record(row: Compound) -> Record:
    """Return the record of a compound."""
    return record("compound", COMPOUND, _values(row, COMPOUND))


def annotation_record(row: Annotation) -> Record:
    """Return the record of an annotation: its row, its detail, its spans, about and topics.

    It reads what is prefetched (`about`, `topics`, `spans__revision`, the detail), else asks.
    """
    columns = DETAILS[row.kind]
    detail = part(columns, _values(row.detail, columns))
    if row.kind == Annotation.Kind.PREDICTION:
        detail["co_speakers"] = uids(row.detail.co_speakers.all())
    in_order = sorted(row.spans.all(), key=lambda s: (s.revision.number, s.role, s.part))
    return record("annotation", ANNOTATION, _values(row, ANNOTATION)) | {
        "about": uids(row.about.all()),
        "topics": uids(row.topics.all()),
        row.kind: detail,
        "spans": _parts(SPAN, in_order),
    }


def version_record(row: AnnotationVersion) -> Record:
    """Return the record of a version of an annotation. It has no uid: the two keys name it."""
    return record("version", VERSION, _values(row, VERSION))


def proposition_record(row: Proposition, former_slugs: Iterable[str] = ()) -> Record:
    """Return the record of a proposition with its members."""
    return _with_slugs(
        record("proposition", PROPOSITION, _values(row, PROPOSITION)), former_slugs
    ) | {
        "topics": uids(row.topics.all()),
        "members": _parts(MEMBER, _by_id(row.members.all())),
    }


def relation_record(row: Relation) -> Record:
    """Return the record of a relation."""
    return record("relation", RELATION, _values(row, RELATION))


def verdict_record(row: Verdict) -> Record:
    """Return the record of a verdict with its evidence."""
    evidence = sorted(row.evidence.all(), key=lambda piece: piece.position)
    return record("verdict", VERDICT, _values(row, VERDICT)) | {
        "evidence": _parts(EVIDENCE, evidence)
    }


def _with_slugs(made: Record, former_slugs: Iterable[str]) -> Record:
    return made | {"former_slugs": sorted(former_slugs)}


def _parts(columns: Sequence[Column], rows: Iterable[Any]) -> list[Record]:
    return [part(columns, _values(row, columns)) for row in rows]


def _values(row: Any, columns: Sequence[Column]) -> Iterator[Any]:
    for column in columns:
        value = row
        for attribute in column.path.split("__"):
            value = getattr(value, attribute) if value is not None else None
        yield value


def _by_id(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.pk)
