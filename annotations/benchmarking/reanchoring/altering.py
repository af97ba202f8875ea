"""A text altered, and where each of its passages stands afterwards.

Everything counts in the old text: a Change says which words now stand for an extent of it, a Move
before which of its offsets an extent now stands. Words that a change brings in without taking any
out are new, even where they repeat the words of a passage: a copy is not the passage.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.spans import trim

Where = tuple[int, int]

# With less than this share of its characters left, whether a passage survives is a matter of
# opinion; so it is where more foreign words stand between its own than this share of them.
LEAST_KEPT = 0.35
MOST_FOREIGN = 0.75


class Unclear(Exception):  # noqa: N818, no error: the question has no one answer
    """Where the passage stands now, or whether it does, is a matter of opinion."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """`words` now stand for what stood from `start` to `end`; an insertion where both are one."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """What stood from `start` to `end` now stands before what stood at `to`."""

    start: int
    end: int
    to: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the new text and the extent of the old one that it stands for."""

    start: int
    end: int
    words: str
    kept: bool  # the words are those of the old text
    at: int = 0  # where it begins in the new text


class Altered:
    """The text after changes and moves. Raises ValueError where two changes overlap."""

    def __init__(self, old: str, changes: Sequence[Change], moves: Sequence[Move] = ()) -> None:
        cuts = sorted({0, len(old), *(offset for m in moves for offset in (m.start, m.end, m.to))})
        pieces = _moved(_pieces(old, sorted(changes), cuts), moves)
        self.pieces: list[Piece] = []
        at = 0
        for piece in pieces:
            self.pieces.append(Piece(piece.start, piece.end, piece.words, piece.kept, at))
            at += len(piece.words)
        self.text = "".join(piece.words for piece in pieces)

    def share_left(self, start: int, end: int) -> float:
        """How much of the passage was not taken out, in characters."""
        left = [
            min(end, piece.end) - max(start, piece.start)
            for piece in self.pieces
            if piece.words and piece.start < end and start < piece.end
        ]
        return sum(left) / (end - start)

    def where(self, start: int, end: int) -> Where | None:
        """The passage's extent in the new text; None if it is gone. Raises Unclear."""
        stretches: list[Where] = []
        for piece in self.pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            if first >= last or not piece.words:
                continue  # of another passage, an insertion, or taken out
            if piece.kept:
                begin = piece.at + first - piece.start
                stretches.append((begin, begin + last - first))
            elif (first, last) == (piece.start, piece.end):
                stretches.append((piece.at, piece.at + len(piece.words)))
            else:
                raise Unclear
        if not stretches:
            return None
        own = sum(last - first for first, last in stretches)
        first, last = stretches[0][0], stretches[-1][1]
        foreign = last - first - own
        if (
            stretches != sorted(stretches)
            or foreign > MOST_FOREIGN * own
            or self.share_left(start, end) < LEAST_KEPT
            or not self.text[first:last].strip()
        ):
            raise Unclear
        extent = trim(self.text, first, last)
        return extent.start, extent.end


def _pieces(old: str, changes: Sequence[Change], cuts: Sequence[int]) -> list[Piece]:
    """The old text in order: kept stretches, cut where something moves, and changed ones."""
    pieces: list[Piece] = []
    at = 0
    for change in [*changes, Change(len(old), len(old), "")]:
        if change.start < at:
            raise ValueError(f"two changes overlap before {at}: {change}")
        bounds = [at, *cuts[bisect_left(cuts, at + 1) : bisect_left(cuts, change.start)]]
        for first, last in zip(bounds, [*bounds[1:], change.start], strict=True):
            if first < last:
                pieces.append(Piece(first, last, old[first:last], kept=True))
        if change.start < change.end or change.words:
            pieces.append(Piece(change.start, change.end, change.words, kept=False))
        at = change.end
    return pieces


def _moved(pieces: list[Piece], moves: Sequence[Move]) -> list[Piece]:
    for move in moves:
        taken = [p for p in pieces if move.start <= p.start and p.end <= move.end]
        left = [p for p in pieces if not (move.start <= p.start and p.end <= move.end)]
        following = [(p.start, n) for n, p in enumerate(left) if p.start >= move.to]
        place = min(following)[1] if following else len(left)
        pieces = [*left[:place], *taken, *left[place:]]
    return pieces
