"""Rows read as parts of records, straight from the database and many at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db import connection, models

from annotations.records.columns import Column, Record, columns_of
from annotations.records.expressions import Given, Words, finish_of, selected


class Rows:
    """The rows of a table as parts of records; `of` is the column that says what they are part of.

    With a `kind` they are records themselves.
    """

    def __init__(
        self,
        model: type[models.Model],
        columns: Sequence[Column],
        of: str = "pk",
        order: Sequence[str] = ("pk",),
        kind: str | None = None,
    ) -> None:
        self.model = model
        self._columns = columns
        self._of = of
        self._order = order
        self._kind = kind
        self._names = [*(["type"] if kind else []), *(column.name for column in columns)]

    def read(self, ids: Sequence[int]) -> Iterator[tuple[int, Record]]:
        """Yield the rows that are of these, each after the id of what it is of."""
        names, finishes = self._names, self._finishes
        for row in self.tuples(ids):
            made = dict(zip(names, row, strict=False))  # the last, the id, has no name
            for name, finish in finishes:
                if made[name] is not None:
                    made[name] = finish(made[name])
            yield row[-1], made

    def lists(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        """Return the rows of each of these, by its id."""
        found = defaultdict(list)
        for pk, made in self.read(ids):
            found[pk].append(made)
        return found

    def tuples(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the values of the rows that are of these, and last the id of what each is of."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [Given.parameter(ids)])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    @cached_property
    def _sql(self) -> str:
        values = [selected(self.model, column) for column in self._columns]
        if self._kind:
            values.insert(0, Words(self._kind))
        rows = self.model._default_manager.filter(**{f"{self._of}__in": Given()})
        query = rows.order_by(*self._order).values_list(*values, models.F(self._of)).query
        return str(query.sql_with_params()[0])

    @cached_property
    def _finishes(self) -> list[tuple[str, Callable[[Any], Any]]]:
        found = [(column.name, finish_of(self.model, column)) for column in self._columns]
        return [(name, finish) for name, finish in found if finish is not None]


class Uids(Rows):
    """What rows refer to, as uids; sorted, unless `order` says that their order means something."""

    def __init__(
        self, model: type[models.Model], path: str, of: str, order: Sequence[str] = ()
    ) -> None:
        super().__init__(model, columns_of(path), of, order)

    def lists(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        """Return the uids of each of these, by its id."""
        found = defaultdict(list)
        for uid, pk in self.tuples(ids):
            found[pk].append(uid)
        if not self._order:
            for uids in found.values():
                uids.sort()
        return found
