"""A passage before and after a correction, side by side: its words in their place, as runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from annotations.models import Span
from annotations.services.inputs import SpanInput
from sourcelib.text.differences import Piece, pieces
from sourcelib.text.paragraphs import Paragraph, paragraphs

AROUND = 1  # paragraphs before and after those of the passage

# The class by which a style knows the words of a role, within the passage.
CLASSES = {
    Span.Role.BODY: "",
    Span.Role.CONDITION: "cond",
    Span.Role.LIKELIHOOD: "like",
    Span.Role.HORIZON: "when",
    Span.Role.CUE: "cue",
}

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words: whether they are of the passage, of which roles, whether they changed.

    A run without words is the place where a passage stood that is there no more.
    """

    text: str
    marked: bool = False
    classes: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, cut into runs; `beside` the passage, which is in another one."""

    runs: Sequence[Run]
    beside: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """The passage in the earlier text and in the later one, where it begins `at`, or would."""

    before: Sequence[Block]
    after: Sequence[Block]
    at: int


def sides(old: str, new: str, stood: Sequence[SpanInput], stands: Sequence[SpanInput]) -> Sides:
    """Return the passage as it stood and as it stands, or would, with what differs marked.

    Words of the passage are compared with one another wherever they stand; all around them is as
    the two texts differ. Of a passage that does not stand in the later text, the place is shown
    where it would.
    """
    whole = _differences(old, new)
    deleted = [piece.old for piece in whole if piece.kind == "deleted"]
    inserted = [piece.new for piece in whole if piece.kind == "inserted"]
    bodies = {span.part: span for span in stands if span.role == Span.Role.BODY}
    for before in stood:
        after = bodies.get(before.part)
        if before.role != Span.Role.BODY or after is None:
            continue
        found = pieces(before.exact, after.exact)
        deleted = _replaced(deleted, before, [p.old for p in found if p.kind == "deleted"])
        inserted = _replaced(inserted, after, [p.new for p in found if p.kind == "inserted"])
    gap = None if bodies else _where(whole, min((span.start for span in stood), default=0))
    at = min((span.start for span in bodies.values()), default=gap or 0)
    return Sides(_blocks(old, stood, deleted), _blocks(new, stands, inserted, gap), at)


def words(spans: Iterable[SpanInput], role: str = Span.Role.BODY) -> str:
    """Return the words of one role, parts joined by an ellipsis."""
    return " … ".join(span.exact for span in spans if span.role == role)


def compared(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Return the words before and after a correction as runs, with what differs marked."""
    found = pieces(before, after)
    old = [Run(before[slice(*p.old)], changed=p.kind == "deleted") for p in found]
    new = [Run(after[slice(*p.new)], changed=p.kind == "inserted") for p in found]
    return [run for run in old if run.text], [run for run in new if run.text]


# One pair of texts is shown as often as it has passages to settle.
@lru_cache(maxsize=2)
def _differences(old: str, new: str) -> tuple[Piece, ...]:
    return tuple(pieces(old, new))


def _replaced(extents: Sequence[Extent], span: SpanInput, inner: Iterable[Extent]) -> list[Extent]:
    """Return the extents with those within a span replaced by others, counted from its start."""
    outside: list[Extent] = []
    for start, end in extents:
        outside += [(start, min(end, span.start)), (max(start, span.end), end)]
    moved = [(span.start + start, span.start + end) for start, end in inner]
    return [(start, end) for start, end in (*outside, *moved) if start < end]


def _where(whole: Iterable[Piece], offset: int) -> int:
    """Return where a place of the earlier text is, or would be, in the later one."""
    at = 0
    for piece in whole:
        if piece.old[0] <= offset < piece.old[1]:
            return piece.new[0] + (offset - piece.old[0] if piece.kind == "same" else 0)
        at = piece.new[1]
    return at


def _blocks(
    text: str, spans: Sequence[SpanInput], changes: Sequence[Extent], gap: int | None = None
) -> list[Block]:
    places = [(span.start, span.end) for span in spans] or [(gap or 0, (gap or 0) + 1)]
    all_of_it = paragraphs(text)
    touched = [
        index
        for index, paragraph in enumerate(all_of_it)
        if any(start <= paragraph.end and end > paragraph.start for start, end in places)
    ]
    near = {index + step for index in touched for step in range(-AROUND, AROUND + 1)}
    return [
        Block(_runs(text, paragraph, spans, changes, gap), index not in touched)
        for index, paragraph in enumerate(all_of_it)
        if index in near
    ]


def _runs(
    text: str,
    paragraph: Paragraph,
    spans: Sequence[SpanInput],
    changes: Sequence[Extent],
    gap: int | None,
) -> list[Run]:
    start, end = paragraph.start, paragraph.end
    extents = [(span.start, span.end) for span in spans]
    edges = {edge for extent in (*extents, *changes) for edge in extent if start < edge < end}
    if gap is not None and start <= gap <= end:
        edges.add(gap)
    runs: list[Run] = []
    for first, last in pairwise(sorted({start, end, *edges})):
        if first == gap:
            runs.append(Run("", marked=True))
        roles = [span.role for span in spans if span.start <= first and last <= span.end]
        changed = any(one <= first and last <= other for one, other in changes)
        runs.append(Run(text[first:last], bool(roles), _classes(roles), changed))
    if gap == end:
        runs.append(Run("", marked=True))
    return runs


def _classes(roles: Sequence[str]) -> str:
    names = (CLASSES[role] for role in CLASSES if role in roles)
    return "".join(f" {name}" for name in names if name)
