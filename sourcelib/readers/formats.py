"""The formats that can be read, and how their files are known.

Each has a module of its own, which is imported when a file of it is read. A reader is a module with

    VERSION: str                              of its rules, kept with every revision it read
    def parse(file: File) -> Parsed           raises ReaderError

and a container, whose files hold several sources, one with

    VERSION: str
    def entries(file: File) -> Iterator[Entry | ReaderError]     raises ReaderError
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any

from sourcelib.readers.blocks import Block
from sourcelib.readers.document import Change, Finding, ReaderError


@dataclass(frozen=True, slots=True)
class File:
    """What is read: its bytes, its name, the charset that was declared for it (or None)."""

    data: bytes
    name: str
    declared_charset: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as a reader hands it on.

    `stated` are findings that stand outside of the text (`cut` is False): meta elements, document
    properties, fields of a record. They outrank what the text itself shows. `charset` is Python's
    name of it; "" for formats that have none.
    """

    blocks: list[Block]
    stated: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One source inside of a file that holds several.

    `place` says where in the file ("entry 3", "record at byte 1024", "line 5"); `data`,
    `file_name`, `media_type` and `reader` are what to read it as; `stated` is what the file says
    about it, `changes` what was done to it or left out of it, as those of a Document.
    """

    place: str
    data: bytes
    file_name: str
    media_type: str | None = None
    reader: str | None = None
    stated: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the names, media types and first bytes of its files, and who reads them."""

    name: str
    extensions: frozenset[str]
    media_types: frozenset[str]
    container: bool = False

    @property
    def module(self) -> Any:
        """The module that reads it."""
        return import_module(f"sourcelib.readers.{self.name}")


def _format(name: str, extensions: str, media_types: str, *, container: bool = False) -> Format:
    return Format(name, frozenset(extensions.split()), frozenset(media_types.split()), container)


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        _format("plain", ".txt .text", "text/plain"),
        _format("markdown", ".md .markdown .mkd", "text/markdown text/x-markdown"),
        _format("html", ".html .htm .xhtml .mhtml .mht", "text/html application/xhtml+xml"),
        _format("pdf", ".pdf", "application/pdf"),
        _format(
            "docx",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        _format(
            "feed",
            ".atom .rss .xml",
            "application/atom+xml application/rss+xml application/xml text/xml",
            container=True,
        ),
        _format("warc", ".warc .warc.gz", "application/warc", container=True),
        _format(
            "jsonl",
            ".jsonl .ndjson",
            "application/jsonl application/x-ndjson application/jsonlines",
            container=True,
        ),
    )
}

EXTENSIONS = tuple(sorted(ending for one in FORMATS.values() for ending in one.extensions))


def choose(file_name: str, media_type: str | None, name: str | None) -> Format:
    """Return the format that is named, else the one of the extension, else of the media type.

    Raises ReaderError where there is none.
    """
    if name is not None:
        if name not in FORMATS:
            raise ReaderError(
                file_name, f"there is no reader {name!r}", f"Choose one of: {', '.join(FORMATS)}"
            )
        return FORMATS[name]
    # The extension first: browsers send Markdown as text/plain or application/octet-stream.
    lower = file_name.lower()
    for one in FORMATS.values():
        if any(lower.endswith(ending) for ending in one.extensions):
            return one
    for one in FORMATS.values():
        if media_type in one.media_types:
            return one
    extension = PurePath(file_name).suffix.lower()
    raise ReaderError(
        file_name,
        f"its format is not known (extension {extension or 'none'}, type {media_type or 'none'})",
        f"Bring a file that ends in one of {' '.join(EXTENSIONS)}, or name the reader",
    )
