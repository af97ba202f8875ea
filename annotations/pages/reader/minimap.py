"""The shape of a text, line by line, with what is marked in it: an SVG drawn from plain data."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from sourcelib.text import paragraphs

COLUMNS = 63  # characters on a line of the map
WIDTH = 200.0
LINE = 1.6  # from line to line, and a little more between paragraphs
GAP = 1.3
TOP = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the map: its extent in code points, and its height in the drawing."""

    start: int
    end: int
    y: float


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
        f'<a href="#p{number}" tabindex="-1"><rect width="200" y="{y:.1f}" height="{h:.1f}"/></a>'
        for number, y, h in blocks
    )
    return (
        f'<svg viewBox="0 0 200 {height:.0f}" preserveAspectRatio="none">{"".join(paths)}{links}'
        f'<rect class="view" width="200"/></svg>'
    )


def _stroke(left: int, right: int, y: float) -> str:
    scale = WIDTH / COLUMNS
    return f"M{left * scale:.0f} {y:.1f}H{min(right * scale, WIDTH):.0f}"


def _lines(text: str) -> tuple[list[Line], list[tuple[int, float, float]], float]:
    """The lines, the paragraphs as number, top and height, and the height of the whole."""
    lines: list[Line] = []
    blocks: list[tuple[int, float, float]] = []
    y = TOP
    for paragraph in paragraphs(text):
        top = y
        for start, end in _wrap(text[paragraph.start : paragraph.end]):
            lines.append(Line(paragraph.start + start, paragraph.start + end, y))
            y += LINE
        y += GAP
        blocks.append((paragraph.number, top - LINE / 2, y - top))
    return lines, blocks, y


def _wrap(words: str) -> Iterable[tuple[int, int]]:
    """Break a paragraph into lines at white space; a word longer than a line is broken."""
    # Up to COLUMNS characters that end before white space or at the end, else COLUMNS of them.
    pattern = rf"\S.{{0,{COLUMNS - 1}}}(?=\s|$)|\S{{{COLUMNS}}}|\S+"
    for found in re.finditer(pattern, words, re.DOTALL):
        yield found.start(), found.end()
