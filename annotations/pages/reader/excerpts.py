"""How much of a text stands around its tagged passages, where only excerpts may be shown. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from sourcelib.text import paragraphs

# A sentence ends with its mark and any closing quotes or brackets, before white space that is
# followed by something other than a small letter ("U.S. forces" is cut too: an excerpt then begins
# a little later, which harms nobody).
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?:\s+(?![a-z])|(?<=[。！？]))")


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences begin, ascending, in code points."""
    starts: list[int] = []
    for paragraph in paragraphs(text):
        words = text[paragraph.start : paragraph.end]
        starts.append(paragraph.start)
        starts.extend(
            paragraph.start + end.end()
            for end in _SENTENCE_END.finditer(words)
            if end.end() < len(words)
        )
    return starts


def excerpts(text: str, passages: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences in which the passages lie, as sorted, disjoint extents of `text`."""
    starts = sentence_starts(text)
    ends = [*starts[1:], len(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(passages):
        first = starts[max(0, bisect_right(starts, start) - 1)] if starts else start
        last = ends[max(0, bisect_right(starts, end - 1) - 1)] if starts else end
        last = max(end, first + len(text[first:last].rstrip()))
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
