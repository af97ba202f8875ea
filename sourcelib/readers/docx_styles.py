"""What the styles of a Word document make of its paragraphs: headings, quotes, list items."""

import re
from dataclasses import dataclass

from lxml import etree

from sourcelib.readers.docx_package import attribute, child, children, is_on, value

HEADING = re.compile(r"heading (?P<level>[1-9])", re.I)
CONTENTS = re.compile(r"toc (?:[1-9]|heading)")
QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})
DEEPEST_STYLE = 20  # of styles that are based on one another; a loop has no end
BODY_LEVEL = 9  # the outline level of ordinary text, from 0 (ECMA-376, part 1, 17.3.1.20)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, with what it takes over from those it is based on.

    `level` is that of a heading, 0 for none; `list_id` is "" outside of lists; `contents` tells a
    line of the table of contents.
    """

    level: int = 0
    quote: bool = False
    emphasised: bool = False
    list_id: str = ""
    contents: bool = False


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(each, "styleId"): each for each in children(root, "w:style")}
        self._default = next(
            (
                name
                for name, each in self._styles.items()
                if attribute(each, "type") == "paragraph" and attribute(each, "default") == "1"
            ),
            "",
        )
        self._known: dict[str, Style] = {}
        properties = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
        self.language = "" if properties is None else attribute(properties, "val")

    def of(self, name: str) -> Style:
        """The style by its id; the document's default for ""."""
        name = name or self._default
        if name not in self._known:
            self._known[name] = self._style(name)
        return self._known[name]

    def _style(self, name: str) -> Style:
        level, quote, emphasised, list_id, contents = 0, False, False, "", False
        for _ in range(DEEPEST_STYLE):
            each = self._styles.get(name)
            if each is None:
                break
            called = value(each, "w:name").lower()
            properties = child(each, "w:pPr")
            level = level or _level(called, properties)
            quote = quote or called in QUOTES
            contents = contents or CONTENTS.fullmatch(called) is not None
            run = child(each, "w:rPr")
            emphasised = emphasised or is_on(run, "w:i") or is_on(run, "w:b")
            list_id = list_id or value(properties, "w:numPr", "w:numId")
            name = value(each, "w:basedOn")
        return Style(level, quote, emphasised, "" if list_id == "0" else list_id, contents)


def outline_level(properties: etree._Element | None) -> int:
    """The level of a heading that a paragraph's own properties give it; 0 for none."""
    level = value(properties, "w:outlineLvl")
    return int(level) + 1 if level.isdecimal() and int(level) < BODY_LEVEL else 0


def _level(called: str, properties: etree._Element | None) -> int:
    heading = HEADING.fullmatch(called)
    if heading:
        return int(heading["level"])
    return 1 if called == "title" else outline_level(properties)
