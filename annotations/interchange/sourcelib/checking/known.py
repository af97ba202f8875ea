"""What an import may refer to: the rows of the database, and the records of the file so far.

The shared rows (actors and the like) are few and kept in memory. Annotations may be millions, so
most of them wait on disk.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models

from annotations import models as a
from annotations.interchange.sourcelib.checking.spilling import SpillingDict
from annotations.interchange.sourcelib.stored import stored
from annotations.interchange.sourcelib.verdict_rules import (
    NOTHING_TOLD,
    Judged,
    Passage,
    Stated,
    stated,
)
from annotations.records import Record
from annotations.records.stored import TABLES
from sourcelib import models as s

SHARED: dict[str, type[models.Model]] = {
    "publication": s.Publication,
    "author": s.Author,
    "topic": a.Topic,
    "actor": a.Actor,
}


@dataclass(frozen=True, slots=True)
class KnownAnnotation:
    """What other records need to know of an annotation; its words joined by "…".

    `day` and `first_day` are the date of its source, and the first day that this date allows.
    """

    kind: str
    version: int
    words: str
    day: str | None
    first_day: str | None
    now: Stated


@dataclass(frozen=True, slots=True)
class KnownVerdict:
    """What later verdicts need to know of one: the annotation it judges, and its review."""

    annotation: str
    review: str


class Known:
    """Rows that records may refer to, and names that are taken."""

    def __init__(self) -> None:
        self.shared = {
            kind: {str(uid) for uid in model._default_manager.values_list("uid", flat=True)}
            for kind, model in SHARED.items()
        }
        # Merged actors, each with the one that stands for it: nothing refers to them any more.
        merged = a.Actor.objects.filter(merged_into__isnull=False)
        self.merged = {
            str(uid): str(other) for uid, other in merged.values_list("uid", "merged_into__uid")
        }
        self.empty = {kind for kind, model in TABLES.items() if not model._default_manager.exists()}
        self._lines = SpillingDict()
        self._annotations = SpillingDict()
        self._versions = SpillingDict()
        self._verdicts = SpillingDict()
        self._places = SpillingDict()
        self._public = SpillingDict()

    def close(self) -> None:
        """Let go of what is kept on disk."""
        for entries in vars(self).values():
            if isinstance(entries, SpillingDict):
                entries.close()

    def line_of_uid(self, uid: str, line: int) -> int | None:
        """Note that a uid stands on a line; return the earlier line if it stood on one before."""
        earlier: int | None = self._lines.add(uid, line)
        return earlier

    def line_of_name(self, space: str, name: str, line: int) -> int | None:
        """Note that a name (a slug, say) is taken; return the earlier line if it already was."""
        earlier: int | None = self._lines.add(f"{space} {name}", line)
        return earlier

    def add_annotation(self, uid: str, known: KnownAnnotation) -> None:
        """Make an annotation of the file known."""
        now = known.now
        self._annotations.add(
            uid,
            (
                (known.kind, known.version, known.words, known.day, known.first_day),
                (now.summary, now.checkable, now.deadline, now.conditional),
            ),
        )

    def annotation(self, uid: str) -> KnownAnnotation | None:
        """Return the annotation with this uid, of the file or else of the database."""
        entry = self._annotations.get(uid)
        if entry is not None:
            (kind, version, words, day, first_day), now = entry
            return KnownAnnotation(kind, version, words, day, first_day, Stated(*now))
        if "annotation" in self.empty:
            return None
        found = a.Annotation.objects.filter(uid=uid).select_related("article").first()
        if found is None:
            return None
        record = stored("annotation", [uid])[uid]
        return KnownAnnotation(
            found.kind,
            found.version,
            words_of(record),
            _day(found.article.date),
            _day(found.article.date_earliest),
            stated(found.kind, record),
        )

    def add_public(self, kind: str, uid: str) -> None:
        """Note that readers see, or saw, a source or an annotation of the file."""
        self._public.add(f"{kind} {uid}", True)

    def was_public(self, kind: str, uid: str) -> bool:
        """Whether a source or an annotation, of the file or of the database, ever was public."""
        if self._public.get(f"{kind} {uid}"):
            return True
        rows = TABLES[kind]._default_manager.filter(uid=uid, published_at__isnull=False)
        return kind not in self.empty and rows.exists()

    def passage(self, uid: str) -> Passage | None:
        """Return what evidence needs to know of the annotation with this uid."""
        known = self.annotation(uid)
        return Passage(known.kind, known.words, known.day) if known else None

    def add_version(self, uid: str, number: int, kind: str, data: dict[str, Any]) -> None:
        """Make known what an annotation of this kind said at a version."""
        was = stated(kind, data)
        key = f"{uid} {number}"
        self._versions.add(key, (was.summary, was.checkable, was.deadline, was.conditional))

    def judged(self, uid: str, version: int) -> Judged | None:
        """Return what a verdict needs to know of the annotation, as it was at this version."""
        known = self.annotation(uid)
        if known is None:
            return None
        was = self._version(uid, version, known.kind)
        if was == NOTHING_TOLD and version == known.version:
            was = known.now
        return Judged(known.kind, known.version, known.first_day, was)

    def _version(self, uid: str, number: int, kind: str) -> Stated:
        row = self._versions.get(f"{uid} {number}")
        if row is not None:
            return Stated(*row)
        if "annotation" in self.empty:
            return NOTHING_TOLD
        found = a.AnnotationVersion.objects.filter(annotation__uid=uid, number=number)
        data = found.values_list("data", flat=True).first()
        return stated(kind, data) if isinstance(data, dict) else NOTHING_TOLD

    def add_verdict(self, uid: str, annotation: str, review: str) -> None:
        """Make a verdict of the file known."""
        self._verdicts.add(uid, (annotation, review))

    def verdict(self, uid: str) -> KnownVerdict | None:
        """Return the verdict with this uid, of the file or else of the database."""
        row = self._verdicts.get(uid)
        if row is None and "verdict" not in self.empty:
            found = a.Verdict.objects.filter(uid=uid).values_list("annotation__uid", "review")
            row = found.first()
        return KnownVerdict(str(row[0]), row[1]) if row else None

    def add_place(self, uid: str, line: int) -> None:
        """Note that a reviewed verdict takes a place: the first on an annotation, or after one."""
        self._places.add(uid, line)

    def judging(self, annotation: str) -> str | None:
        """Say which reviewed verdict on this annotation stands there, superseding none."""
        return self._place(annotation, annotation__uid=annotation, supersedes=None)

    def superseding(self, verdict: str) -> str | None:
        """Say which reviewed verdict supersedes this one."""
        return self._place(verdict, supersedes__uid=verdict)

    def _place(self, uid: str, **of: Any) -> str | None:
        line = self._places.get(uid)
        if line is not None:
            return f"line {line}"
        if "verdict" in self.empty:
            return None
        found = a.Verdict.objects.reviewed().filter(**of).first()
        return f"verdict {found.uid} of the library" if found else None


def words_of(record: Record) -> str:
    """Return the words of an annotation's passages, the parts joined by "…"."""
    return " … ".join(span["exact"] for span in record["spans"] if span["role"] == "body")


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
