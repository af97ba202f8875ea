"""From where sources come: files, folders, patterns of files, addresses, standard input."""

import glob
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sourcelib.fetching import FetchRefused, fetch
from sourcelib.readers import EXTENSIONS, LARGEST_FILE, Entry, Finding, ReaderError
from sourcelib.readers.bounded import BoundedReader
from sourcelib.services.received import ReadSource

STANDARD_INPUT = "-"
SCHEMES = ("http://", "https://")


@dataclass(slots=True)
class Found:
    """What there is to read: absolute paths, addresses, "-"; and how much was passed over.

    `links` are folders that are linked to, which are not searched; `closed` says which folders
    cannot be.
    """

    origins: list[str] = field(default_factory=list)
    hidden: int = 0
    other: int = 0
    links: int = 0
    closed: list[ReaderError] = field(default_factory=list)


def find(names: Iterable[str]) -> Found:
    """Return the files, addresses and so on that are named, each once.

    Folders are searched however deep, for files with an extension that a reader knows; hidden
    files and folders are passed over. Raises ReaderError for a name that stands for nothing.
    """
    found = Found()
    for name in names:
        if name == STANDARD_INPUT or is_address(name):
            found.origins.append(name)
        elif os.path.isdir(name):  # noqa: PTH112, of a name that is too long it says no
            before = len(found.origins), len(found.closed)
            _search(Path(name), found)
            if (len(found.origins), len(found.closed)) == before:
                raise ReaderError(
                    name, f"no file {' '.join(EXTENSIONS)} in this folder", "Name another one"
                )
        elif os.path.exists(name):  # noqa: PTH110, as above
            found.origins.append(str(Path(name).absolute()))
        else:
            _match(name, found)
    found.origins = list(dict.fromkeys(found.origins))
    return found


def is_address(name: str) -> bool:
    """Whether it is a web address rather than a path."""
    return name.lower().startswith(SCHEMES)


def _search(folder: Path, found: Found) -> None:
    def closed(error: OSError) -> None:
        found.closed.append(_unreadable(str(error.filename), error))

    for place, folders, files in os.walk(folder.absolute(), onerror=closed):
        found.hidden += sum(name.startswith(".") for name in (*folders, *files))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.links += sum(Path(place, name).is_symlink() for name in folders)
        for name in sorted(name for name in files if not name.startswith(".")):
            _take(Path(place, name), found)


def _match(pattern: str, found: Found) -> None:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207, takes absolute ones too
    if not matches:
        raise ReaderError(pattern, "there is no such file", "See that the path is right")
    for match in matches:
        if Path(match).is_dir():
            _search(Path(match), found)
        else:
            _take(Path(match).absolute(), found)


def _take(path: Path, found: Found) -> None:
    if path.name.lower().endswith(EXTENSIONS):
        found.origins.append(str(path))
    else:
        found.other += 1


class Origins:
    """Reads what came from an origin, within the limits of `BoundedReader`. A context manager.

    `reader` is the one to read everything with, `name` what standard input is called.
    """

    def __init__(self, reader: str | None = None, name: str = "") -> None:
        self._reader = reader
        self._name = name
        self._bounded = BoundedReader()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bounded.close()

    def parts(self, origin: str) -> Iterator["Part | ReaderError"]:
        """Yield each source that an origin has, or why it is none. Raises ReaderError."""
        data, file_name, media_type, address = self._received(origin)
        entries = self._bounded.entries(data, file_name, media_type, self._reader)
        for entry in entries:
            yield entry if isinstance(entry, ReaderError) else Part(entry, address)

    def read(self, part: "Part") -> ReadSource:
        """Read a source. Raises ReaderError."""
        entry = part.entry
        document = self._bounded.read(
            entry.data, entry.file_name, entry.media_type, entry.reader, (), entry.stated
        )
        document = replace(document, changes=(*entry.changes, *document.changes))
        if part.address and not entry.place and not document.original_url:
            fetched = Finding(
                "original_url",
                part.address,
                "the address",
                False,
                "it was fetched there",
                cut=False,
            )
            document = replace(
                document, original_url=part.address, found=(*document.found, fetched)
            )
        return ReadSource(document, entry.file_name, part.file_sha256, entry.place)

    def _received(self, origin: str) -> tuple[bytes, str, str | None, str]:
        """Return the data, the name, the media type and the address of an origin."""
        if origin == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST_FILE + 1), self._name, None, ""
        if is_address(origin):
            try:
                fetched = fetch(origin)
            except FetchRefused as refused:
                raise ReaderError(refused.place, refused.problem, refused.remedy) from refused
            return fetched.data, fetched.file_name, fetched.media_type, fetched.address
        return _contents(origin), Path(origin).name, None, ""


@dataclass(frozen=True, slots=True)
class Part:
    """One source that was received and is not read yet; `address` is where it was fetched."""

    entry: Entry
    address: str = ""

    @property
    def file_sha256(self) -> str:
        """The checksum of what is read."""
        return hashlib.sha256(self.entry.data).hexdigest()


def _contents(path: str) -> bytes:
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReaderError(path, "it is no file", "Name a file or a folder")
        if status.st_size > LARGEST_FILE:
            raise ReaderError(
                path,
                f"{status.st_size:,} bytes are more than the {LARGEST_FILE:,} that are read",
                "Split the file into its articles",
            )
        return Path(path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: OSError) -> ReaderError:
    problem = f"it cannot be read: {error.strerror}"
    return ReaderError(path, problem, "See that it is there and may be read")
