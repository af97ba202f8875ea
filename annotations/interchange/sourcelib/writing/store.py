"""What the writers of the second pass share: tables, ids, times, and the transaction."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from annotations.interchange.bulk import Ids, Row, Table, history_table
from annotations.records import iso_time
from sourcelib.models import FormerSlug, ImportBatch
from sourcelib.services.indexing import Indexed

Record = dict[str, Any]
CREATED = "+"  # simple_history's mark of a row's first state


class Store:
    """Rows that wait for the end of their transaction; all is added inside of one."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.now: datetime.datetime = timezone.now()
        self.tables: dict[type[models.Model], Table] = {}
        self.histories: dict[type[models.Model], Table] = {}
        self.ids: dict[type[models.Model], Ids] = {}
        self.uids: dict[type[models.Model], dict[str, int]] = {}
        self.found: dict[Indexed, list[int]] = {}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write what is added within, all of it or nothing."""
        with transaction.atomic():
            yield
            for table in [*self.tables.values(), *self.histories.values()]:
                table.flush()
            for rows, keys in self.found.items():
                rows.index(keys, new=True)
            self.found.clear()
            self.batch.save(update_fields=["report"])
        for ids in self.ids.values():
            ids.forget()

    def next_id(self, model: type[models.Model]) -> int:
        """Return the id of the next row of a model."""
        if model not in self.ids:
            self.ids[model] = Ids(model)
        return self.ids[model].next()

    def add(self, model: type[models.Model], columns: Sequence[str], row: Row) -> None:
        """Let a row wait; a model's rows all have the same columns."""
        table = self.tables.get(model)
        if table is None:
            table = self.tables[model] = Table(model, columns)
        table.rows.append(row)

    def add_recorded(self, model: type[models.Model], columns: Sequence[str], row: Row) -> None:
        """Let a row wait together with the first entry of its history."""
        self.add(model, columns, row)
        table = self.histories.get(model)
        if table is None:
            table = self.histories[model] = history_table(model)
        values = dict(zip(columns, row, strict=True))
        tracked = [values[name] for name in table.columns[:-3]]
        table.rows.append([*tracked, self.now, CREATED, history_reason(self.batch)])

    def add_to_index(self, rows: Indexed, key: int) -> None:
        """Let the search index know of a row that waits, once it is written."""
        self.found.setdefault(rows, []).append(key)

    def add_former_slugs(self, model: type[models.Model], record: Record) -> None:
        """Let the addresses wait that a row had before."""
        for slug in record["former_slugs"]:
            row = (model._meta.label_lower, slug, record["uid"], self.now)
            self.add(FormerSlug, ("model", "slug", "uid", "changed_at"), row)

    def id_of(self, model: type[models.Model], uid: str | None) -> int | None:
        """Return the id of a shared row by its uid; all ids of the model are read once."""
        if uid is None:
            return None
        return self.id_of_all(model)[uid]

    def made(self, model: type[models.Model], uid: str, pk: int) -> None:
        """Make a new shared row known to `id_of`, and name it in the batch's report."""
        self.id_of_all(model)[uid] = pk
        self.batch.report.setdefault("made", {}).setdefault(model._meta.label_lower, []).append(uid)

    def id_of_all(self, model: type[models.Model]) -> dict[str, int]:
        """Return the ids of all shared rows of a model by uid."""
        if model not in self.uids:
            rows = model._default_manager.values_list("uid", "pk")
            self.uids[model] = {str(found): pk for found, pk in rows}
        return self.uids[model]

    def ids_of(self, model: type[models.Model], uids: Iterable[str]) -> dict[str, int]:
        """Return the ids of the rows with these uids, where they may be too many to keep."""
        wanted = sorted(set(uids))
        found: dict[str, int] = {}
        for first in range(0, len(wanted), 500):
            rows = model._default_manager.filter(uid__in=wanted[first : first + 500])
            found.update({str(uid): pk for uid, pk in rows.values_list("uid", "pk")})
        return found

    def time(self, given: str | None) -> str:
        """Return the time given, or else that of the import."""
        return given or str(iso_time(self.now))


def history_reason(batch: ImportBatch) -> str:
    """Return the reason by which the history of a row names the batch that it came with."""
    return f"import {batch.uid}"
