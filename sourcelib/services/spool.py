"""Sources that were read and wait to be written, outside of memory, however many they are."""

import pickle
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sourcelib.search.tokens import words
from sourcelib.services.duplicates import NEAR, least_shared, most_shared
from sourcelib.services.received import ReadSource, storable
from sourcelib.services.refusals import Refused
from sourcelib.services.web_addresses import page_of
from sourcelib.text import sha256, sketches

SCHEMA = """
CREATE TABLE source (
    position INTEGER PRIMARY KEY, name TEXT, file TEXT, digest TEXT, page TEXT, pickled BLOB
);
CREATE INDEX by_file ON source (file);
CREATE INDEX by_digest ON source (digest);
CREATE INDEX by_page ON source (page);
CREATE TABLE sketch (value INTEGER, position INTEGER, PRIMARY KEY (value, position)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A source that waits already, and how another is the same."""

    name: str
    how: Literal["file", "text", "address", "near"]
    share: float = 1.0


class SpoolFull(Refused):
    """There is no room for what was read."""


class Spool:
    """Sources in a temporary file of the database that Python brings; it goes when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.executescript(SCHEMA)

    def close(self) -> None:
        """Let go of everything."""
        self._database.close()

    def put(self, position: int, name: str, source: ReadSource, address: str) -> None:
        """Let a source wait; raises SpoolFull. `name` tells a person where it came from."""
        text = source.document.text
        row = (
            position,
            storable(name),
            source.file_sha256,
            sha256(text),
            repr(page_of(address)) if page_of(address) else None,
            pickle.dumps(source),
        )
        values = ((value, position) for value in sketches.sketch(words(text)))
        try:
            self._database.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", row)
            self._database.executemany("INSERT INTO sketch VALUES (?, ?)", values)
        except sqlite3.OperationalError as error:
            raise SpoolFull(
                f"What was read has no room in the folder for temporary files ({error}). Nothing "
                "was brought in. Make room, or name another folder in SQLITE_TMPDIR."
            ) from error

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM source").fetchone()[0])

    def __iter__(self) -> Iterator[tuple[int, ReadSource]]:
        """Yield the sources, with their positions, in order."""
        rows = self._database.execute("SELECT position, pickled FROM source ORDER BY position")
        for position, pickled in rows:
            yield position, pickle.loads(pickled)

    def with_file(self, file_sha256: str) -> Earlier | None:
        """Return the source of the same file."""
        return self._first("file", "file", file_sha256)

    def like(self, source: ReadSource, address: str) -> Earlier | None:
        """Return a source with the same text or address, or nearly the same words."""
        page = page_of(address)
        return (
            self._first("text", "digest", sha256(source.document.text))
            or (self._first("address", "page", repr(page)) if page else None)
            or self._near(source.document.text)
        )

    def _first(
        self, how: Literal["file", "text", "address"], column: str, value: str
    ) -> Earlier | None:
        query = f"SELECT name FROM source WHERE {column} = ? ORDER BY position LIMIT 1"
        found = self._database.execute(query, [value]).fetchone()
        return Earlier(found[0], how) if found else None

    def _near(self, text: str) -> Earlier | None:
        mine = words(text)
        values = sketches.sketch(mine)
        if not values:
            return None
        query = most_shared("sketch", "position", len(values), "?")
        for (position,) in self._database.execute(query, [*values, least_shared(values)]):
            query = "SELECT name, pickled FROM source WHERE position = ?"
            name, pickled = self._database.execute(query, [position]).fetchone()
            share = sketches.resemblance(mine, words(pickle.loads(pickled).document.text))
            if share >= NEAR:
                return Earlier(name, "near", share)
        return None
