"""Rows as plain data that JSON keeps, and back, to the microsecond and with their own keys.

A key of a row that is gone is never given out again (AUTOINCREMENT, sequences), so that a row can
come back under its own, and whatever names it by that key finds it again.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

Data = dict[str, Any]


def as_data(row: models.Model) -> Data:
    """Return a row: its model, and its columns by the names of their attributes."""
    columns = {
        field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields
    }
    return {"model": row._meta.label_lower, "columns": columns}


def from_data(data: Data) -> models.Model:
    """Return the row, not yet written; columns that its model has no more are left out."""
    model = apps.get_model(data["model"])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = {
        name: fields[name].to_python(value)
        for name, value in data["columns"].items()
        if name in fields
    }
    row: models.Model = model(**values)
    return row


def write(rows: Iterable[models.Model]) -> None:
    """Write new rows, those of a model in one query; times that are set by themselves stay."""
    of_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        of_model[type(row)].append(row)
    for model, some in of_model.items():
        times = [
            field.attname
            for field in model._meta.concrete_fields
            if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        ]
        kept = [[getattr(row, name) for name in times] for row in some]
        model._default_manager.bulk_create(some)
        if times:
            _put_back(model, some, times, kept)


def _put_back(
    model: type[models.Model],
    rows: Sequence[models.Model],
    names: Sequence[str],
    kept: Sequence[Sequence[Any]],
) -> None:
    for row, values in zip(rows, kept, strict=True):
        for name, value in zip(names, values, strict=True):
            setattr(row, name, value)
    model._default_manager.bulk_update(rows, names, batch_size=200)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
