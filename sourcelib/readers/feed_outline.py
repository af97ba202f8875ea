"""What a feed is as XML, before a library for feeds reads it: sound, safe, where its entries begin.

Such a library reads what is broken too, and does not say where anything stood.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from sourcelib.readers.document import ReaderError
from sourcelib.readers.formats import File
from sourcelib.text import Decoded, TextError, decode

XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
DECLARED_CHARSET = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']"
)
# XML has no room for them, even escaped; the canonical text drops them anyway.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(r"&#(\d+|x[\dA-F]+);?", re.I)
# Some programs write a character beyond U+FFFF as the two halves of its surrogate pair.
HIGH = r"5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d|xD[89AB][\dA-F]{2}"
LOW = r"563[2-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]|xD[C-F][\dA-F]{2}"
PAIR = re.compile(rf"&#({HIGH});&#({LOW});", re.I)
ENTITY = re.compile(r"<!ENTITY\b", re.I)
ELEMENT = re.compile(r"<\w")
ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>/]")
ENTRY_NAMES = frozenset({"item", "entry"})

# Honest feeds stay far below these; beyond them the work on a file grows with their square.
DEEPEST = 200
MOST_ELEMENTS = 500_000
MOST_IN_ENTRY = 50_000
MOST_NAMESPACES = 200
MOST_ATTRIBUTES = 200
LARGEST_BROKEN = 4 * 1024 * 1024  # characters


@dataclass(slots=True)
class Outline:
    """The text of a feed without its XML declaration, and what it says of itself.

    `lines` are those on which its entries begin, from 1. `fault` says what is wrong with the XML;
    `cut_off` whether the file ends within an entry.
    """

    text: str
    decoded: Decoded
    dropped: int
    root: str = ""
    lines: list[int] = field(default_factory=list)
    fault: str = ""
    cut_off: bool = False


def outline(file: File) -> Outline:
    """Look a feed over. Raises ReaderError: not text, not XML at all, or XML that is an attack."""
    declared = DECLARED_CHARSET.search(file.data[:1000])
    charset = file.declared_charset or (declared[1].decode("ascii") if declared else None)
    try:
        decoded = decode(file.data, charset)
    except TextError as error:
        raise ReaderError(f"{file.name}, {error.place}", error.problem, error.remedy) from error
    text, dropped = _allowed(decoded.text)
    # Its charset is known now; the line ends stay, so that lines keep their numbers.
    text = XML_DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    head = text[: found.start()] if (found := ELEMENT.search(text)) else text
    if ENTITY.search(head):
        raise _declares_entities(file.name)
    if not found:
        raise ReaderError(file.name, "it is no XML", "Bring an Atom or RSS feed")

    seen = Outline(text, decoded, dropped)
    _parse(file.name, seen)
    if seen.fault:
        if len(text) > LARGEST_BROKEN:
            problem = f"it is not sound XML ({seen.fault}), and too large to be read leniently"
            raise ReaderError(file.name, problem, "Bring a part of it, or mend it")
        seen.lines = _counted_lines(text)
    return seen


def _allowed(text: str) -> tuple[str, int]:
    """The text without the characters that XML does not allow, and how many those were."""
    text, dropped = CONTROLS.subn("", text)
    text = PAIR.sub(lambda pair: _character(pair[1], pair[2]), text)
    sound = REFERENCE.sub(lambda one: one[0] if _is_allowed(_number(one[1])) else "\0", text)
    return sound.replace("\0", ""), dropped + sound.count("\0")


def _number(reference: str) -> int:
    digits = reference[:10]  # no character has as many
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def _character(high: str, low: str) -> str:
    return chr(0x10000 + (_number(high) - 0xD800) * 0x400 + _number(low) - 0xDC00)


def _is_allowed(number: int) -> bool:
    return number < 0x110000 and not 0xD800 <= number < 0xE000 and not CONTROLS.match(chr(number))


def _parse(name: str, seen: Outline) -> None:
    parser = expat.ParserCreate("utf-8", " ")
    depth = elements = before_entry = 0
    open_entry = False
    namespaces: set[tuple[str | None, str | None]] = set()

    def refuse(problem: str) -> NoReturn:
        raise ReaderError(_line(name, parser), problem, "Bring a part of it")

    def begin(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements, before_entry, open_entry
        depth, elements = depth + 1, elements + 1
        plain = element.rpartition(" ")[2]
        seen.root = seen.root or plain
        if plain in ENTRY_NAMES:
            seen.lines.append(parser.CurrentLineNumber)
            open_entry, before_entry = True, elements
        if len(attributes) > MOST_ATTRIBUTES:
            refuse(f"an element has more than {MOST_ATTRIBUTES} attributes")
        if open_entry and elements - before_entry > MOST_IN_ENTRY:
            refuse(f"an entry has more than {MOST_IN_ENTRY:,} elements")
        if depth > DEEPEST or elements > MOST_ELEMENTS:
            refuse(f"it has more than {MOST_ELEMENTS:,} elements, or {DEEPEST} within each other")

    def end(element: str) -> None:
        nonlocal depth, open_entry
        depth -= 1
        open_entry = open_entry and element.rpartition(" ")[2] not in ENTRY_NAMES

    def namespace(prefix: str | None, uri: str | None) -> None:
        namespaces.add((prefix, uri))
        if len(namespaces) > MOST_NAMESPACES:
            refuse(f"it declares more than {MOST_NAMESPACES} namespaces")

    def entity(*_declared: object) -> None:
        raise _declares_entities(_line(name, parser))

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartNamespaceDeclHandler = namespace
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(seen.text.encode(), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        seen.fault = f"line {error.lineno}, character {error.offset + 1}: {reason}"
        at_end = error.lineno >= seen.text.rstrip().count("\n") + 1
        seen.cut_off = open_entry and at_end


def _counted_lines(text: str) -> list[int]:
    """The lines on which something begins that looks like an entry."""
    lines, line, at = [], 1, 0
    for match in ENTRY.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        lines.append(line)
    return lines


def _line(name: str, parser: expat.XMLParserType) -> str:
    return f"{name}, line {parser.CurrentLineNumber}"


def _declares_entities(place: str) -> ReaderError:
    return ReaderError(
        place,
        "its DOCTYPE declares entities, with which a small file can grow without end",
        "Take the DOCTYPE out, and write the characters themselves",
    )
