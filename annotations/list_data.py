"""A filtered list as data: CSV for spreadsheets, JSON for programs, with the page's own filters.

Both stream, a few hundred rows at a time, so that a long list needs no more memory than a short
one.
"""

import csv
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from annotations.filters import ListFilterSet
from annotations.listing import Listing
from annotations.paging import page
from sourcelib.spreadsheets import defused

CHUNK = 500


@dataclass(frozen=True)
class Column:
    """One field of a row: its name in the data, its value, the form of that, and what it means.

    The form is a JSON Schema.
    """

    name: str
    value: Callable[[Any], Any]
    form: Mapping[str, Any]
    says: Any


@dataclass(frozen=True)
class Collection:
    """One list of the library, as everything that gives it out has it: page, CSV, JSON, API.

    `rows` returns all that a reader may see; `load` adds to them what their `views` read, and of a
    view the columns are taken.
    """

    name: str
    filters: type[ListFilterSet]
    rows: Callable[[], QuerySet[Any]]
    columns: Sequence[Column]
    load: Callable[[QuerySet[Any]], QuerySet[Any]]
    views: Callable[[Sequence[Any]], Iterable[Any]]

    def records(self, views: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """Yield rows, by the names of the columns."""
        for view in views:
            yield {column.name: column.value(view) for column in self.columns}


class _Line:
    """What `csv.writer` writes to: keeps nothing, hands each line back."""

    def write(self, line: str) -> str:
        return line


def as_data(
    request: HttpRequest, listing: Listing, collection: Collection
) -> HttpResponseBase | None:
    """Answer a request for the list as data, or return None if it asks for the page.

    A filter that could not be understood is refused with status 400: data under other filters than
    those asked for would mislead.
    """
    wanted = request.GET.get("format")
    if wanted is None:
        return None
    if wanted not in ("csv", "json"):
        message = _("There is no format “%(format)s”: ask for csv or json.")
        return JsonResponse({"errors": {"format": [message % {"format": wanted[:40]}]}}, status=400)
    if listing.faults:
        return JsonResponse({"errors": listing.errors}, status=400)
    after: uuid.UUID | None = listing.filters.cleaned.get("after")
    rows = collection.records(_rows(listing, collection, after))
    name = listing.path.strip("/").replace("/", "-")
    if wanted == "csv":
        response = StreamingHttpResponse(
            csv_lines(rows, [column.name for column in collection.columns]),
            content_type="text/csv; charset=utf-8",
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return StreamingHttpResponse(_json(rows, listing.count), content_type="application/json")


def absolute(address: str) -> str:
    """Return an address of this site in full."""
    return f"{settings.SITE_URL}{address}"


def _rows(listing: Listing, collection: Collection, after: uuid.UUID | None) -> Iterator[Any]:
    while True:
        found = page(collection.load(listing.rows), listing.sort, after=after, size=CHUNK)
        yield from collection.views(found.rows)
        if found.next is None:
            return
        after = found.rows[-1].uid


def csv_lines(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> Iterator[str]:
    """Yield rows as lines of CSV, under the names of their columns; no cell is a formula."""
    writer = csv.writer(_Line())
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow([defused(_cell(value)) for value in row.values()])


def _cell(value: Any) -> Any:
    """Return a value as one cell: several are parted by semicolons."""
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return "" if value is None else value


def _json(rows: Iterable[dict[str, Any]], count: int) -> Iterator[str]:
    encoder = DjangoJSONEncoder(ensure_ascii=False)
    yield f'{{"count": {json.dumps(count)}, "results": ['
    separator = "\n"
    for row in rows:
        yield separator + encoder.encode(row)
        separator = ",\n"
    yield "\n]}\n"
