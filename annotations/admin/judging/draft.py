"""What an editor has typed so far, as it was typed: it travels in the form, from post to post.

A step ("remove the second piece") makes a new draft of the old one and writes nothing.
"""

import re
import uuid
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from annotations.models import Evidence, Verdict
from sourcelib.admin.dates import typed_date

VERDICT_FIELDS = (
    *("state", "event_date", "condition_met", "condition_met_on", "reason", "confidence"),
)
PIECE_FIELDS = ("passage", "bears", "source", "date", "url", "words", "reports", "key")
MOST_PIECES = 30

Typed = dict[str, str]


def prefix_of(number: int) -> str:
    """Return what the names of a piece's fields begin with."""
    return f"e{number}"


@dataclass(frozen=True)
class Draft:
    """A verdict as typed, its pieces of evidence in order, and the search beside them.

    `version` and `standing` say what the editor had before them when they began: the version of
    the annotation, and the uid of the verdict that stood ("" for none).
    """

    version: str
    standing: str
    verdict: Typed = field(default_factory=dict)
    pieces: tuple[Typed, ...] = ()
    known: str = ""  # the outside source that is about to be added
    words: str = ""  # of the search
    searched: str = ""  # the words that were searched for last
    earlier: bool = False  # whether to search earlier sources too
    page: int = 1

    def with_piece(self, piece: Typed) -> "Draft":
        """Add a piece at the end."""
        return replace(self, pieces=(*self.pieces, piece)[:MOST_PIECES])

    def without(self, number: int) -> "Draft":
        """Take a piece away."""
        return replace(self, pieces=self.pieces[:number] + self.pieces[number + 1 :])

    def raised(self, number: int) -> "Draft":
        """Let a piece change places with the one before it."""
        if not 0 < number < len(self.pieces):
            return self
        pieces = list(self.pieces)
        pieces[number - 1 : number + 1] = reversed(pieces[number - 1 : number + 1])
        return replace(self, pieces=tuple(pieces))

    @property
    def passages(self) -> set[str]:
        """The uids of the passages among the pieces."""
        return {piece["passage"] for piece in self.pieces if is_uid(piece.get("passage", ""))}


def posted(data: QueryDict) -> Draft:
    """Return the draft that a form was posted with."""

    def typed(name: str) -> str:
        return str(data.get(name, "")).replace("\x00", "")  # which PostgreSQL cannot look for

    count = min(number_of(typed("pieces")) or 0, MOST_PIECES)
    return Draft(
        version=typed("version"),
        standing=typed("standing"),
        verdict={name: typed(name) for name in VERDICT_FIELDS},
        pieces=tuple(
            {name: typed(f"{prefix_of(number)}-{name}") for name in PIECE_FIELDS}
            for number in range(count)
        ),
        known=typed("known").strip(),
        words=typed("words").strip(),
        searched=typed("searched").strip(),
        earlier="earlier" in data,
        page=number_of(typed("page")) or 1,
    )


def copied(verdict: Verdict, version: int, standing: Verdict | None) -> Draft:
    """Return a draft that begins as a verdict was."""
    typed = {name: str(getattr(verdict, name) or "") for name in VERDICT_FIELDS}
    typed["event_date"] = typed_date(verdict.event_date, verdict.event_date_precision)
    return replace(
        begun(version, standing),
        verdict=typed,
        pieces=tuple(typed_piece(piece) for piece in verdict.evidence.all()),
    )


def begun(version: int, standing: Verdict | None) -> Draft:
    """Return an empty draft."""
    return Draft(version=str(version), standing=str(standing.uid) if standing else "")


def typed_piece(piece: Evidence) -> Typed:
    """Return a stored piece as it could be typed."""
    typed = {name: str(getattr(piece, name) or "") for name in PIECE_FIELDS}
    typed["date"] = typed_date(piece.date, piece.date_precision)
    typed["passage"] = str(piece.passage.uid) if piece.passage else ""
    return typed


def is_uid(typed: str) -> bool:
    """Whether this is a uid."""
    try:
        uuid.UUID(typed)
    except ValueError:
        return False
    return True


def number_of(typed: str) -> int | None:
    """Return a number of a piece or a page; None for anything else."""
    return int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else None
