"""What an import may refer to: the rows of the database, and the records of the file so far.

The shared rows (actors and the like) are few and kept in memory. Annotations may be millions, so
most of them wait on disk.
"""

from dataclasses import dataclass

from django.db import models

from annotations import models as a
from annotations.interchange.sourcelib.checking.spilling import SpillingDict
from annotations.interchange.sourcelib.rules import Judged
from annotations.records.stored import TABLES
from sourcelib import models as s

SHARED: dict[str, type[models.Model]] = {
    "publication": s.Publication,
    "author": s.Author,
    "topic": a.Topic,
    "actor": a.Actor,
}


@dataclass(frozen=True, slots=True)
class KnownAnnotation(Judged):
    """What other records need to know of an annotation: also its words, joined by "…"."""

    words: str


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
        self._verdicts = SpillingDict()

    def close(self) -> None:
        """Let go of what is kept on disk."""
        for entries in (self._lines, self._annotations, self._verdicts):
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
        self._annotations.add(uid, (known.kind, known.version, known.first_day, known.words))

    def annotation(self, uid: str) -> KnownAnnotation | None:
        """Return the annotation with this uid, of the file or else of the database."""
        row = self._annotations.get(uid)
        if row is not None:
            return KnownAnnotation(*row)
        if "annotation" in self.empty:
            return None
        found = a.Annotation.objects.filter(uid=uid).select_related("article").first()
        if found is None:
            return None
        first_day = found.article.date_earliest
        spans = found.spans.filter(role="body").order_by("revision__number", "part")
        return KnownAnnotation(
            found.kind,
            found.version,
            first_day.isoformat() if first_day else None,
            " … ".join(span.exact for span in spans),
        )

    def add_verdict(self, uid: str, annotation: str) -> None:
        """Make a verdict of the file known."""
        self._verdicts.add(uid, annotation)

    def annotation_of_verdict(self, uid: str) -> str | None:
        """Return the uid of the annotation that the verdict with this uid judges, if it exists."""
        judged: str | None = self._verdicts.get(uid)
        if judged is not None:
            return judged
        found = a.Verdict.objects.filter(uid=uid).values_list("annotation__uid", flat=True).first()
        return str(found) if found else None
