"""From the paragraphs of a page and the texts taken of them to blocks, white space as shown."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from lxml import html

from sourcelib.readers.blocks import Block
from sourcelib.readers.html_page import place_of
from sourcelib.readers.html_runs import Paragraph, Run

WHOLE_FROM = 0.5  # of a paragraph's characters that are taken: then it is, with what lies between
WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
WIDE = frozenset("FWH")  # East Asian widths
HANGUL = "HANGUL"


def blocks(paragraphs: Sequence[Paragraph], taken: Collection[int]) -> list[Block]:
    """The paragraphs of which text is taken, as blocks; the cells of a row are one."""
    found: list[Block] = []
    for row, group in groupby(paragraphs, key=lambda paragraph: paragraph.row):
        cells = list(group)
        if row is not None and _holds_data(row, cells):
            found += _row_block(cells, taken)
        else:
            for paragraph in cells:
                found += _paragraph_blocks(paragraph, taken)
    return _with_places(found)


def _holds_data(row: html.HtmlElement, cells: Sequence[Paragraph]) -> bool:
    """Whether the row is of a table of data: several cells, none of several paragraphs."""
    return (
        len(row) > 1
        and row.find(".//table") is None
        and len({cell.cell for cell in cells}) == len(cells)
    )


def _row_block(cells: list[Paragraph], taken: Collection[int]) -> list[Block]:
    texts: list[str] = []
    for _, group in groupby(cells, key=lambda paragraph: paragraph.cell):
        parts = [block.text for each in group for block in _paragraph_blocks(each, taken)]
        texts.append(" ".join(parts).replace("\n", " "))
    if not any(texts):
        return []
    return [Block("\t".join(texts).strip("\t"), cells[0].line, "item")]


def _paragraph_blocks(paragraph: Paragraph, taken: Collection[int]) -> list[Block]:
    """One block; several where two line breaks part it, as browsers show it."""
    found: list[Block] = []
    for runs in _parted(_taken_runs(paragraph.runs, taken)):
        if paragraph.kind == "code":
            text = "".join(run.text for run in runs).strip("\n")
        else:
            text = _collapsed("".join(run.text if run.number >= 0 else "\v" for run in runs))
        if not text.strip():
            continue
        worded = [run for run in runs if run.text.strip()]
        emphasised = all(run.emphasised for run in worded)
        found.append(Block(text, paragraph.line, paragraph.kind, paragraph.level, emphasised))
    return found


def _taken_runs(runs: Sequence[Run], taken: Collection[int]) -> Sequence[Run]:
    """The runs to keep: all if most is taken, less what is decoration at either end."""
    worded = [run for run in runs if run.text.strip()]
    length = sum(len(run.text.strip()) for run in worded)
    taken_length = sum(len(run.text.strip()) for run in worded if run.number in taken)
    if not taken_length:
        return []
    if taken_length < WHOLE_FROM * length:
        return [run for run in runs if run.number in taken or not run.text.strip()]
    start, end = 0, len(runs)
    while start < end and _is_decoration(runs[start], taken):
        start += 1
    while end > start and _is_decoration(runs[end - 1], taken):
        end -= 1
    return runs[start:end]


def _is_decoration(run: Run, taken: Collection[int]) -> bool:
    """Whether the text is none of the article's and stands in an element that says what it is."""
    if run.number in taken:
        return False
    if not run.text.strip():
        return True
    inline = run.inline
    return inline is not None and any(
        each.get("class") or each.get("id") or each.get("role") or each.tag in {"a", "label"}
        for each in (inline, inline.getparent())
    )


def _parted(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs between places where two or more line breaks follow one another."""
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.number < 0:
            breaks += 1
        elif run.text.strip(" \t\n\r\f"):
            if breaks >= 2:
                yield part
                part = []
            breaks = 0
        part.append(run)
    yield part


def _collapsed(text: str) -> str:
    """The text as HTML shows it; `\\v` is a line break."""
    lines = text.split("\v")
    return "\n".join(WHITE_SPACE.sub(_space, line).strip(" ") for line in lines).strip("\n")


def _space(match: re.Match[str]) -> str:
    """One space; none where a line of Chinese or Japanese source goes on in the next (CSS Text)."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    joined = "\n" in match.group() and _is_wide(before) and _is_wide(after)
    return "" if joined else " "


def _is_wide(character: str) -> bool:
    return (
        character != ""
        and unicodedata.east_asian_width(character) in WIDE
        and HANGUL not in unicodedata.name(character, "")
    )


def _with_places(found: Sequence[Block]) -> list[Block]:
    """The blocks with places that tell them apart: pages often come as one line."""
    counts = Counter(block.line for block in found)
    return [
        Block(
            block.text,
            block.line,
            block.kind,
            block.level,
            block.emphasised,
            place_of(block.line) + (f", paragraph {number}" if counts[block.line] > 1 else ""),
        )
        for number, block in enumerate(found, start=1)
    ]
