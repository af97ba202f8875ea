"""The lines of a PDF page: words, where they stand, how large they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PageObject

ITEM_MARK = re.compile(r"\s*(?:[•◦▪‣●○■]|\(?(?:\d{1,3}|[a-z])[.)])")
SMALLEST = 0.1  # points; a file may ask for type without size, or of a size that is no number
RAISED = 0.8  # of the size of the words before, up to which figures are a note's or a power's
SAME_LINE = 0.6  # of the size of type: how far apart in height pieces of one line may be


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type. Positions and `size` in points, from the page's lower left corner.

    `number` counts the lines of the page from 1, in the order in which the file gives them.
    `raised` are figures in it that are smaller and higher than the words before them.
    """

    text: str
    page: int
    number: int
    x: float
    y: float
    size: float
    bold: bool = False
    upright: bool = True
    raised: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"page {self.page}, line {self.number}"


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool
    upright: bool


@dataclass(slots=True)
class _Collector:
    """Takes what pypdf finds on a page, piece by piece, and puts lines together."""

    page: int
    lines: list[Line] = field(default_factory=list)
    line: list[_Piece] = field(default_factory=list)

    def take(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        """A visitor for `extract_text`: text in the user space `cm`, the text space `tm`."""
        a, b, c, d, x, y = _product(tm, cm)
        base = font.get("/BaseFont", "") if font else ""
        height = abs(size) * (c * c + d * d) ** 0.5
        for index, part in enumerate(text.split("\n")):
            if index:
                self.end_line()
            if not part.strip():
                if self.line:
                    self.line[-1].text += part
                continue
            piece = _Piece(part, x, y, height, _is_bold(str(base)), abs(a) >= abs(b))
            if self.line and abs(self.line[0].y - y) > SAME_LINE * max(height, self.line[0].size):
                self.end_line()
            self.line.append(piece)

    def end_line(self) -> None:
        if not self.line:
            return
        first = self.line[0]
        if len(self.line) > 1 and ITEM_MARK.fullmatch(first.text):
            first.text += " "  # drawn apart, at the distance of a tab
        largest = max(self.line, key=lambda piece: len(piece.text))
        self.lines.append(
            Line(
                "".join(piece.text for piece in self.line).strip(),
                self.page,
                len(self.lines) + 1,
                first.x,
                first.y,
                max(SMALLEST, round(largest.size, 1)),
                all(piece.bold for piece in self.line),
                first.upright,
                tuple(_raised(self.line)),
            )
        )
        self.line = []


def page_lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page, in the order in which the file gives them, which is that of reading in
    what word processors and browsers make. Raises whatever pypdf raises.
    """
    collector = _Collector(number)
    page.extract_text(visitor_text=collector.take)
    collector.end_line()
    return collector.lines


def _raised(line: list[_Piece]) -> Iterator[str]:
    for before, piece in pairwise(line):
        figures = piece.text.strip()
        if figures.isdecimal() and piece.size < RAISED * before.size and piece.y > before.y:
            yield figures


def _product(one: list[float], two: list[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _is_bold(font_name: str) -> bool:
    return any(word in font_name.lower() for word in ("bold", "black", "heavy"))
