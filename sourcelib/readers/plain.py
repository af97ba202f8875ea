"""Plain text: paragraphs are what blank lines part."""

from collections.abc import Sequence

from sourcelib.readers.blocks import Block
from sourcelib.readers.formats import File, Parsed
from sourcelib.readers.text_file import text_file

VERSION = "1"


def parse(file: File) -> Parsed:
    """Read a file of plain text. Raises ReaderError."""
    text = text_file(file)
    return Parsed(blocks(text.lines), (), text.changes, text.charset)


def blocks(lines: Sequence[str]) -> list[Block]:
    """The paragraphs of the file, whose lines come in without their ends; line 1 is `lines[0]`."""
    found: list[Block] = []
    paragraph: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            paragraph.append(line.rstrip())
        elif paragraph:
            found.append(Block("\n".join(paragraph), number - len(paragraph)))
            paragraph = []
    return found
