"""The floor: plain SQLite from Python, doing the same work without a framework."""

import json
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.benchmarking import floor_tables as tables

SOURCES_A_COMMIT = 100
PAGE = 25
_STATEMENTS = {"claim": "found_claim", "prediction": "found_prediction"}
NEWEST = (
    "SELECT s.id, s.uid, s.slug, s.title, s.date_latest, s.genre, s.language, p.name, p.slug"
    " FROM source s LEFT JOIN publication p ON p.id = s.publication WHERE s.state = 'published'"
)


class Floor:
    """A library in one file of SQLite, with the settings that the project uses."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = self.connect()
        self._title = ""  # of the source whose records are being read
        self.ids: dict[str, dict[str, int]] = {kind: {} for kind in tables.COLUMNS}
        names = (*tables.COLUMNS, *tables.PARTS, *tables.WORDS)
        self.inserts = {name: tables.insert(name) for name in names}

    def connect(self) -> sqlite3.Connection:
        """Return a connection in autocommit mode; a thread needs one of its own."""
        db = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        return db

    def load(self, file: Path) -> int:
        """Take in a file of the library's own format; return how many sources it had."""
        self.db.executescript(";".join(tables.statements()))
        rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        texts: dict[str, str] = {}
        sources = 0
        self.db.execute("BEGIN IMMEDIATE")
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                kind = record["type"]
                if kind not in tables.COLUMNS:
                    continue
                if kind == "source":
                    sources += 1
                    texts.clear()
                    if sources % SOURCES_A_COMMIT == 0:
                        self._write(rows)
                        self.db.execute("COMMIT")
                        self.db.execute("BEGIN IMMEDIATE")
                elif kind == "revision":
                    texts[record["uid"]] = record["text"]
                self._take(kind, record, rows, texts)
        self._write(rows)
        self.db.execute("COMMIT")
        return sources

    def _take(
        self,
        kind: str,
        record: dict[str, Any],
        rows: dict[str, list[tuple[Any, ...]]],
        texts: dict[str, str],
    ) -> None:
        ids = self.ids[kind]
        key = ids[record["uid"]] = len(ids) + 1
        rows[kind].append((key, *self._values(record, tables.COLUMNS[kind])))
        if kind == "annotation":
            detail = record["kind"]
            rows[detail].append((key, *self._values(record[detail], tables.PARTS[detail])))
            rows["about"] += [(key, self.ids["actor"][uid]) for uid in record["about"]]
            if table := _STATEMENTS.get(detail):
                quoted = " ".join(s["exact"] for s in record["spans"] if s["role"] == "body")
                rows[table].append((key, record[detail]["summary"], quoted))
            rows["tagged"] += [(key, self.ids["topic"][uid]) for uid in record["topics"]]
            for span in record["spans"]:
                if texts[span["revision"]][span["start"] : span["end"]] != span["exact"]:
                    raise ValueError(f"a span of {record['uid']} does not quote its text")
                rows["span"].append((key, *self._values(span, tables.PARTS["span"])))
        elif kind == "source":
            authors = enumerate(record["authors"], start=1)
            rows["authorship"] += [(key, self.ids["author"][uid], n) for n, uid in authors]
            self._title = record["title"]
        elif kind == "revision":
            owner, text = self.ids["source"][record["source"]], record["text"]
            rows["found_source"].append((owner, self._title, text))
            rows["found_passage"] += [(owner, passage) for passage in text.split("\n\n")]
        elif kind == "actor":
            rows["alias"] += [
                (key, *self._values(a, tables.PARTS["alias"])) for a in record["aliases"]
            ]
            names = " ".join(alias["text"] for alias in record["aliases"])
            rows["found_actor"].append((key, record["name"], names))
        elif kind == "proposition":
            members = record["members"]
            rows["member"] += [(key, *self._values(m, tables.PARTS["member"])) for m in members]
        elif kind == "verdict":
            for piece in record["evidence"]:
                piece["source_name"] = piece["source"]
                rows["evidence"].append((key, *self._values(piece, tables.PARTS["evidence"])))

    def _values(self, record: dict[str, Any], columns: tuple[str, ...]) -> Iterator[Any]:
        for column in columns:
            value = record.get(column)
            kind = tables.REFERENCES.get(column)
            yield self.ids[kind].get(value) if kind is not None and value is not None else value

    def _write(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        for name, values in rows.items():
            self.db.executemany(self.inserts[name], values)
        rows.clear()

    def first_page(self) -> list[Any]:
        """Return the first 25 published sources with their publications and authors."""
        order = " ORDER BY s.date_latest DESC, s.id DESC LIMIT ?"
        return self._with_authors(self.db.execute(NEWEST + order, [PAGE]).fetchall())

    def page_after(self, slug: str) -> list[Any]:
        """Return the 25 published sources that come after one, newest first."""
        day, key = self.db.execute(
            "SELECT date_latest, id FROM source WHERE slug = ?", [slug]
        ).fetchone()
        order = " AND (s.date_latest, s.id) < (?, ?) ORDER BY s.date_latest DESC, s.id DESC LIMIT ?"
        return self._with_authors(self.db.execute(NEWEST + order, [day, key, PAGE]).fetchall())

    def _with_authors(self, rows: list[Any]) -> list[Any]:
        marks = ", ".join("?" * len(rows))
        signed = self.db.execute(
            "SELECT o.owner, a.name, a.slug FROM authorship o JOIN author a ON a.id = o.author"
            f" WHERE o.owner IN ({marks}) ORDER BY o.owner, o.position",
            [row[0] for row in rows],
        ).fetchall()
        return [rows, signed]

    def search(self, words: str, hits: int = 3) -> list[Any]:
        """Count what has all words, of each kind, and return the best with snippets."""
        found: list[Any] = []
        said = " ".join(f'"{word}"' for word in words.split())
        for table in tables.WORDS:
            counted = f'SELECT count(*) FROM "{table}" WHERE "{table}" MATCH ?'
            best = (
                f"SELECT owner, snippet(\"{table}\", -1, '<mark>', '</mark>', '…', 40) "
                f'FROM "{table}" WHERE "{table}" MATCH ? ORDER BY rank LIMIT ?'
            )
            found.append(self.db.execute(counted, [said]).fetchone())
            found.append(self.db.execute(best, [said, hits]).fetchall())
        return found

    def reader(self, slug: str) -> str:
        """Return a source with its published annotations as HTML: flat marks, a line for each."""
        revision, text = self.db.execute(
            "SELECT r.id, r.text FROM source s JOIN revision r"
            " ON r.source = s.id AND r.number = s.current_revision WHERE s.slug = ?",
            [slug],
        ).fetchone()
        rows = self.db.execute(
            "SELECT a.id, a.uid, a.kind, s.start, s.end, s.exact,"
            " coalesce(c.summary, p.summary, x.name) FROM span s"
            " JOIN annotation a ON a.id = s.owner AND a.state = 'published'"
            " LEFT JOIN claim c ON c.owner = a.id LEFT JOIN prediction p ON p.owner = a.id"
            " LEFT JOIN mention m ON m.owner = a.id LEFT JOIN actor x ON x.id = m.actor"
            " WHERE s.revision = ? AND s.role = 'body' ORDER BY s.start, s.end DESC",
            [revision],
        ).fetchall()
        cards = "".join(
            f'<div id="c{uid}">{kind}: {escape(says)} <q>{escape(exact)}</q></div>'
            for _key, uid, kind, _start, _end, exact, says in rows
        )
        return f"<article>{_marked(text, rows)}</article>{cards}"

    def create(self, db: sqlite3.Connection, slug: str, number: int) -> None:
        """Store one claim on a passage, with its version, in a transaction of its own."""
        db.execute("BEGIN IMMEDIATE")
        source, revision, text = db.execute(
            "SELECT s.id, r.id, r.text FROM source s JOIN revision r"
            " ON r.source = s.id AND r.number = s.current_revision WHERE s.slug = ?",
            [slug],
        ).fetchone()
        start, end = number % 400, number % 400 + 60
        values = (f"new-{number}", source, "claim", "draft", 1, "", "", "now", "now", None)
        annotation = (None, *values, None, None)  # the key is chosen by SQLite
        key = db.execute(self.inserts["annotation"], annotation).lastrowid
        span = (revision, "body", 1, start, end, text[start:end], text[:32], text[end : end + 32])
        db.execute(self.inserts["span"], (key, *span, "by-hand"))
        claim = (f"Claim {number}.", "author", "", None, "factual", "asserted")
        db.execute(self.inserts["claim"], (key, *claim))
        data = json.dumps({"annotation": values, "span": span, "claim": claim})
        db.execute(self.inserts["version"], (key, 1, "created", "now", data))
        db.execute("COMMIT")

    def create_at_once(self, slug: str, *, clients: int, each: int) -> float:
        """Let several threads store claims at once; return how many were stored in a second."""
        together = threading.Barrier(clients + 1)

        def work(client: int) -> None:
            db = self.connect()
            together.wait()
            for turn in range(each):
                self.create(db, slug, 1_000_000 + client * each + turn)
            db.close()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        together.wait()
        began = time.perf_counter()
        for thread in threads:
            thread.join()
        return clients * each / (time.perf_counter() - began)

    def export(self, file: Path) -> int:
        """Write every row of every table as a line of JSON; return how many records they are."""
        parts = {
            "source": ("authorship",),
            "actor": ("alias",),
            "annotation": ("about", "tagged", "span", "mention", "claim", "prediction"),
            "proposition": ("member",),
            "verdict": ("evidence",),
        }
        count = 0
        with file.open("w", encoding="utf-8") as out:
            for kind, columns in tables.COLUMNS.items():
                cursors = [_Merge(self.db, part) for part in parts.get(kind, ())]
                for row in self.db.execute(f'SELECT * FROM "{kind}" ORDER BY id'):
                    record = {"type": kind, **dict(zip(columns, row[1:], strict=True))}
                    for cursor in cursors:
                        record[cursor.name] = cursor.of(row[0])
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                    count += 1
        return count


class _Merge:
    """The rows of a part in the order of their owners, read alongside the owners."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self.name = name
        self.columns = tables.PARTS[name]
        listed = ", ".join(f'"{column}"' for column in ("owner", *self.columns))
        self.rows = iter(db.execute(f'SELECT {listed} FROM "{name}" ORDER BY owner, rowid'))
        self.next = next(self.rows, None)

    def of(self, owner: int) -> list[dict[str, Any]]:
        """Return the parts of this owner; owners must come in order."""
        found = []
        while self.next is not None and self.next[0] <= owner:
            if self.next[0] == owner:
                found.append(dict(zip(self.columns, self.next[1:], strict=True)))
            self.next = next(self.rows, None)
        return found


def _marked(text: str, rows: list[Any]) -> str:
    opening: defaultdict[int, list[str]] = defaultdict(list)
    closing: defaultdict[int, list[str]] = defaultdict(list)
    for _key, uid, _kind, start, end, _exact, _says in rows:
        opening[start].append(uid)
        closing[end].append(uid)
    pieces, covering = [], dict[str, None]()
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        for uid in closing[start]:
            del covering[uid]
        covering.update(dict.fromkeys(opening[start]))
        words = escape(text[start:end])
        pieces.append(
            f'<mark data-ann="{" ".join(covering)}">{words}</mark>' if covering else words
        )
    return "".join(pieces)
