"""Sources on their way in: given in the administration, read, corrected, kept until settled.

What is given becomes an `ImportBatch` with an `ImportItem` for each source in it (`readings`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sourcelib.models import Article, ImportBatch, ImportItem
from sourcelib.readers import Document, ReaderError
from sourcelib.readers.bounded import BoundedReader
from sourcelib.services.batches import UPLOAD
from sourcelib.services.correcting import typed_again
from sourcelib.services.importing import SourceRefused
from sourcelib.services.publishing import may_publish
from sourcelib.services.readings import (
    Given,
    Reading,
    items_of,
    read_entry,
    reading,
    take_reading,
)
from sourcelib.services.received import storable
from sourcelib.services.refusals import NotAllowed, WrongState

State = ImportItem.State

NOT_YOURS = gettext_lazy("It is settled by whoever brought it in, or by an editor.")
MOST_BATCHES = 8  # that are named to the one who gave them


def may_give(user: Any) -> bool:
    """Whether `user` may bring sources in."""
    return bool(user.has_perm("sourcelib.import_article"))


def may_settle(user: Any, batch: ImportBatch) -> bool:
    """Whether `user` may settle what came in: a curator what they gave, an editor everything.

    What a command brought in is settled already, and what it left out it looks at again itself.
    """
    own = batch.created_by_id in (None, user.pk)
    return batch.format == UPLOAD and may_give(user) and (own or may_publish(user))


def stage(
    *,
    user: Any,
    given: Iterable[Given],
    batch: ImportBatch | None = None,
    language: str = "",
    revises: Article | None = None,
) -> list[ImportItem]:
    """Read what was given, and keep each source in it as an item; return the items.

    They are added to `batch`, or to a new one. What cannot be read is an item that says why.
    `language` is that of sources that do not name theirs; `revises` the source that all of it is a
    corrected text of. Raises NotAllowed, and WrongState for a batch that was undone.
    """
    if not may_give(user) or (batch is not None and not may_settle(user, batch)):
        raise NotAllowed(_("Only curators and editors bring sources in."))
    if batch is not None and batch.state == ImportBatch.State.UNDONE:
        raise WrongState(_("This import was undone. Begin a new one."))
    language = batch.options.get("language", "") if batch else language
    with BoundedReader() as reader:
        items = [item for one in given for item in items_of(reader, one, language, revises)]
    return _stored(user, items, batch, language)


@transaction.atomic
def _stored(
    user: Any, items: list[ImportItem], batch: ImportBatch | None, language: str
) -> list[ImportItem]:
    if batch is None:
        options = {"language": language} if language else {}
        batch = ImportBatch.objects.create(
            name=items[0].origin[:280], format=UPLOAD, created_by=user, options=options
        )
    else:
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    last = batch.items.aggregate(last=Max("position"))["last"] or 0
    for position, item in enumerate(items, start=last + 1):
        item.batch, item.position = batch, position
        if item.state != State.WAITING:
            item.settled_at = timezone.now()
        item.save()
    if batch.format == UPLOAD and last + len(items) > 1:
        names = {"first": batch.items.get(position=1).origin[:280], "n": last + len(items) - 1}
        batch.name = _("%(first)s and %(n)s more") % names
        batch.save(update_fields=["name"])
    note_state(batch)
    return items


def read_again(
    *, user: Any, item: ImportItem, reader: str | None = None, keep: Sequence[str] | None = None
) -> ImportItem:
    """Read an item again, with the reader named ("" lets the file choose), or other findings kept.

    What was typed stays; corrections of paragraphs that read otherwise now are gone.

    Raises NotAllowed, WrongState (it is settled, or its file was not kept), and SourceRefused with
    what is wrong with it that way; the item stays as it was.
    """
    if not may_settle(user, item.batch):
        raise NotAllowed(NOT_YOURS)
    if item.data is None:
        raise WrongState(_("Its file was not kept: bring it in again from where it came."))
    name = item.reader if reader is None else reader
    kept = list(item.keep if keep is None else keep)
    try:
        with BoundedReader() as bounded:  # not in the transaction: it may take long
            document = read_entry(bounded, reading(item).entry, name, kept)
    except ReaderError as error:
        raise SourceRefused(error.place, error.problem, error.remedy) from error
    return _stored_again(user, item, document, name, kept)


@transaction.atomic
def _stored_again(
    user: Any, item: ImportItem, document: Document, reader: str, keep: list[str]
) -> ImportItem:
    row = locked(user, item, State.WAITING, State.REFUSED, State.DUPLICATE)
    held = reading(row)
    typed = typed_again(held.typed, held.document, document) if held.document else held.typed
    row.reader, row.keep = reader, keep
    row.state, row.problem, row.article = State.WAITING, None, None
    row.settled_at = row.settled_by = None
    take_reading(row, Reading(held.entry, document, typed), row.batch.options.get("language", ""))
    row.save()
    note_state(row.batch)
    return row


@transaction.atomic
def keep_typed(*, user: Any, item: ImportItem, typed: Mapping[str, str]) -> ImportItem:
    """Keep what was typed for later; `typed` holds the fields that differ from the reading.

    Raises NotAllowed, WrongState.
    """
    row = locked(user, item, State.WAITING)
    row.document = {
        **(row.document or {}),
        "typed": storable(dict(typed)),
    }
    row.save(update_fields=["document"])
    return row


@transaction.atomic
def discard(*, user: Any, item: ImportItem) -> ImportItem:
    """Put an item aside; it can be restored. Raises NotAllowed, WrongState."""
    return settle(user, locked(user, item, State.WAITING), State.DISCARDED)


@transaction.atomic
def restore(*, user: Any, item: ImportItem) -> ImportItem:
    """Let an item that was discarded wait again. Raises NotAllowed, WrongState."""
    row = locked(user, item, State.DISCARDED)
    row.state, row.settled_at, row.settled_by = State.WAITING, None, None
    row.save()
    note_state(row.batch)
    return row


@transaction.atomic
def take_for(*, user: Any, item: ImportItem, article: Article | None) -> ImportItem:
    """Say which source an item is a corrected text of; None: a source of its own.

    Raises NotAllowed, WrongState.
    """
    row = locked(user, item, State.WAITING, State.DUPLICATE)
    row.revises = article
    row.state, row.settled_at, row.article = State.WAITING, None, None
    row.save()
    note_state(row.batch)
    return row


def waiting_batches(user: Any) -> list[tuple[ImportBatch, int]]:
    """Return the imports of `user` of which something waits, with how much, the last ones first."""
    waits = Count("items", filter=Q(items__state=State.WAITING))
    rows = ImportBatch.objects.filter(created_by=user, state=ImportBatch.State.RUNNING)
    counted = rows.annotate(waits=waits).filter(waits__gt=0).order_by("-pk")[:MOST_BATCHES]
    return [(batch, batch.waits) for batch in counted]


def locked(user: Any, item: ImportItem, *states: str) -> ImportItem:
    """Return the row of an item, locked. Raises NotAllowed, and WrongState if it is in no state."""
    row = ImportItem.objects.select_for_update(of=("self",)).select_related("batch").get(pk=item.pk)
    if not may_settle(user, row.batch):
        raise NotAllowed(NOT_YOURS)
    if row.batch.state == ImportBatch.State.UNDONE:
        raise WrongState(_("The import that it came with was undone."))
    if row.state not in states:
        message = _("“%(item)s” was settled meanwhile: %(state)s.")
        raise WrongState(message % {"item": row, "state": row.get_state_display()})
    return row


def settle(user: Any, row: ImportItem, state: State) -> ImportItem:
    """Save an item as settled."""
    row.state, row.settled_at, row.settled_by = state, timezone.now(), user
    row.save()
    note_state(row.batch)
    return row


def note_state(batch: ImportBatch) -> None:
    """Let a batch of the administration be done when nothing of it waits, and running else."""
    if batch.format != UPLOAD:
        return
    waits = batch.items.filter(state=State.WAITING).exists()
    batch.state = ImportBatch.State.RUNNING if waits else ImportBatch.State.DONE
    batch.finished_at = None if waits else timezone.now()
    batch.save(update_fields=["state", "finished_at"])
