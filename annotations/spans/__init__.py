"""Spans of text: units, extents, segments, lanes. Pure, no Django.

Offsets are Unicode code points, zero-based, half-open, everywhere.
"""

from annotations.spans.lanes import LANES, Lane, lanes
from annotations.spans.segment import Segment, segments
from annotations.spans.span import (
    Extent,
    Kind,
    QuoteMismatch,
    SpanError,
    SpanRef,
    check,
    context,
    quote,
    trim,
)
from annotations.spans.units import (
    OffsetError,
    OffsetIndex,
    from_utf8,
    from_utf16,
    to_utf8,
    to_utf16,
    utf8_length,
    utf16_length,
)

__all__ = [
    "LANES",
    "Extent",
    "Kind",
    "Lane",
    "OffsetError",
    "OffsetIndex",
    "QuoteMismatch",
    "Segment",
    "SpanError",
    "SpanRef",
    "check",
    "context",
    "from_utf8",
    "from_utf16",
    "lanes",
    "quote",
    "segments",
    "to_utf8",
    "to_utf16",
    "trim",
    "utf8_length",
    "utf16_length",
]
