"""What was given, read: an item for each source in it, not stored yet.

The column `document` of an item holds what it was read as, the reading, and what its curator has
typed so far:

    {"entry": {…}, "document": {…} | null, "typed": {field: text}}
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from sourcelib.models import Article, ImportItem
from sourcelib.readers import Document, Entry, ReaderError
from sourcelib.readers.as_json import (
    document_from_json,
    document_to_json,
    entry_from_json,
    entry_to_json,
    error_to_json,
)
from sourcelib.readers.bounded import BoundedReader
from sourcelib.services.duplicates import Twin, find_twins
from sourcelib.services.received import storable

State = ImportItem.State

MOST_SOURCES = 200  # of one file; `import_sources` takes more, for nobody waits for its answer


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was uploaded, pasted or fetched; `origin` names it for a person.

    `refused` says why it is not even read.
    """

    data: bytes
    file_name: str
    media_type: str | None = None
    origin: str = ""
    refused: ReaderError | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an item holds: what it was read as, the document (None if refused), what was typed."""

    entry: Entry
    document: Document | None
    typed: Mapping[str, str]


def reading(item: ImportItem) -> Reading:
    """Return what an item holds."""
    held = item.document or {}
    data = bytes(item.data or b"")
    entry = (
        entry_from_json(held["entry"], data)
        if "entry" in held
        else Entry(item.place, data, item.file_name, item.media_type or None, item.reader or None)
    )
    document = held.get("document")
    return Reading(
        entry, document_from_json(document) if document else None, held.get("typed") or {}
    )


def items_of(
    reader: BoundedReader, given: Given, language: str, revises: Article | None
) -> Iterator[ImportItem]:
    """Yield an item for each source of a file, not stored yet."""
    origin = str(storable(given.origin or given.file_name))[:2000]
    if given.refused:
        yield _refused(origin, given.refused)
        return
    try:
        entries = reader.entries(given.data, given.file_name, given.media_type)
        number = 0
        for number, entry in enumerate(entries, start=1):
            if number > MOST_SOURCES:
                problem = _("it holds more than %(n)s sources") % {"n": MOST_SOURCES}
                remedy = _("Split it, or bring it in on the command line with import_sources")
                yield _refused(origin, ReaderError(origin, problem, remedy))
                return
            if isinstance(entry, ReaderError):
                yield _refused(origin, entry)
            else:
                yield _item(reader, origin, entry, language, revises)
        if not number:
            problem, remedy = _("there is no source in it"), _("Choose another file")
            yield _refused(origin, ReaderError(origin, problem, remedy), given)
    except ReaderError as error:
        yield _refused(origin, error, given)


def _item(
    reader: BoundedReader, origin: str, entry: Entry, language: str, revises: Article | None
) -> ImportItem:
    row = ImportItem(
        origin=origin,
        place=storable(entry.place)[:300],
        file_name=storable(entry.file_name)[:300],
        media_type=(entry.media_type or "")[:100],
        file_sha256=hashlib.sha256(entry.data).hexdigest(),
        data=entry.data,
        reader=entry.reader or "",
        revises=revises,
    )
    document = None
    try:
        document = read_entry(reader, entry, row.reader, ())
    except ReaderError as error:
        row.state, row.problem = State.REFUSED, storable(error_to_json(error))
    take_reading(row, Reading(entry, document, {}), language)
    return row


def read_entry(reader: BoundedReader, entry: Entry, name: str, keep: Sequence[str]) -> Document:
    """Return what an entry says, with what was done to it before. Raises ReaderError."""
    document = reader.read(
        entry.data, entry.file_name, entry.media_type, name or None, keep, entry.stated
    )
    return replace(document, changes=(*entry.changes, *document.changes))


def take_reading(row: ImportItem, held: Reading, language: str) -> None:
    """Put a reading into an item, with what its curator should know of it."""
    document = held.document
    row.document = storable(
        {
            "entry": entry_to_json(held.entry),
            "document": document_to_json(document) if document else None,
            "typed": dict(held.typed),
        }
    )
    if document is None:
        return
    twins = [
        twin
        for twin in find_twins(document)
        if twin.how == "text" or twin.article.pk != row.revises_id
    ]
    same = next((twin for twin in twins if twin.how == "text"), None)
    if same is not None:
        row.state, row.article = State.DUPLICATE, same.article
        row.settled_at = timezone.now()
    row.notes = list(_doubts(document, twins, language))


def _doubts(document: Document, twins: Sequence[Twin], language: str) -> Iterator[str]:
    """Yield what a person has to look at before the source can come in."""
    if document.title is None:
        yield _("It has no title of its own.")
    if document.date.first_day is None:
        yield _("No date was found.")
    if not document.language and not language:
        yield _("It does not say which language it is in.")
    for finding in document.found:
        if finding.doubtful:
            names = {"what": finding.what, "place": finding.place, "why": finding.why}
            yield _("Doubtful: %(what)s at %(place)s (%(why)s).") % names
    for twin in twins:
        names = {"title": twin.article.title, "share": str(int(twin.share * 100))}
        if twin.how == "address":
            yield _("“%(title)s” has the same address.") % names
        elif twin.how == "near":
            yield _("%(share)s %% of its words are those of “%(title)s”.") % names


def _refused(origin: str, error: ReaderError, given: Given | None = None) -> ImportItem:
    """An item that says why; with the file, if that is what was refused, to be read otherwise."""
    row = ImportItem(
        origin=origin,
        place=storable(error.place)[:300] if given is None else "",
        state=State.REFUSED,
        problem=storable(error_to_json(error)),
    )
    if given is not None:
        row.file_name, row.media_type = (
            storable(given.file_name)[:300],
            (given.media_type or "")[:100],
        )
        row.file_sha256 = hashlib.sha256(given.data).hexdigest()
        row.data = given.data
    return row
