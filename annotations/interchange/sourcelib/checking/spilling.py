"""A dictionary of any size: what was added last in memory, the rest in a file that vanishes."""

import json
import sqlite3
from typing import Any

MOST_IN_MEMORY = 50_000  # entries; some ten megabytes


class SpillingDict:
    """Text to a JSON value; an entry is added once and stays."""

    def __init__(self) -> None:
        self._recent: dict[str, Any] = {}
        self._file: sqlite3.Connection | None = None

    def add(self, key: str, value: Any) -> Any:
        """Add an entry; if there is one with this key, leave it and return its value, else None."""
        earlier = self.get(key)
        if earlier is not None:
            return earlier
        self._recent[key] = value
        if len(self._recent) >= MOST_IN_MEMORY:
            self._spill()
        return None

    def get(self, key: str) -> Any:
        """Return the value of the entry with this key, or None."""
        value = self._recent.get(key)
        if value is not None or self._file is None:
            return value
        row = self._file.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def close(self) -> None:
        """Remove the file."""
        if self._file is not None:
            self._file.close()

    def _spill(self) -> None:
        if self._file is None:
            self._file = sqlite3.connect("", isolation_level=None)  # a file without a name
            self._file.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
                "CREATE TABLE entry (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
            )
        # In the order of the keys, which spares the tree much turning.
        entries = [(key, json.dumps(self._recent[key])) for key in sorted(self._recent)]
        self._file.executemany("INSERT INTO entry VALUES (?, ?)", entries)
        self._recent.clear()
