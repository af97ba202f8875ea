"""From the lines of a PDF to its paragraphs, which the file itself does not know.

A paragraph ends where the space between lines grows, the type changes, the next line is indented or
is an item of a list, or where a sentence ends and the next word would have fitted on the line.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sourcelib.readers.blocks import Block
from sourcelib.readers.document import Change
from sourcelib.readers.pdf_lines import Line

LARGER = 1.15  # times the size of the body, from which type is a heading's
SMALLER = 0.9  # up to which it is a note's
OTHER_SIZE = 0.08  # share of the size by which type of one paragraph does not differ
WIDER = 1.3  # times the usual distance of lines, from which it parts paragraphs
INDENT = 0.6  # of the size of type: less is not meant
# Of the longest lines, for a line together with the next word: full; and short even if no sentence
# ends there (a byline, a line of verse).
FULL = 0.88
SHORT = 0.6
ROOM = 3  # lines left empty at the end of a page, where the text was broken off on purpose
FULL_AT_END = 0.95  # of a column, where nothing else tells whether the paragraph goes on

SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*\d{0,3}$")
ITEM = re.compile(r"(?:[•◦▪‣●○■]\s*\S|(?:[–*]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S)")
HYPHENS = "-\u2010\u00ad"
AT_HYPHEN = re.compile(rf"(\w+)[{HYPHENS}]$")
WORD = re.compile(r"\w+")
HYPHENATED = re.compile(r"\w+(?:[-\u2010]\w+)+")
# Scripts without spaces between words. Hangul has them.
CLOSE_SCRIPTS = re.compile(r"[\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]")


@dataclass(slots=True)
class _Column:
    """Lines that follow one another down a page: where they start, how far apart they are."""

    lines: list[Line] = field(default_factory=list)

    @property
    def margin(self) -> float:
        return min(line.x for line in self.lines)

    def is_indented(self, line: Line) -> bool:
        return line.x - self.margin > INDENT * line.size


@dataclass(frozen=True, slots=True)
class _Typography:
    """What is usual in the file."""

    size: float  # of the body
    leading: float  # from line to line of the body
    bottom: float  # of the lowest line of the body on any page
    length: int  # of a full line, in characters; those of Chinese and Japanese count twice


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that stand whole in some line, and those with hyphens in them."""

    whole: frozenset[str]
    hyphenated: frozenset[str]


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[list[Block], list[Change]]:
    """The blocks that the lines of the pages make up, and what was done to join the lines."""
    lines = [line for page in pages for line in page]
    usual = _typography(lines)
    words = _words(lines)
    sizes = sorted({line.size for line in lines if line.size >= LARGER * usual.size}, reverse=True)
    changes: list[Change] = []
    blocks = []
    for number, group in enumerate(_groups(pages, usual), start=1):
        text, joined = _join(group, words)
        first = group[0]
        heading = first.size >= LARGER * usual.size
        blocks.append(
            Block(
                text,
                number,
                "heading" if heading else "item" if ITEM.match(text) else "paragraph",
                sizes.index(first.size) + 1 if heading else 0,
                all(line.bold for line in group),
                first.place,
            )
        )
        changes += joined
    return blocks, changes


def _typography(lines: Sequence[Line]) -> _Typography:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if line.size == size]
    gaps = [
        round(one.y - two.y, 1)
        for one, two in pairwise(body)
        if one.page == two.page and 0 < one.y - two.y < 3 * size
    ]
    # The least of the common distances: in a file of one-line paragraphs most are wider.
    common = [gap for gap, count in Counter(gaps).items() if count >= 0.2 * len(gaps)]
    leading = min(common) if common else statistics.median(gaps or [1.2 * size])
    lengths = sorted(_width(line.text) for line in body)
    # Most lines of a long text are full; of a short one perhaps only the longest is.
    length = max(lengths[int(0.9 * (len(lengths) - 1))], int(0.92 * lengths[-1]))
    return _Typography(size, leading, min(line.y for line in body), length)


def _words(lines: Sequence[Line]) -> _Words:
    whole: set[str] = set()
    hyphenated: set[str] = set()
    for line in lines:
        text = AT_HYPHEN.sub("", line.text).casefold()
        hyphenated.update(HYPHENATED.findall(text.replace("\u2010", "-")))
        whole.update(WORD.findall(HYPHENATED.sub(" ", text)))
    return _Words(frozenset(whole), frozenset(hyphenated))


# --- where paragraphs part ---


def _groups(pages: Sequence[Sequence[Line]], usual: _Typography) -> Iterator[list[Line]]:
    """The lines of each paragraph. Notes at the foot of a page follow what goes on after it."""
    group: list[Line] = []
    notes: list[list[Line]] = []
    last: _Column | None = None
    for page in pages:
        body, foot = _split_notes(page, usual)
        for column in _columns(body):
            for index, line in enumerate(column.lines):
                above = column.lines[index - 1] if index else None
                below = column.lines[index + 1] if index + 1 < len(column.lines) else None
                if not group:
                    parted = False
                elif above is not None:
                    parted = _parts(above, line, below, column, usual)
                else:
                    assert last is not None
                    parted = _parts_columns(group[-1], line, below, column, usual)
                if parted:
                    yield group
                    yield from notes
                    group, notes = [], []
                group.append(line)
            last = column
        if foot:
            notes += _note_groups(foot, usual)
    if group:
        yield group
    yield from notes


