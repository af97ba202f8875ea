"""The records of what the database holds: what an export writes and an import compares with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations import models as a
from annotations.records import columns as c
from annotations.records.columns import Record
from annotations.records.reading import Rows, Uids
from sourcelib import models as s


@dataclass(frozen=True)
class _Kind:
    """A type of record: its rows, and the lists after their columns, in the order of the keys."""

    rows: Rows
    lists: Mapping[str, Rows] = field(default_factory=dict)


def _kind(name: str, model: Any, columns: Sequence[c.Column], **lists: Rows) -> _Kind:
    return _Kind(Rows(model, columns, kind=name), lists)


_KINDS = {
    "publication": _kind("publication", s.Publication, c.PUBLICATION),
    "author": _kind("author", s.Author, c.AUTHOR),
    "topic": _kind("topic", a.Topic, c.TOPIC),
    "actor": _kind(
        "actor",
        a.Actor,
        c.ACTOR,
        aliases=Rows(a.ActorAlias, c.ALIAS, "actor_id"),
        members=Rows(a.ActorMembership, c.MEMBERSHIP, "whole_id"),
        roles=Rows(a.ActorRole, c.ROLE, "actor_id"),
        identifiers=Rows(a.ActorIdentifier, c.IDENTIFIER, "actor_id", ("scheme",)),
    ),
    "source": _kind(
        "source",
        s.Article,
        c.SOURCE,
        authors=Uids(s.Authorship, "author__uid", "article_id", ("position",)),
    ),
    "revision": _kind("revision", s.Revision, c.REVISION),
    "compound": _kind("compound", a.Compound, c.COMPOUND),
    "annotation": _kind(
        "annotation",
        a.Annotation,
        c.ANNOTATION,
        about=Uids(a.Annotation.about.through, "actor__uid", "annotation_id"),
        topics=Uids(a.Annotation.topics.through, "topic__uid", "annotation_id"),
    ),
    "reanchoring": _kind("reanchoring", a.Reanchoring, c.REANCHORING),
    "proposition": _kind(
        "proposition",
        a.Proposition,
        c.PROPOSITION,
        topics=Uids(a.Proposition.topics.through, "topic__uid", "proposition_id"),
        members=Rows(a.PropositionMember, c.MEMBER, "proposition_id"),
    ),
    "relation": _kind("relation", a.Relation, c.RELATION),
    "verdict": _kind(
        "verdict",
        a.Verdict,
        c.VERDICT,
        evidence=Rows(a.Evidence, c.EVIDENCE, "verdict_id", ("position",)),
    ),
    "reply": _kind("reply", a.Reply, c.REPLY),
}
TABLES = {kind: made.rows.model for kind, made in _KINDS.items()}
_DETAILS = {
    "mention": Rows(a.Mention, c.MENTION),
    "claim": Rows(a.Claim, c.CLAIM),
    "prediction": Rows(a.Prediction, c.PREDICTION),
}
_CO_SPEAKERS = Uids(a.Prediction.co_speakers.through, "actor__uid", "prediction_id")
_SPANS = Rows(a.Span, c.SPAN, "annotation_id", ("revision__number", "role", "part"))

REVISIONS = Rows(s.Revision, c.REVISION, "article_id", kind="revision")
COMPOUNDS = Rows(a.Compound, c.COMPOUND, "article_id", kind="compound")
VERSIONS = Rows(a.AnnotationVersion, c.VERSION, "annotation_id", ("number",), kind="version")
REANCHORINGS = Rows(a.Reanchoring, c.REANCHORING, "article_id", kind="reanchoring")


def records_of(kind: str, ids: Sequence[int]) -> list[tuple[int, Record]]:
    """Return the ids and the records of the rows of this type with these ids, in their order."""
    rows = list(_KINDS[kind].rows.read(ids))
    if rows and "slug" in rows[0][1]:
        slugs = former_slugs(record["uid"] for _pk, record in rows)
        for _pk, record in rows:
            record["former_slugs"] = sorted(slugs.get(record["uid"], ()))
    for name, parts in _KINDS[kind].lists.items():
        _add(rows, name, parts.lists(ids))
    if kind == "annotation":
        _add_details(rows)
        _add(rows, "spans", _SPANS.lists(ids))
    return rows


def former_slugs(uids: Iterable[str]) -> dict[str, list[str]]:
    """Return the former slugs of the rows with these uids, by uid."""
    found = defaultdict(list)
    rows = s.FormerSlug.objects.filter(uid__in=list(uids))
    for uid, slug in rows.values_list("uid", "slug"):
        found[str(uid)].append(slug)
    return found


def _add(rows: list[tuple[int, Record]], name: str, lists: Mapping[int, list[Any]]) -> None:
    for pk, record in rows:
        record[name] = lists.get(pk) or []


def _add_details(rows: list[tuple[int, Record]]) -> None:
    for kind, details in _DETAILS.items():
        of_kind = {pk: record for pk, record in rows if record["kind"] == kind}
        if not of_kind:
            continue
        made = list(details.read([*of_kind]))
        if kind == "prediction":
            _add(made, "co_speakers", _CO_SPEAKERS.lists([*of_kind]))
        for pk, detail in made:
            of_kind[pk][kind] = detail
