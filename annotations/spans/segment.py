"""Overlapping spans cut into flat segments, each with all the spans that cover it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.spans.span import SpanError, SpanRef


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same spans cover from end to end; half-open, in code points.

    `ids` are these spans, outermost first: the one that begins earlier, of those the one that ends
    later, of those the one with the lower id. `starting` and `ending` are those of them that begin
    and end with this segment, in the same order.
    """

    start: int
    end: int
    ids: tuple[int, ...]
    starting: tuple[int, ...]
    ending: tuple[int, ...]


def outermost_first(span: SpanRef) -> tuple[int, int, int]:
    """The sorting key of nesting."""
    return (span.start, -span.end, span.id)


def segments(length: int, spans: Sequence[SpanRef]) -> list[Segment]:
    """Cut a text of `length` code points at every boundary of the spans, in one sorted sweep.

    The segments follow one another from 0 to `length`; where no span is, `ids` is empty. Takes
    O(s log s) for s spans, and the size of the result.

    Raises SpanError for a span beyond the text, and for two of the same id.
    """
    starting: defaultdict[int, list[int]] = defaultdict(list)
    ending: defaultdict[int, set[int]] = defaultdict(set)
    seen: set[int] = set()
    for span in sorted(spans, key=outermost_first):
        if span.end > length:
            raise SpanError(
                f"Span {span.id} ends at {span.end}, beyond the text's {length} code points. "
                "See that it belongs to this revision."
            )
        if span.id in seen:
            raise SpanError(f"Two spans have the id {span.id}. Give each its own.")
        seen.add(span.id)
        starting[span.start].append(span.id)
        ending[span.end].add(span.id)

    found: list[Segment] = []
    covering: tuple[int, ...] = ()
    for start, end in pairwise(sorted({0, length, *starting, *ending})):
        # Spans come in nesting order, so what starts here goes inside all that started before.
        opened = tuple(starting.get(start, ()))
        covering += opened
        closed_ids = ending.get(end, ())
        closed = tuple(span_id for span_id in covering if span_id in closed_ids)
        found.append(Segment(start, end, covering, opened, closed))
        if closed:
            covering = tuple(span_id for span_id in covering if span_id not in closed_ids)
    return found
