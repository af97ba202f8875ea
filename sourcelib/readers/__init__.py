"""Readers: from the bytes of a file to a Document. Pure, no Django.

A reader turns the lines of a file into blocks; what is common to all (decoding, telling the body
from what surrounds it, the canonical text) happens here.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePath
from typing import get_args

from sourcelib.readers import markdown, plain
from sourcelib.readers.blocks import Block
from sourcelib.readers.document import (
    UNKNOWN_DATE,
    Change,
    Document,
    Finding,
    PartialDate,
    Precision,
    ReaderError,
    What,
)
from sourcelib.readers.matter import Matter, separate
from sourcelib.text import (
    PARAGRAPH_BREAK,
    Canonical,
    Decoded,
    TextError,
    canonicalise,
    decode,
    source_lines,
)

__all__ = [
    "LARGEST_FILE",
    "READERS",
    "UNKNOWN_DATE",
    "Change",
    "Document",
    "Finding",
    "PartialDate",
    "Precision",
    "Reader",
    "ReaderError",
    "What",
    "read",
]

LARGEST_FILE = 20 * 1024 * 1024  # bytes; the longest novels have four million


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that can be read: its name, the rules' version, and how its files are known.

    `blocks` takes the file's lines and gives its blocks and what it left out.
    """

    name: str
    version: str
    extensions: frozenset[str]
    media_types: frozenset[str]
    blocks: Callable[[Sequence[str]], tuple[list[Block], list[Change]]]


READERS = {
    reader.name: reader
    for reader in (
        Reader(
            "plain",
            plain.VERSION,
            frozenset({".txt", ".text"}),
            frozenset({"text/plain"}),
            lambda lines: (plain.blocks(lines), []),
        ),
        Reader(
            "markdown",
            markdown.VERSION,
            frozenset({".md", ".markdown", ".mkd"}),
            frozenset({"text/markdown", "text/x-markdown"}),
            markdown.blocks,
        ),
    )
}


def read(
    data: bytes,
    file_name: str,
    media_type: str | None = None,
    reader: str | None = None,
    keep: Collection[str] = frozenset(),
) -> Document:
    """Read a source.

    The reader is the one named, or the one for the file name's extension, or for the media type
    (whose `charset` parameter is the declared charset). What is read as plain text without having
    been named so is looked at for Markdown. `keep` names findings that a person has turned down,
    by kind ("byline") or key ("byline at line 43"): they stay in the text, and out of the metadata.

    Raises ReaderError for a file that is too large, of unknown format, not text, or empty, and for
    an entry of `keep` that names nothing.
    """
    if len(data) > LARGEST_FILE:
        raise ReaderError(
            file_name,
            f"{len(data):,} bytes are more than the {LARGEST_FILE:,} that one source may have",
            "Split the file into its articles",
        )
    bare_media_type, declared = _parse_media_type(media_type)
    chosen = _choose(file_name, bare_media_type, reader)

    try:
        decoded = decode(data, declared)
        source = source_lines(decoded.text)
        as_it_came = canonicalise(decoded.text)
    except TextError as error:
        raise ReaderError(f"{file_name}, {error.place}", error.problem, error.remedy) from error
    if not as_it_came.text:
        raise ReaderError(file_name, "there is no text in it", "Choose a file with words in it")

    changes = _changes(decoded, declared, as_it_came)
    if reader is None and chosen.name == "plain":
        signs = markdown.markdown_signs("\n".join(source.lines))
        if signs:
            chosen = READERS["markdown"]
            changes.append(Change("file", f"read as Markdown, for it has {' and '.join(signs)}"))

    blocks, left_out = chosen.blocks(source.lines)
    matter = separate(blocks, keep)
    _check_keep(file_name, keep, separate(blocks).found)
    text = canonicalise(PARAGRAPH_BREAK.join(block.text for block in matter.body)).text
    if not text:
        raise ReaderError(
            file_name,
            "nothing is left as its text",
            "See whether what was taken for a title, byline or address is the text, and keep it",
        )
    return _document(text, matter, changes + left_out, chosen, decoded.charset)


def _parse_media_type(media_type: str | None) -> tuple[str | None, str | None]:
    """The bare type in lowercase and its charset, of "text/plain; charset=utf-8" for instance."""
    if not media_type:
        return None, None
    message = Message()
    message["Content-Type"] = media_type.replace("\r", " ").replace("\n", " ")
    return message.get_content_type(), message.get_content_charset()


def _choose(file_name: str, media_type: str | None, name: str | None) -> Reader:
    if name is not None:
        if name not in READERS:
            raise ReaderError(
                file_name, f"there is no reader {name!r}", f"Choose one of: {', '.join(READERS)}"
            )
        return READERS[name]
    # The extension first: browsers send Markdown as text/plain or application/octet-stream.
    extension = PurePath(file_name).suffix.lower()
    for reader in READERS.values():
        if extension in reader.extensions:
            return reader
    for reader in READERS.values():
        if media_type in reader.media_types:
            return reader
    extensions = sorted(ending for reader in READERS.values() for ending in reader.extensions)
    raise ReaderError(
        file_name,
        f"its format is not known (extension {extension or 'none'}, type {media_type or 'none'})",
        f"Bring a file that ends in one of {' '.join(extensions)}, or name the reader",
    )


def _check_keep(file_name: str, keep: Collection[str], found: Sequence[Finding]) -> None:
    keys = {finding.key for finding in found}
    for entry in keep:
        if entry not in keys and entry not in get_args(What):
            raise ReaderError(
                file_name,
                f"no finding {entry!r} that could be kept in the text",
                f"Choose from: {', '.join(sorted(keys)) or 'nothing was found'}",
            )


def _changes(decoded: Decoded, declared: str | None, as_it_came: Canonical) -> list[Change]:
    changes: list[Change] = []
    if decoded.how == "detected":
        changes.append(Change("file", f"charset guessed: {decoded.charset}"))
    elif declared and decoded.how != "declared":
        changes.append(
            Change("file", f"declared charset {declared} passed over for {decoded.charset}")
        )
    if as_it_came.dropped_controls:
        changes.append(Change("file", f"control characters dropped: {as_it_came.dropped_controls}"))
    for stripped in as_it_came.stripped:
        counts = Counter(stripped.white_space).items()
        characters = ", ".join(f"{count} × {_named(character)}" for character, count in counts)
        changes.append(
            Change(f"line {stripped.line}", f"white space stripped from its end: {characters}")
        )
    return changes


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _document(
    text: str, matter: Matter, changes: Sequence[Change], reader: Reader, charset: str
) -> Document:
    return Document(
        text=text,
        title=matter.title,
        bylines=tuple(matter.bylines),
        date=matter.date,
        publication=matter.publication,
        original_url=matter.original_url,
        language=matter.language,
        author_note=PARAGRAPH_BREAK.join(matter.author_notes) or None,
        disclaimer=PARAGRAPH_BREAK.join(matter.disclaimers) or None,
        genre=matter.genre,
        found=tuple(matter.found),
        changes=tuple(changes),
        reader=reader.name,
        reader_version=reader.version,
        charset=charset,
    )
