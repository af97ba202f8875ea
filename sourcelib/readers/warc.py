"""Archives of the web in the WARC format, also gzipped: each page in them is a source.

Taken are responses with status 200, resources and conversions, of the media types that the readers
of single sources know. What else an archive holds (requests, pictures, redirects) is counted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from sourcelib.readers.document import Change, Finding, ReaderError
from sourcelib.readers.file_names import file_name, format_of_name, format_of_type
from sourcelib.readers.formats import Entry, File
from sourcelib.readers.unpacking import PackedError, UnpackedStream, unpack

VERSION = "1"

LARGEST_PAGE = 20 * 1024 * 1024  # bytes, as for a file that is brought by itself
LARGEST_HEADER = 64 * 1024
MOST_BLANK_LINES = 1000  # between records, where the standard has two
VERSIONS = ("WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1")
PAGES = frozenset({"response", "resource", "conversion"})
NO_ARTICLES = frozenset({"/robots.txt", "/humans.txt", "/security.txt", "/ads.txt"})

GET_AGAIN = "Get the archive again; what stood before this came in"


@dataclass(frozen=True, slots=True)
class _Record:
    """The head of a record: its fields by lowercase name, and its place for a person."""

    fields: Mapping[str, str]
    place: str
    length: int

    @property
    def kind(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def address(self) -> str:
        # An early wget wrote it in angle brackets.
        return self.fields.get("warc-target-uri", "").strip("<> ").replace(" ", "%20")

    @property
    def web_path(self) -> str | None:
        """The path of an address on the web; None for another, or for what is no address."""
        try:
            parts = urlsplit(self.address)
        except ValueError:
            return None
        return parts.path if parts.scheme in {"http", "https"} and parts.netloc else None


@dataclass(frozen=True, slots=True)
class _Head:
    """The fields that describe a page, by lowercase name, and where in the block it begins."""

    fields: Mapping[str, str]
    end: int


class _PassedOverError(Exception):
    """A record that is not for a library of articles; the message says of which kind it is."""


def entries(file: File) -> Iterator[Entry | ReaderError]:
    """Yield the pages of an archive, and a ReaderError for each that cannot be taken.

    Where the archive is damaged or cut off, that is the last one. Raises ReaderError where there
    is no page in it.
    """
    return entries_of_stream(BytesIO(file.data), file.name)


def entries_of_stream(stream: BinaryIO, name: str) -> Iterator[Entry | ReaderError]:
    """Yield the pages of a stream, which may be larger than memory, as `entries` does."""
    passed: Counter[str] = Counter()
    held: list[Entry | ReaderError] = []  # from the last page on
    for one in _pages(UnpackedStream(stream), passed):
        if isinstance(one, Entry):
            yield from held
            held = []
        held.append(one)
    counted = ", ".join(f"{count:,} × {what}" for what, count in sorted(passed.items()))
    if not held:
        problem = f"no record in it is a page ({counted or 'there is none'})"
        raise ReaderError(name, problem, "Bring an archive with pages of status 200")
    last, *errors = held
    if isinstance(last, Entry) and counted:
        # The last page tells what was passed over, for an archive has no other place to say it.
        also = Change("archive", f"records passed over: {counted}")
        last = replace(last, changes=(*last.changes, also))
    yield last
    yield from errors


def _pages(archive: UnpackedStream, passed: Counter[str]) -> Iterator[Entry | ReaderError]:
    number = 0
    place = "byte 0"
    try:
        while True:
            for _ in range(MOST_BLANK_LINES):
                place = archive.place
                line = archive.readline(LARGEST_HEADER)
                if line.strip() or not line:
                    break
            if not line:
                return
            number += 1
            place = f"record {number} at {place}"
            record = _head(archive, line, place)
            block = _block(archive, record)
            try:
                yield _page(record, block)
            except _PassedOverError as reason:
                passed[str(reason)] += 1
            except PackedError as error:
                yield ReaderError(place, f"{record.address}: {error}", "Bring this page by itself")
    except PackedError as error:
        yield ReaderError(f"{place} or after it", str(error), GET_AGAIN)
    except ReaderError as error:
        yield error


def _head(archive: UnpackedStream, first: bytes, place: str) -> _Record:
    """The head of the record that begins with the line `first`. Raises ReaderError."""
    if first.startswith(b"filedesc:"):
        remedy = "Turn it into a WARC archive, for instance with warcio recompress"
        raise ReaderError(place, "this is an ARC archive, the format before WARC", remedy)
    lines = first
    while (line := archive.readline(LARGEST_HEADER)).strip():
        lines += line
        if len(lines) > LARGEST_HEADER:
            raise ReaderError(place, "the head of the record does not end", GET_AGAIN)
    try:
        head = StatusAndHeadersParser(VERSIONS).parse(BytesIO(lines))
    except (StatusAndHeadersParserException, EOFError) as error:
        shown = first[:40].decode("ascii", "backslashreplace").strip()
        raise ReaderError(place, f"no WARC record begins here, but {shown!r}", GET_AGAIN) from error
    fields = _fields(head)
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise ReaderError(place, "the record does not say how long it is", GET_AGAIN)
    return _Record(fields, place, int(length))


def _block(archive: UnpackedStream, record: _Record) -> bytes:
    """What the record holds: all, or the beginning of what is too large, or nothing wanted.

    Raises ReaderError where the archive ends before the record does.
    """
    most = LARGEST_PAGE + LARGEST_HEADER if record.kind in PAGES else 0
    block = archive.read(min(record.length, most))
    missing = record.length - len(block) - archive.skip(record.length - len(block))
    if missing:
        problem = f"the archive ends {missing:,} bytes before the end of this record"
        raise ReaderError(record.place, problem, GET_AGAIN)
    return block


def _page(record: _Record, block: bytes) -> Entry:
    """The page of a record. Raises _PassedOverError and PackedError."""
    if record.kind not in PAGES:
        raise _PassedOverError(record.kind[:40] or "record without type")
    scheme = record.address.partition(":")[0].lower()
    if record.web_path is None and (record.kind == "response" or scheme != "file"):
        # Crawlers keep their own notes as resources too (metadata:, urn:).
        raise _PassedOverError(f"{record.kind} of {scheme[:20] or 'no address'}")
    if record.web_path in NO_ARTICLES:
        raise _PassedOverError(record.web_path)

    head = _response_head(block) if record.kind == "response" else _Head(record.fields, 0)
    media_type = head.fields.get("content-type", "")
    bare = media_type.partition(";")[0].strip().lower()
    chosen = format_of_type(bare)
    if chosen is None or chosen.container:
        raise _PassedOverError(bare[:60] or "no media type")
    if len(block) < record.length or len(block) - head.end > LARGEST_PAGE:
        raise PackedError(f"it has more than {LARGEST_PAGE:,} bytes")
    if "warc-segment-number" in record.fields:
        raise PackedError("it is kept in several segments")
    data = block[head.end :]
    if record.kind == "response":
        data = _body(data, head.fields)
    if not data.strip():
        raise _PassedOverError("empty page")

    name = file_name(record.address, bare)
    named = format_of_name(name)
    return Entry(
        place=record.place,
        data=data,
        file_name=name,
        media_type=media_type,
        reader=None if named and not named.container else chosen.name,
        stated=_stated(record),
        changes=_changes(record),
    )


def _response_head(block: bytes) -> _Head:
    """The head of an HTTP response of status 200. Raises _PassedOverError and PackedError."""
    stream = BytesIO(block)
    lines = b""
    while (line := stream.readline(LARGEST_HEADER)).strip():
        lines += line
        if len(lines) > LARGEST_HEADER:
            raise PackedError("the head of its response does not end")
    try:
        head = StatusAndHeadersParser(["HTTP/"]).parse(BytesIO(lines))
    except (StatusAndHeadersParserException, EOFError) as error:
        raise _PassedOverError("response without HTTP") from error
    # "1.1 200 OK": what stands behind the prefix that the parser was given.
    status = [*head.statusline.split(), "", ""][1]
    if status != "200":
        raise _PassedOverError(f"status {status[:3] or 'none'}")
    return _Head(_fields(head), stream.tell())


def _body(data: bytes, fields: Mapping[str, str]) -> bytes:
    """The body of an HTTP response without what it was packed in. Raises PackedError."""
    if fields.get("transfer-encoding", "").lower() == "chunked":
        data = ChunkedDataReader(BytesIO(data)).read()
    return unpack(data, fields.get("content-encoding", ""), LARGEST_PAGE)


def _fields(head: StatusAndHeaders) -> dict[str, str]:
    """Fields by lowercase name; the first of several counts."""
    return {name.lower(): value.strip() for name, value in reversed(head.headers)}


def _stated(record: _Record) -> tuple[Finding, ...]:
    if record.web_path is None:
        return ()
    cut_off = record.fields.get("warc-truncated", "")
    why = "where the archive has it from"
    if cut_off:
        why += f"; the crawler did not get all of it ({cut_off})"
    where = f"{record.place}, WARC-Target-URI"
    return (Finding("original_url", record.address, where, bool(cut_off), why, cut=False),)


def _changes(record: _Record) -> tuple[Change, ...]:
    day = record.fields.get("warc-date")
    return (Change(record.place, f"archived {day}"),) if day else ()
