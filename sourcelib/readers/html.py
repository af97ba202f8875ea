"""Web pages: as fetched, as saved by browsers, XHTML, MHTML.

What is the article is trafilatura's judgement (`html_main_text`); the words are the page's own.
"""

from sourcelib.readers.formats import File, Parsed
from sourcelib.readers.html_blocks import blocks
from sourcelib.readers.html_charset import characters
from sourcelib.readers.html_main_text import main_text
from sourcelib.readers.html_metadata import metadata
from sourcelib.readers.html_page import page
from sourcelib.readers.html_runs import numbered, seen_paragraphs
from sourcelib.readers.saved_page import saved_from, unpack

VERSION = "1"


def parse(file: File) -> Parsed:
    """Read a web page. Raises ReaderError."""
    saved = unpack(file)
    decoded = characters(saved.file)
    parsed = page(decoded.text, file.name)
    numbers = numbered(parsed.root)
    chosen = main_text(parsed.root, numbers)
    paragraphs = seen_paragraphs(parsed.root.find("body"), numbers)
    found = blocks(paragraphs, chosen.taken)
    changes = (*saved.changes, *decoded.changes, *parsed.changes, *chosen.changes)
    noted = saved_from(decoded.text)
    around = (*saved.stated, *([noted] if noted else []))
    return Parsed(found, metadata(parsed.root, around), changes, decoded.charset)
