"""Writing many rows at once: the one place that goes past the ORM.

`bulk_create` costs an object, a signal check and a conversion for each value, and sets automatic
times anew. Here rows are tuples that go straight to `executemany` (SQLite) or `COPY` (PostgreSQL),
with ids reserved beforehand, so that rows can refer to one another before any is written. The
database's constraints hold as ever; foreign keys are checked at the end of the transaction.
"""

import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models
from simple_history.utils import get_history_manager_for_model

Row = Sequence[Any]


class Table:
    """The rows of one model that wait to be written.

    `columns` are attribute names ("article_id"); they must cover every column of the table but
    the id of a table whose rows nothing refers to.
    """

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        self.model = model
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self._sql_columns = [str(fields[name].column) for name in self.columns]
        forms = [_form(fields[name]) for name in self.columns]
        self._forms = [(place, form) for place, form in enumerate(forms) if form is not None]

    def flush(self) -> None:
        """Write what waits."""
        rows, self.rows = self.rows, []
        if rows:
            _insert(self.model._meta.db_table, self._sql_columns, map(self._database_row, rows))

    def _database_row(self, row: Row) -> Row:
        if not self._forms:
            return row
        values = list(row)
        for place, form in self._forms:
            if values[place] is not None:
                values[place] = form(values[place])
        return values


class Ids:
    """Ids of one table, reserved in blocks: handed out once, and never used again."""

    BLOCK = 1_000

    def __init__(self, model: type[models.Model]) -> None:
        self._table = model._meta.db_table
        self._column = model._meta.pk.column
        self._left: Iterator[int] = iter(())
        self._last = 0

    def next(self) -> int:
        """Return the next free id; call it inside the transaction that uses it."""
        free = next(self._left, None)
        if free is None:
            self._left = iter(self._reserve())
            free = next(self._left)
        return free

    def forget(self) -> None:
        """Let go of what is reserved: on SQLite it is ours until the transaction ends only."""
        self._left = iter(())

    def _reserve(self) -> Sequence[int]:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                    [connection.ops.quote_name(self._table), self._column, self.BLOCK],
                )
                return [row[0] for row in cursor.fetchall()]
            # The transaction has the write lock from its beginning (IMMEDIATE). AUTOINCREMENT's own
            # counter, and not the largest id: an id whose row is gone is not used again.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [self._table])
            found = cursor.fetchone()
            first = max(int(found[0]) if found else 0, self._last) + 1
            self._last = first + self.BLOCK - 1
            return range(first, first + self.BLOCK)


def history_table(model: type[models.Model]) -> Table:
    """Return the table of a model's history; its rows end in date, type and reason."""
    history = get_history_manager_for_model(model).model
    tracked = [
        field.attname
        for field in history._meta.concrete_fields
        if not field.name.startswith("history_")
    ]
    return Table(history, [*tracked, "history_date", "history_type", "history_change_reason"])


def _insert(table: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", list(rows))


def _form(field: models.Field) -> Callable[[Any], Any] | None:  # type: ignore[type-arg]
    """Return how a value of a record (text, number, null) is written into a column, if changed."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if isinstance(field, models.FloatField):
        return float
    if connection.vendor == "sqlite":
        if isinstance(field, models.UUIDField):
            return lambda value: str(value).replace("-", "")
        if isinstance(field, models.DateTimeField):
            return _sqlite_time
    return None


@lru_cache(maxsize=4_096)
def _sqlite_time(value: Any) -> str:
    """Return a time as Django's SQLite back end writes it: UTC, without a zone."""
    moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
    return str(moment.astimezone(datetime.UTC).replace(tzinfo=None))
