"""Which of the three lanes below the words each underline takes, so that no two cross.

Predictions lie next to the words, the inner above the outer; a claim takes the first lane that
nothing overlapping it has taken. A span keeps its lane from end to end. What finds all three taken
shares the last.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.spans.segment import outermost_first
from annotations.spans.span import SpanRef

LANES = 3  # at 6, 9 and 12 pixels below the baseline; a fourth would touch the next line
LAST = LANES - 1


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane, 0 next to the words.

    `only_by_prediction`: a claim that nothing but predictions keeps from lane 0, so that it may
    lie there while predictions are hidden.
    """

    lane: int
    only_by_prediction: bool = False


def lanes(spans: Sequence[SpanRef]) -> dict[int, Lane]:
    """The lane of every claim and prediction by its id; mentions take none, and are left out."""
    predictions = [span for span in spans if span.kind == "prediction"]
    claims = [span for span in spans if span.kind == "claim"]

    taken = [_Row() for _ in range(LANES)]
    lane_of = _place(sorted(predictions, key=_innermost_first), taken)

    # In reading order, first fit needs no more lanes than claims lie over one another.
    claim_lane_of = _place(sorted(claims, key=outermost_first), taken)
    claims_in = [_Row() for _ in range(LANES)]
    for claim in claims:
        lane = claim_lane_of[claim.id]
        if lane is not None:
            claims_in[lane].add(claim)

    placed = {span_id: Lane(LAST if lane is None else lane) for span_id, lane in lane_of.items()}
    for claim in claims:
        lane = claim_lane_of[claim.id]
        if lane is None:
            placed[claim.id] = Lane(LAST)
        else:
            # Asked when all claims have their place: one that came later may lie nearer.
            claim_above = any(row.meets(claim) for row in claims_in[:lane])
            placed[claim.id] = Lane(lane, lane > 0 and not claim_above)
    return placed


def _innermost_first(span: SpanRef) -> tuple[int, int, int]:
    # A span inside another is shorter; of two with the same extent the higher id is inside.
    return (span.end - span.start, span.start, -span.id)


def _place(spans: Iterable[SpanRef], taken: list["_Row"]) -> dict[int, int | None]:
    """Give each span the first free lane, None where there is none, and enter it in `taken`.

    Innermost first puts the inner above the outer: whatever blocks the inner blocks the outer too,
    and so does the inner itself.
    """
    lane_of: dict[int, int | None] = {}
    for span in spans:
        free = next((lane for lane, row in enumerate(taken) if not row.meets(span)), None)
        if free is not None:
            taken[free].add(span)
        lane_of[span.id] = free
    return lane_of


class _Row:
    """Spans that do not overlap, sorted: asking takes O(log n), adding hardly more."""

    def __init__(self) -> None:
        self._extents: list[tuple[int, int]] = []

    def meets(self, span: SpanRef) -> bool:
        """Whether any span of the row overlaps this one."""
        following = bisect_left(self._extents, (span.end, 0))
        return following > 0 and self._extents[following - 1][1] > span.start

    def add(self, span: SpanRef) -> None:
        insort(self._extents, (span.start, span.end))
