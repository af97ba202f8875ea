"""The body of a Word document, paragraph by paragraph, row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from sourcelib.readers.blocks import Block
from sourcelib.readers.document import Change
from sourcelib.readers.docx_numbering import Numbering
from sourcelib.readers.docx_package import child, children, name_of, value
from sourcelib.readers.docx_styles import Styles, outline_level
from sourcelib.readers.docx_words import Gatherer, Words, all_words, alternative

Kind = Literal["paragraph", "heading", "item", "quote"]

THROUGH = frozenset({"w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})


@dataclass(slots=True)
class Body:
    """Takes in the elements of a body and grows the blocks and the changes.

    `paragraph` counts the paragraphs as the file has them, the empty ones and those in tables too.
    """

    gatherer: Gatherer
    styles: Styles
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    paragraph: int = 0
    # Where the mark of a paragraph's end was deleted, its words wait for the next paragraph.
    waiting: Words | None = None

    @property
    def place(self) -> str:
        return f"paragraph {self.paragraph}"

    def take(self, elements: Iterable[etree._Element]) -> None:
        """Take in elements of a body, a cell, or a text box."""
        for each in elements:
            match name_of(each):
                case "w:p":
                    self._take_paragraph(each)
                case "w:tbl":
                    self._take_table(each)
                case "w:sdt":
                    for content in children(each, "w:sdtContent"):
                        self.take(content)
                case "mc:AlternateContent":
                    for content in alternative(each):
                        self.take(content)
                case "w:altChunk":
                    self._report("a document inside of this one left out")
                case "w:del" | "w:moveFrom":
                    self._report(f"deleted, left out: {all_words(each)}")
                case name if name in THROUGH:
                    self.take(each)

    def _report(self, what: str) -> None:
        self.changes.append(Change(self.place, " ".join(what.split())))

    def end(self) -> None:
        """Let go of what waits for a paragraph that does not come."""
        if self.waiting is not None:
            self._finish(self.waiting, None, "")

    def _take_paragraph(self, element: etree._Element) -> None:
        self.paragraph += 1
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle")
        words, self.waiting = self.waiting or Words(), None
        self.gatherer.gather(element, words, emphasised=self.styles.of(style).emphasised)
        self.gatherer.fields.end_paragraph()
        if child(properties, "w:rPr", "w:del") is not None:
            self.waiting = words
        else:
            self._finish(words, properties, style)

    def _finish(self, words: Words, properties: etree._Element | None, style: str) -> None:
        """Make a block of a paragraph's words, and of the boxes that hang on it."""
        if self.styles.of(style).contents:
            words.report("line of the table of contents left out", words.text)
        elif words.text.strip():
            self.blocks.append(self._block(words, properties, style))
        self.changes += [Change(self.place, what) for what in words.reports]
        for box in words.boxes:
            self._report("a text box, whose words stand after this paragraph")
            self.take(box)

    def _block(self, words: Words, properties: etree._Element | None, name: str) -> Block:
        style = self.styles.of(name)
        mark = self._list_mark(properties, name)
        level = style.level or outline_level(properties)
        kind: Kind = "paragraph"
        if level:
            kind = "heading"
        elif mark is not None:
            kind = "item"
        elif style.quote:
            kind = "quote"
        text = f"{mark} {words.text}" if mark else words.text
        return Block(text, self.paragraph, kind, level, words.emphasised, self.place)

    def _list_mark(self, properties: etree._Element | None, name: str) -> str | None:
        """What the list that the paragraph belongs to puts before it; None outside of lists."""
        own = value(properties, "w:numPr", "w:numId")
        list_id = own or self.styles.of(name).list_id
        if not list_id or list_id == "0":
            return None
        level = value(properties, "w:numPr", "w:ilvl")
        depth = int(level) if level.isdecimal() and len(level) < 3 else -1
        return self.numbering.mark(
            list_id, depth if depth >= 0 else self.numbering.level_of_style(list_id, name)
        )

    # --- tables ---

    def _take_table(self, table: etree._Element) -> None:
        for row in _through(table, "w:tr"):
            if child(row, "w:trPr", "w:del") is not None:
                self._report(f"deleted row of a table left out: {all_words(row)}")
                continue
            self._take_row(row)

    def _take_row(self, row: etree._Element) -> None:
        """A row becomes one item, its cells parted by tabs; where a cell has several paragraphs
        the table is a layout, and they become paragraphs.
        """
        first = len(self.blocks)
        place, line = f"paragraph {self.paragraph + 1}", self.paragraph + 1
        cells: list[list[Block]] = []
        for cell in _through(row, "w:tc"):
            before = len(self.blocks)
            self.take(cell)
            cells.append(self.blocks[before:])
        if len(cells) > 1 and any(cells) and all(len(cell) <= 1 for cell in cells):
            text = "\t".join(cell[0].text if cell else "" for cell in cells)
            self.blocks[first:] = [Block(text, line, "item", 0, False, place)]


def _through(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of a name, also those that content controls enclose."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins"}:
            yield from _through(each, name)
