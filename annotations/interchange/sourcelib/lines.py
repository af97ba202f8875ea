"""The lines of a file in the library's own format, each a record, read with bounded memory."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from annotations.interchange.report import Fault, ImportRefused
from annotations.interchange.sourcelib.schema import FORMAT, HEADER, ORDER, VERSION

LONGEST_LINE = 64 * 1024 * 1024  # bytes; the longest source has 20 MiB, JSON at most doubles it


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file, and the number of its line (from 1). `end` is the byte after it."""

    number: int
    kind: str
    record: dict[str, Any]
    end: int


class RecordFile:
    """A file of records, and where its faults are.

    Raises ImportRefused where the file cannot be opened or is not of this format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.digest = hashlib.sha256()

    def fault(self, line: int, field: str, value: object, problem: str, remedy: str) -> Fault:
        """Return a fault in this file."""
        return Fault(f"{self.path.name}:{line}", field, value, problem, remedy)

    def lines(self, on_fault: Callable[[int, Fault], None]) -> Iterator[Line]:
        """Yield the records in their order, after checking the header.

        A line that holds no record, or one out of order, goes to `on_fault` with its number.
        """
        try:
            with self.path.open("rb") as file:
                self.size = self.path.stat().st_size
                self.digest = hashlib.sha256()
                yield from self._records(file, on_fault)
        except OSError as error:
            self._refuse(
                1, "file", str(self.path), f"cannot be read: {error.strerror}", "Look at it"
            )

    def _records(self, file: BinaryIO, on_fault: Callable[[int, Fault], None]) -> Iterator[Line]:
        self._check_header(file)
        position, number, reached = file.tell(), 1, -1
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            position += len(raw)
            self.digest.update(raw)
            if len(raw) > LONGEST_LINE:
                self._refuse(
                    number,
                    "line",
                    raw[:60],
                    f"longer than {LONGEST_LINE // 2**20} MiB",
                    "Write one record a line",
                )
            if raw.isspace():
                continue
            try:
                record = _parse(raw)
                kind = _kind(record)
            except _NoRecord as error:
                on_fault(number, self.fault(number, error.field, error.value, *error.args))
                continue
            rank = ORDER[kind]
            if rank < reached:
                on_fault(
                    number,
                    self.fault(
                        number,
                        "type",
                        kind,
                        "it stands after records that may refer to it",
                        f"Put the records in this order: {', '.join(ORDER)}",
                    ),
                )
                continue
            reached = rank
            yield Line(number, kind, record, position)

    def _check_header(self, file: BinaryIO) -> None:
        raw = file.readline(4096)
        self.digest.update(raw)
        remedy = f"Begin the file with {json.dumps(HEADER)}"
        try:
            header = _parse(raw)
        except _NoRecord as error:
            self._refuse(1, error.field, error.value, f"no header: {error.args[0]}", remedy)
        if header.get("type") != "header" or header.get("format") != FORMAT:
            self._refuse(1, "header", header, "this is not the header of this format", remedy)
        if header.get("version") != VERSION:
            self._refuse(
                1,
                "version",
                header.get("version"),
                f"this installation reads version {VERSION}",
                "Export it again from an installation of the same version, or upgrade this one",
            )

    def _refuse(self, line: int, field: str, value: object, problem: str, remedy: str) -> NoReturn:
        raise ImportRefused([self.fault(line, field, value, problem, remedy)])


class _NoRecord(ValueError):  # noqa: N818
    """A line that is no record; its arguments are the problem and the remedy."""

    def __init__(self, field: str, value: object, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.field = field
        self.value = value


def _parse(raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _NoRecord(
            f"byte {error.start + 1} of the line",
            raw[error.start : error.start + 4],
            "not UTF-8",
            "Save the file as UTF-8",
        ) from error
    try:
        record = _decoder.decode(text)
    except json.JSONDecodeError as error:
        place = max(0, error.pos - 20)
        raise _NoRecord(
            f"character {error.pos + 1} of the line",
            text[place : error.pos + 20],
            f"not JSON: {error.msg}",
            "Write one JSON object a line",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _NoRecord("line", text[:60], f"not JSON: {error}", "Write plain JSON") from error
    if type(record) is not dict:
        raise _NoRecord("line", text[:60], "not an object", "Write one JSON object a line")
    if b"\\u" in raw:
        _refuse_what_no_text_holds(record)
    return record


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


_decoder = json.JSONDecoder(parse_constant=_refuse_constant)


def _refuse_what_no_text_holds(record: dict[str, Any]) -> None:
    """Refuse escapes that JSON can write and a database cannot keep: NUL and half a character."""
    text = json.dumps(record, ensure_ascii=False)
    if "\\u0000" in text:
        raise _NoRecord("line", text[:60], "it has a NUL character", "Take it out")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _NoRecord(
            "line",
            ascii(text[error.start]),
            "half of a surrogate pair is no character",
            "Write the whole character, or take it out",
        ) from error


def _kind(record: dict[str, Any]) -> str:
    kind = record.get("type")
    if isinstance(kind, str) and kind in ORDER:
        return kind
    raise _NoRecord("type", kind, "no such type of record", f"Choose: {', '.join(ORDER)}")
