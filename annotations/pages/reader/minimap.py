"""The shape of a text, line by line, with what is marked in it: an SVG drawn from plain data."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from sourcelib.text import paragraphs

COLUMNS = 63  # characters on a line of the map
COLUMN = 4  # how wide one is drawn; strokes count columns, because there are many to send
WIDTH = COLUMNS * COLUMN
LINE = 2  # from line to line, and as much more between paragraphs
GAP = 2
TOP = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the map: its extent in code points, and its height in the drawing."""

    start: int
    end: int
    y: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to draw: class "c", "p" or "a", where, and the actor's slug of an "a"."""

    kind: str
    extents: Sequence[tuple[int, int]]
    actor: str = ""


def minimap(text: str, marks: Iterable[Mark], lit: str = "") -> str:
    """Return the SVG; `lit` is the slug of the actor whose passages show in every mode."""
    lines, blocks, height = _lines(text)
    starts = [line.start for line in lines]
    strokes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for mark in marks:
        for start, end in mark.extents:
            at = max(0, bisect_right(starts, start) - 1)
            while at < len(lines) and lines[at].start < end:
                line = lines[at]
                left, right = max(start, line.start), min(end, line.end)
                if left < right:
                    stroke = _stroke(left - line.start, right - line.start, line.y)
                    strokes[mark.kind, mark.actor].append(stroke)
                at += 1
    shape = "".join(_stroke(0, line.end - line.start, line.y) for line in lines)
    paths = [f'<path class="l" d="{shape}"/>']
    for (kind, actor), parts in sorted(strokes.items(), key=lambda item: "cpa".index(item[0][0])):
        classes = f"{kind} lit" if actor and actor == lit else kind
        data = f' data-actor="{escape(actor)}"' if actor else ""
        paths.append(f'<path class="{classes}"{data} d="{"".join(parts)}"/>')
    links = "".join(
        f'<a href="#p{number}" tabindex="-1"><rect width="{COLUMNS}" y="{y}" height="{h}"/></a>'
        for number, y, h in blocks
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'preserveAspectRatio="none"><g transform="scale({COLUMN} 1)">{"".join(paths)}{links}'
        f'<rect class="view" width="{COLUMNS}"/></g></svg>'
    )


def _stroke(left: int, right: int, y: int) -> str:
    return f"M{left} {y}H{min(right, COLUMNS)}"


def _lines(text: str) -> tuple[list[Line], list[tuple[int, int, int]], int]:
    """The lines, the paragraphs as number, top and height, and the height of the whole."""
    lines: list[Line] = []
    blocks: list[tuple[int, int, int]] = []
    y = TOP
    for paragraph in paragraphs(text):
        top = y
        for start, end in _wrap(text[paragraph.start : paragraph.end]):
            lines.append(Line(paragraph.start + start, paragraph.start + end, y))
            y += LINE
        y += GAP
        blocks.append((paragraph.number, top - LINE // 2, y - top))
    return lines, blocks, y


def _wrap(words: str) -> Iterable[tuple[int, int]]:
    """Break a paragraph into lines at white space; a word longer than a line is broken."""
    # Up to COLUMNS characters that end before white space or at the end, else COLUMNS of them.
    pattern = rf"\S.{{0,{COLUMNS - 1}}}(?=\s|$)|\S{{{COLUMNS}}}|\S+"
    for found in re.finditer(pattern, words, re.DOTALL):
        yield found.start(), found.end()
