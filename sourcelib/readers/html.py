"""Web pages: as fetched, as saved by browsers, XHTML, MHTML.

What is the article is trafilatura's judgement (`html_main_text`); the words are the page's own.
"""

import re
from collections.abc import Sequence

from sourcelib.readers.blocks import Block
from sourcelib.readers.dates import parse_date
from sourcelib.readers.document import Change
from sourcelib.readers.formats import File, Parsed
from sourcelib.readers.html_blocks import blocks
from sourcelib.readers.html_charset import characters
from sourcelib.readers.html_fragment import visible_words
from sourcelib.readers.html_json_ld import LinkedData
from sourcelib.readers.html_left_out import left_out
from sourcelib.readers.html_main_text import main_text
from sourcelib.readers.html_metadata import metadata
from sourcelib.readers.html_page import page
from sourcelib.readers.html_runs import numbered, seen_paragraphs
from sourcelib.readers.matter import MOST_FRONT_BLOCKS
from sourcelib.readers.saved_page import saved_from, unpack
from sourcelib.readers.surroundings import SEPARATOR

VERSION = "1"
LINE_END = re.compile(r"\r\n|\r|\n")


def parse(file: File) -> Parsed:
    """Read a web page. Raises ReaderError."""
    saved = unpack(file)
    decoded = characters(saved.file)
    parsed = page(decoded.text, file.name)
    numbers = numbered(parsed.root)
    chosen = main_text(parsed.root, numbers)
    paragraphs = seen_paragraphs(parsed.root.find("body"), numbers)
    found = blocks(paragraphs, chosen.taken)
    linked = LinkedData(parsed.root)
    hidden = _hidden_article(linked, found)
    noted = saved_from(decoded.text)
    around = (*saved.stated, *([noted] if noted else []))
    changes = [*saved.changes, *decoded.changes, *parsed.changes]
    if hidden:
        found = hidden
        changes.append(Change("file", "text taken from JSON-LD articleBody: the page shows less"))
    else:
        changes += [*chosen.changes, *left_out(parsed.root, numbers, chosen.taken)]
    stated = metadata(parsed.root, linked, around, shows_date=_shows_date(found))
    return Parsed(found, stated, tuple(changes), decoded.charset)


def _shows_date(found: Sequence[Block]) -> bool:
    lines = (
        line for block in found[:MOST_FRONT_BLOCKS] for line in SEPARATOR.split(block.text[:200])
    )
    return any(parse_date(line) for line in lines)


def _hidden_article(linked: LinkedData, shown: Sequence[Block]) -> list[Block]:
    """The text that the page holds for search engines, where it shows less than half of it."""
    body = linked.article_body
    words = visible_words(body) if "<p" in body.lower() else body
    lines = [line.strip() for line in LINE_END.split(words) if line.strip()]
    if sum(map(len, lines)) <= 2 * sum(len(block.text) for block in shown):
        return []
    place = "JSON-LD articleBody, paragraph"
    return [Block(line, number, where=f"{place} {number}") for number, line in enumerate(lines, 1)]
