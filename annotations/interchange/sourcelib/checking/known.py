"""What an import may refer to: the rows of the database, and the records of the file so far.

The shared rows (actors and the like) are few and kept in memory. Annotations may be millions, so
they go to a temporary database of SQLite, which keeps a little in memory and the rest on disk.
"""

import sqlite3
from dataclasses import dataclass

from django.db import models

from annotations import models as a
from annotations.interchange.sourcelib.rules import Judged
from sourcelib import models as s

SHARED: dict[str, type[models.Model]] = {
    "publication": s.Publication,
    "author": s.Author,
    "topic": a.Topic,
    "actor": a.Actor,
}
TABLES: dict[str, type[models.Model]] = {
    **SHARED,
    "source": s.Article,
    "revision": s.Revision,
    "compound": a.Compound,
    "annotation": a.Annotation,
    "proposition": a.Proposition,
    "relation": a.Relation,
    "verdict": a.Verdict,
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
        self.empty = {kind for kind, model in TABLES.items() if not model._default_manager.exists()}
        self._scratch = sqlite3.connect("", isolation_level=None)
        self._scratch.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE uid (uid TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID;"
            "CREATE TABLE name (space TEXT, name TEXT, line INTEGER, PRIMARY KEY (space, name))"
            " WITHOUT ROWID;"
            "CREATE TABLE annotation (uid TEXT PRIMARY KEY, kind TEXT, version INTEGER,"
            " first_day TEXT, words TEXT) WITHOUT ROWID;"
            "CREATE TABLE verdict (uid TEXT PRIMARY KEY, annotation TEXT) WITHOUT ROWID;"
        )

    def close(self) -> None:
        """Remove the temporary database."""
        self._scratch.close()

    def line_of_uid(self, uid: str, line: int) -> int | None:
        """Note that a uid stands on a line; return the earlier line if it stood on one before."""
        try:
            self._scratch.execute("INSERT INTO uid VALUES (?, ?)", (uid, line))
        except sqlite3.IntegrityError:
            found = self._scratch.execute("SELECT line FROM uid WHERE uid = ?", (uid,))
            return int(found.fetchone()[0])
        return None

    def line_of_name(self, space: str, name: str, line: int) -> int | None:
        """Note that a name (a slug, say) is taken; return the earlier line if it already was."""
        try:
            self._scratch.execute("INSERT INTO name VALUES (?, ?, ?)", (space, name, line))
        except sqlite3.IntegrityError:
            found = self._scratch.execute(
                "SELECT line FROM name WHERE space = ? AND name = ?", (space, name)
            )
            return int(found.fetchone()[0])
        return None

    def add_annotation(self, uid: str, known: KnownAnnotation) -> None:
        """Make an annotation of the file known."""
        self._scratch.execute(
            "INSERT INTO annotation VALUES (?, ?, ?, ?, ?)",
            (uid, known.kind, known.version, known.first_day, known.words),
        )

    def annotation(self, uid: str) -> KnownAnnotation | None:
        """Return the annotation with this uid, of the file or else of the database."""
        row = self._scratch.execute(
            "SELECT kind, version, first_day, words FROM annotation WHERE uid = ?", (uid,)
        ).fetchone()
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
        self._scratch.execute("INSERT INTO verdict VALUES (?, ?)", (uid, annotation))

    def annotation_of_verdict(self, uid: str) -> str | None:
        """Return the uid of the annotation that the verdict with this uid judges, if it exists."""
        row = self._scratch.execute(
            "SELECT annotation FROM verdict WHERE uid = ?", (uid,)
        ).fetchone()
        if row is not None:
            return str(row[0])
        found = a.Verdict.objects.filter(uid=uid).values_list("annotation__uid", flat=True).first()
        return str(found) if found else None