def _split_notes(page: Sequence[Line], usual: _Typography) -> tuple[list[Line], list[Line]]:
    """The lines of the body, and those in small type at the end of the page."""
    end = len(page)
    while end and page[end - 1].size <= SMALLER * usual.size:
        end -= 1
    return list(page[:end]), list(page[end:])


def _note_groups(lines: Sequence[Line], usual: _Typography) -> Iterator[list[Line]]:
    group: list[Line] = []
    for column in _columns(lines):
        for index, line in enumerate(column.lines):
            above = column.lines[index - 1] if index else None
            starts = re.match(r"\d{1,3}\D|[*†‡]", line.text)
            if group and (starts or above is None or above.y - line.y > WIDER * usual.leading):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


def _columns(lines: Sequence[Line]) -> list[_Column]:
    """Part the lines wherever the next stands higher: at the head of a column."""
    columns: list[_Column] = []
    for line in lines:
        if not columns or line.y > columns[-1].lines[-1].y + line.size:
            columns.append(_Column())
        columns[-1].lines.append(line)
    return columns


def _parts(
    above: Line, line: Line, below: Line | None, column: _Column, usual: _Typography
) -> bool:
    """Whether a paragraph begins with `line`, which stands under `above`."""
    if _other_type(above, line) or ITEM.match(line.text):
        return True
    leading = usual.leading * max(1.0, line.size / usual.size)
    if above.y - line.y > WIDER * leading:
        return True
    if _indents(above, line, below, column):
        return True
    return _ends_short(above, line, usual)


def _parts_columns(
    before: Line, line: Line, below: Line | None, column: _Column, usual: _Typography
) -> bool:
    """Whether a paragraph begins with `line`, the first of a column or page."""
    if _other_type(before, line) or ITEM.match(line.text):
        return True
    indented = (
        below is not None and line.x - below.x > INDENT * line.size and column.is_indented(line)
    )
    has_room = before.y - usual.bottom > ROOM * usual.leading
    ends = bool(SENTENCE_END.search(before.text))
    return (ends and (indented or has_room)) or _ends_short(before, line, usual, FULL_AT_END)


def _other_type(one: Line, two: Line) -> bool:
    return abs(one.size - two.size) > OTHER_SIZE * max(one.size, two.size) or (
        one.bold != two.bold and not one.text.endswith(tuple(HYPHENS))
    )


def _indents(above: Line, line: Line, below: Line | None, column: _Column) -> bool:
    """Whether `line` is set in, as the first of a paragraph is, and the text is not centred."""
    if line.x - above.x <= INDENT * line.size:
        # Two paragraphs of one line each, both set in, or a line under a paragraph's only line.
        return (
            abs(line.x - above.x) <= INDENT * line.size
            and column.is_indented(line)
            and below is not None
            and line.x - below.x > INDENT * line.size
            and bool(SENTENCE_END.search(above.text))
        )
    # The lines of an item, after its first, are set in as far as they all are.
    hanging = bool(ITEM.match(above.text))
    return not hanging and bool(SENTENCE_END.search(above.text))


def _ends_short(above: Line, line: Line, usual: _Typography, full: float = FULL) -> bool:
    """Whether the line above had room for the next word and ends a sentence, or had much room."""
    if above.size >= LARGER * usual.size:  # the lines of a title are parted by sense
        return False
    first_word = line.text.split(maxsplit=1)[0]
    if CLOSE_SCRIPTS.match(first_word):
        first_word = first_word[0]
    share = (_width(above.text) + 1 + _width(first_word)) / usual.length
    return share < SHORT or (share < full and bool(SENTENCE_END.search(above.text)))


def _width(text: str) -> int:
    return len(text) + len(CLOSE_SCRIPTS.findall(text))


# --- joining lines ---


def _join(lines: Sequence[Line], words: _Words) -> tuple[str, list[Change]]:
    text = lines[0].text
    changes = []
    for above, line in pairwise(lines):
        if above.page != line.page and SENTENCE_END.search(text):
            what = "taken for the same paragraph as the end of the page before; it may be a new one"
            changes.append(Change(line.place, what))
        text, what = _joined(text, line.text, words)
        if what:
            changes.append(Change(line.place, what))
    return text, changes


def _joined(text: str, following: str, words: _Words) -> tuple[str, str]:
    """The two as one, and what of it a person may want to see."""
    hyphen = AT_HYPHEN.search(text)
    next_word = WORD.match(following)
    if hyphen and next_word:
        front, mark, back = hyphen[1], text[-1], next_word[0]
        if mark == "\u00ad":
            return text[:-1] + following, f"soft hyphen of “{front}{back}” taken out"
        if back[0].islower():
            return _dehyphenated(text, following, front, back, words)
        return text + following, ""
    no_space = (
        text.endswith(("—", "–", "/", *HYPHENS)) and len(text) > 1 and not text[-2].isspace()
    ) or (CLOSE_SCRIPTS.match(text[-1]) and CLOSE_SCRIPTS.match(following[0]))
    return text + ("" if no_space else " ") + following, ""


def _dehyphenated(
    text: str, following: str, front: str, back: str, words: _Words
) -> tuple[str, str]:
    with_hyphen, without = f"{front}-{back}", f"{front}{back}"
    as_one = without.casefold() in words.whole
    as_two = any(
        each.endswith(with_hyphen.casefold()) or with_hyphen.casefold() in each
        for each in words.hyphenated
    )
    if as_one and not as_two:
        what = f"hyphen at the end of a line taken out of “{with_hyphen}”: the text has “{without}”"
        return text[:-1] + following, what
    what = "" if as_two else f"hyphen of “{with_hyphen}” left, though it ends a line"
    return text + following, what
