"""The canonical text of a revision.

The rules, in order: a byte order mark goes; CRLF and CR become LF; control characters other than
newline and tab go, and are counted; white space at the end of a line goes; blank lines, also those
of white space only, are one paragraph break; a single LF inside a paragraph stays; no newline at
either end. Nothing else is touched: no normalisation, no collapsing of spaces, no straightening.
"""

import hashlib
import re
from dataclasses import dataclass

from sourcelib.text.errors import TextError

BYTE_ORDER_MARK = "\ufeff"
PARAGRAPH_BREAK = "\n\n"

LINE_END = re.compile(r"\r\n|\r|\n")
# Unicode category Cc, less tab and newline. U+0085 is one of them: it ends no line.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SourceLines:
    """A text as lines without their ends, so that line 1 is `lines[0]`, and what was dropped."""

    lines: tuple[str, ...]
    dropped_marks: int
    dropped_controls: int


@dataclass(frozen=True, slots=True)
class StrippedLine:
    """A line (1-based, of the text as it came) that lost this white space at its end."""

    line: int
    white_space: str


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text and what making it has cost.

    `dropped_marks` counts byte order marks, `dropped_controls` control characters; `stripped`
    lists the lines with words in them that lost white space at their end.
    """

    text: str
    dropped_marks: int
    dropped_controls: int
    stripped: tuple[StrippedLine, ...]


def canonicalise(raw: str) -> Canonical:
    """Make the canonical text of `raw`. Applied to its own result, it changes nothing.

    Raises TextError naming the code point of a lone surrogate, which no file can hold.
    """
    source = source_lines(raw)
    dropped_marks = source.dropped_marks

    stripped: list[StrippedLine] = []
    text_paragraphs: list[list[str]] = []
    open_paragraph = False
    for number, line in enumerate(source.lines, start=1):
        # A mark that earlier rules brought to the front (a blank line before it, say) goes too;
        # otherwise canonicalising twice would not be the same as once.
        if not text_paragraphs:
            unmarked = line.lstrip(BYTE_ORDER_MARK)
            dropped_marks += len(line) - len(unmarked)
            line = unmarked
        kept = line.rstrip()
        if not kept:
            open_paragraph = False
            continue
        if len(kept) < len(line):
            stripped.append(StrippedLine(number, line[len(kept) :]))
        if not open_paragraph:
            text_paragraphs.append([])
            open_paragraph = True
        text_paragraphs[-1].append(kept)

    text = PARAGRAPH_BREAK.join("\n".join(lines) for lines in text_paragraphs)
    return Canonical(text, dropped_marks, source.dropped_controls, tuple(stripped))


def source_lines(raw: str) -> SourceLines:
    """The lines of `raw`, split at LF, CRLF and CR only, without marks in front and controls.

    Readers work on these, so that the line numbers they report are those of the file.

    Raises TextError naming the code point of a lone surrogate.
    """
    surrogate = SURROGATE.search(raw)
    if surrogate:
        raise TextError(
            f"code point {surrogate.start()}",
            f"U+{ord(surrogate.group()):04X} is half of a surrogate pair, not a character",
            "Save the text again as UTF-8",
        )
    unmarked = raw.lstrip(BYTE_ORDER_MARK)
    text, dropped_controls = CONTROL.subn("", LINE_END.sub("\n", unmarked))
    return SourceLines(tuple(text.split("\n")), len(raw) - len(unmarked), dropped_controls)


def sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in lowercase hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
