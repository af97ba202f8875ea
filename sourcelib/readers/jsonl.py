"""JSON Lines: one source a line, each an object whose keys `keyed_record` knows.

A line that is refused does not keep the others out.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from sourcelib.readers.document import ReaderError
from sourcelib.readers.formats import Entry, File
from sourcelib.readers.keyed_record import RecordError, entry_of
from sourcelib.text import TextError, decode

VERSION = "1"

LONGEST_LINE = 10 * 1024 * 1024  # bytes; JSON in memory takes up to ten times as much
MOST_SOURCES = 100_000  # in a file of 20 MB, with 200 bytes each
MOST_REFUSED = 1000  # lines; a file with more is something else, and the list of no use
BLOCK = 64 * 1024

ONE_OBJECT = "Write each source as one JSON object on one line"


def entries(file: File) -> Iterator[Entry | ReaderError]:
    """Yield the sources of a file, and a ReaderError for each line that is none.

    It is read as UTF-8, unless a byte order mark or the declared charset says otherwise. Raises
    ReaderError for bytes that are not text in that charset, and for the library's own format.
    """
    data = file.data
    if file.declared_charset or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        try:
            data = decode(data, file.declared_charset).text.encode()
        except TextError as error:
            raise ReaderError(f"{file.name}, {error.place}", error.problem, error.remedy) from error
    for count, one in enumerate(entries_of_stream(BytesIO(data), file.name)):
        if count == MOST_SOURCES:
            problem = (
                f"there are more than {MOST_SOURCES:,} sources in it, and the others are not read"
            )
            yield ReaderError(file.name, problem, "Bring the others in files of their own")
            return
        yield one


def entries_of_stream(stream: BinaryIO, name: str) -> Iterator[Entry | ReaderError]:
    """Yield the sources of a stream in UTF-8, which is read line by line. Raises ReaderError."""
    refused = taken = 0
    for number, line in enumerate(_lines(stream), start=1):
        place = f"line {number}"
        if line is not None and not line.strip():
            continue
        try:
            record = _record(line)
            if _is_our_own(record):
                raise ReaderError(
                    name,
                    "this is a file of the library's own format, with more than sources in it",
                    "Bring it in with manage.py import_annotations",
                )
            yield entry_of(record, place, f"line-{number}")
            taken += 1
        except RecordError as error:
            yield ReaderError(place, error.problem, error.remedy)
            refused += 1
        if refused == MOST_REFUSED:
            problem = f"{refused:,} lines are refused, and what follows is not read"
            yield ReaderError(place, problem, "Mend these first")
            return
    if not refused and not taken:
        raise ReaderError(name, "there is no line in it", ONE_OBJECT)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line without its end; None for one that is too long, which is passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(BLOCK)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line.rstrip(b"\r\n")


def _record(line: bytes | None) -> dict[str, Any]:
    """The object that a line holds. Raises RecordError."""
    if line is None:
        problem = f"it is longer than {LONGEST_LINE:,} bytes"
        raise RecordError(problem, "Bring this source as a file of its own")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} of the line, 0x{line[error.start]:02X}, is not UTF-8"
        raise RecordError(problem, "Save the file as UTF-8") from error
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        problem = f"character {error.pos + 1} is not JSON: {error.msg}"
        raise RecordError(problem, ONE_OBJECT) from error
    except RecursionError as error:
        raise RecordError("its brackets are nested too deeply", ONE_OBJECT) from error
    except RecordError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise RecordError(f"a number in it cannot be read: {error}", "Write it as text") from error
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "a single value"
        raise RecordError(f"it is {kind}, not an object", ONE_OBJECT)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RecordError(f"the key {key!r} is there twice", "Leave the one that is right")
        found[key] = value
    return found


def _no_number(constant: str) -> None:
    raise RecordError(f"{constant} is not JSON", "Write null, or leave the key out")


def _is_our_own(record: dict[str, Any]) -> bool:
    return record.get("type") == "header" and record.get("format") == "sourcelib"
