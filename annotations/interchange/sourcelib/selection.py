"""What of the library is taken out: all of it, or one source with all that it refers to."""

from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from annotations import models as a
from annotations.records import Record
from annotations.records.stored import TABLES
from sourcelib.models import Article


class Selection:
    """The rows that an export writes, by type of record."""

    def __init__(self, source: Article | None) -> None:
        self.source = source
        self._members_cut = 0
        self._uids: set[str] = set()
        if source is not None:
            of_source = a.Annotation.objects.filter(article=source)
            self._uids = {str(uid) for uid in of_source.values_list("uid", flat=True)}
            self._actors = _actors_of(source)

    def rows(self, kind: str) -> QuerySet[Any]:
        """Return the rows of this type that are written, in the order of their ids."""
        rows = TABLES[kind]._default_manager.order_by("pk")
        source = self.source
        if source is None:
            return rows
        own = Q(article=source)
        conditions = {
            "publication": Q(pk=source.publication_id) | Q(actor__in=self._actors),
            "author": Q(articles=source) | Q(actor__in=self._actors),
            "topic": Q(annotations__article=source)
            | Q(propositions__members__annotation__article=source),
            "actor": Q(pk__in=self._actors),
            "source": Q(pk=source.pk),
            "proposition": Q(members__annotation__article=source),
            "relation": Q(source__article=source, target__article=source),
            "verdict": Q(annotation__article=source) & ~Q(pk__in=self._resting),
            "reply": own
            | Q(annotation__article=source)
            | (Q(verdict__annotation__article=source) & ~Q(verdict__in=self._resting)),
        }
        return rows.filter(conditions.get(kind, own)).distinct()

    @cached_property
    def _resting(self) -> list[int]:
        return _resting_on_others(self.source) if self.source else []

    def cut(self, record: Record) -> Record:
        """Return the record without what refers to other sources."""
        if self.source is not None and record["type"] == "proposition":
            members = [m for m in record["members"] if m["annotation"] in self._uids]
            self._members_cut += len(record["members"]) - len(members)
            record["members"] = members
        return record

    def left_out(self) -> list[str]:
        """Say what of the source's links was not written, because its other end is elsewhere."""
        if self.source is None:
            return []
        across = a.Relation.objects.filter(
            Q(source__article=self.source) ^ Q(target__article=self.source)
        ).count()
        replies = a.Reply.objects.filter(verdict__in=self._resting).count()
        counts = (
            (across, "relations to or from other sources"),
            (self._members_cut, "memberships of other sources in its propositions"),
            (len(self._resting), "verdicts that rest on passages of other sources"),
            (replies, "replies to such verdicts"),
        )
        return [f"{count} {what}" for count, what in counts if count]


def _resting_on_others(source: Article) -> list[int]:
    """Return the ids of verdicts with evidence in another source, and of those superseding them."""
    verdicts = a.Verdict.objects.filter(annotation__article=source)
    out = set(
        verdicts.filter(evidence__passage__isnull=False)
        .exclude(evidence__passage__article=source)
        .values_list("pk", flat=True)
    )
    elsewhere = a.Evidence.objects.filter(verdict__in=verdicts, passage__isnull=False).exclude(
        passage__article=source
    )
    out |= set(elsewhere.values_list("verdict_id", flat=True))
    while later := set(
        verdicts.filter(supersedes__in=out).exclude(pk__in=out).values_list("pk", flat=True)
    ):
        out |= later
    return sorted(out)


def _actors_of(source: Article) -> list[int]:
    """Return the ids of the actors that a source refers to, and of those that they refer to."""
    found = set(
        a.Actor.objects.filter(
            Q(mentions__annotation__article=source)
            | Q(annotations_about__article=source)
            | Q(claims_made__annotation__article=source)
            | Q(predictions_made__annotation__article=source)
            | Q(predictions_shared__annotation__article=source)
            | Q(author__articles=source)
            | Q(publication__articles=source)
        ).values_list("pk", flat=True)
    )
    ahead = found
    while ahead:
        rows = a.Actor.objects.filter(pk__in=ahead)
        reached: set[int | None] = set()
        for path in ("part_of", "merged_into", "memberships__member", "roles__organisation"):
            reached |= set(rows.values_list(path, flat=True))
        ahead = {pk for pk in reached if pk is not None} - found
        found |= ahead
    return sorted(found)
