"""How the database itself writes a column as it reads in a record.

It has uids, times and days as text or all but; making objects of them only to make text of these
would cost most of the time of an export.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import F, Func, Value

from annotations.records.columns import Column, in_key_order


class _Text(Func):
    """A column as text."""

    arity = 1
    output_field = models.TextField()
    template = "CAST(%(expressions)s AS text)"


class _Uid(_Text):
    """A uid as 36 characters; SQLite keeps it without its hyphens."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        places = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        groups = [f"substr(%(expressions)s, {place}, {length})" for place, length in places]
        return self.as_sql(compiler, connection, template=" || '-' || ".join(groups), **context)


class _Day(_Text):
    """A day as ISO 8601."""

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "to_char(%(expressions)s, 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=template, **context)


class _Time(_Text):
    """A time as `iso_time` writes it: in UTC, and without parts of a second where there are none.

    SQLite keeps it just so, but for the "T" and the "Z".
    """

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "replace(%(expressions)s, ' ', 'T') || 'Z'"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        form = """'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'"""
        written = f"to_char(%(expressions)s AT TIME ZONE 'UTC', {form})"
        template = f"replace({written}, '.000000Z', 'Z')"
        return self.as_sql(compiler, connection, template=template, **context)


class Words(Func):
    """These words, for every row."""

    output_field = models.TextField()

    def __init__(self, words: str) -> None:
        super().__init__(template=f"'{words}'")


class Given(Func):
    """The ids of rows, all in one parameter: one statement serves any number of them."""

    output_field = models.BigIntegerField()

    def __init__(self) -> None:
        super().__init__(Value(""))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT value FROM json_each(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT unnest(%(expressions)s::bigint[]))"
        return self.as_sql(compiler, connection, template=template, **context)

    @staticmethod
    def parameter(ids: Sequence[int]) -> Any:
        """Return these ids as the parameter."""
        return list(ids) if connection.vendor == "postgresql" else json.dumps(list(ids))


def selected(model: type[models.Model], column: Column) -> F | Func:
    """Return the expression that selects a column of `model` as it reads in a record."""
    field = _field(model, column.path)
    if isinstance(field, models.UUIDField):
        return _Uid(column.path)
    if isinstance(field, models.DateTimeField):
        return _Time(column.path)
    if isinstance(field, models.DateField):
        return _Day(column.path)
    return F(column.path)


def finish_of(model: type[models.Model], column: Column) -> Callable[[Any], Any] | None:
    """Return what remains to be done to a value that is selected so, if anything."""
    field = _field(model, column.path)
    if isinstance(field, models.JSONField):
        return lambda text: in_key_order(json.loads(text))
    return column.form if isinstance(field, models.DecimalField | models.FloatField) else None


def _field(model: type[models.Model], path: str) -> Any:
    *references, name = path.split("__")
    for reference in references:
        model = model._meta.get_field(reference).related_model  # type: ignore[assignment]
    return model._meta.get_field(name)
