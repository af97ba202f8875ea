"""What all readers of text files have in common: from bytes to lines, and what that changed."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sourcelib.readers.document import Change, ReaderError
from sourcelib.readers.formats import File
from sourcelib.text import Canonical, Decoded, TextError, canonicalise, decode, source_lines


@dataclass(frozen=True, slots=True)
class TextFile:
    """The lines of a text file without their ends, the charset, and what reading them changed."""

    lines: tuple[str, ...]
    charset: str
    changes: tuple[Change, ...]


def text_file(file: File) -> TextFile:
    """Decode a file and split it at its line ends. Raises ReaderError: not text, or empty."""
    try:
        decoded = decode(file.data, file.declared_charset)
        source = source_lines(decoded.text)
        as_it_came = canonicalise(decoded.text)
    except TextError as error:
        raise ReaderError(f"{file.name}, {error.place}", error.problem, error.remedy) from error
    if not as_it_came.text:
        raise ReaderError(file.name, "there is no text in it", "Choose a file with words in it")
    changes = tuple(_changes(decoded, file.declared_charset, as_it_came))
    return TextFile(source.lines, decoded.charset, changes)


def _changes(decoded: Decoded, declared: str | None, as_it_came: Canonical) -> Iterator[Change]:
    if decoded.how == "detected":
        yield Change("file", f"charset guessed: {decoded.charset}")
    elif declared and decoded.how != "declared":
        yield Change("file", f"declared charset {declared} passed over for {decoded.charset}")
    if as_it_came.dropped_controls:
        yield Change("file", f"control characters dropped: {as_it_came.dropped_controls}")
    for stripped in as_it_came.stripped:
        counts = Counter(stripped.white_space).items()
        characters = ", ".join(f"{count} × {_named(character)}" for character, count in counts)
        yield Change(f"line {stripped.line}", f"white space stripped from its end: {characters}")


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
