"""What waits is brought in: as a source of its own, or as a corrected text of one."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sourcelib.models import Article, ImportBatch, ImportItem
from sourcelib.services.correcting import Said, as_read, corrected, with_breaks
from sourcelib.services.importing import Curated, ReadSource, import_source
from sourcelib.services.readings import reading
from sourcelib.services.refusals import NotAllowed, Refused, WrongState
from sourcelib.services.revising import add_revision, preview_revision
from sourcelib.services.staging import NOT_YOURS, State, locked, may_settle, settle

SLICE_SECONDS = 4.0  # of bringing in many, after which the page says how far it has come


@dataclass(frozen=True, slots=True)
class Settled:
    """What an item became, and sentences that say what came with it."""

    article: Article
    told: Sequence[str]


@transaction.atomic
def bring_in(*, user: Any, item: ImportItem, said: Said) -> Settled:
    """Make a draft of an item as its curator says it is.

    That a source has its address, or nearly its words, is no hindrance: the curator was told.

    Raises NotAllowed, WrongState, Invalid by field, and SourceRefused for a text that is here
    already.
    """
    row = locked(user, item, State.WAITING)
    try:
        brought = import_source(
            user=user,
            source=_source(row, said),
            curated=Curated(
                title=said.title,
                publication=said.publication,
                authors=said.authors,
                date=said.date,
                language=said.language,
                original_url=said.original_url,
                genre=said.genre,
                disclaimer=said.disclaimer,
                author_note=said.author_note,
            ),
            batch=row.batch,
            allow_near=True,
            allow_address=True,
        )
    except IntegrityError as error:  # two at once took one slug, or made one author
        message = _("Somebody brought in something of the same name just now. Save it again.")
        raise WrongState(message) from error
    row.article, row.revision = brought.article, brought.article.current_revision
    settle(user, row, State.DONE)
    return Settled(brought.article, ())


@transaction.atomic
def bring_in_correction(*, user: Any, item: ImportItem, said: Said, reason: str) -> Settled:
    """Make the text of an item the current one of the source that it revises.

    Raises NotAllowed, WrongState, Invalid by field (the reason is missing, the text is the same).
    """
    row = locked(user, item, State.WAITING)
    article = _revised(row)
    revised = add_revision(
        user=user, article=article, source=_source(row, said), reason=reason, batch=row.batch
    )
    row.article, row.revision = article, revised.revision
    settle(user, row, State.DONE)
    return Settled(article, revised.told)


def preview(*, user: Any, item: ImportItem, said: Said) -> Sequence[str]:
    """Return what would become of what rests on the source that an item revises.

    Raises NotAllowed, WrongState, Invalid.
    """
    return preview_revision(user=user, article=_revised(item), source=_source(item, said))


def without_doubts(batch: ImportBatch) -> QuerySet[ImportItem]:
    """The items of a batch that wait, and that need nobody's word to be brought in."""
    rows = batch.items.filter(state=State.WAITING, notes=[], revises__isnull=True)
    return rows.order_by("position")


def bring_in_some(*, user: Any, batch: ImportBatch, seconds: float | None = None) -> int:
    """Bring in items that have no doubts, each in its own transaction, for some seconds.

    What is refused then gets a note that says why, and so has a doubt. Returns how many came in.
    Raises NotAllowed.
    """
    if not may_settle(user, batch):
        raise NotAllowed(NOT_YOURS)
    end = time.monotonic() + (SLICE_SECONDS if seconds is None else seconds)
    count = 0
    for item in without_doubts(batch).select_related("batch").iterator(chunk_size=20):
        held = reading(item)
        if held.document is None or held.typed:
            _note(item, _("Its corrections wait to be saved."))
            continue
        said = as_read(held.document, batch.options.get("language", ""))
        try:
            bring_in(user=user, item=item, said=said)
            count += 1
        except Refused as refused:
            _note(item, str(refused))
        if time.monotonic() > end:
            break
    return count


def _note(item: ImportItem, note: str) -> None:
    ImportItem.objects.filter(pk=item.pk).update(notes=[note])


def _revised(item: ImportItem) -> Article:
    if item.revises is None:
        raise WrongState(_("It is not said which source this is a corrected text of."))
    return item.revises


def _source(item: ImportItem, said: Said) -> ReadSource:
    held = reading(item)
    if held.document is None:
        raise WrongState(_("It could not be read: read it again with another reader."))
    # What a source is said to be stays as it is when its text is corrected.
    document = (
        corrected(held.document, said) if item.revises is None else with_breaks(held.document, said)
    )
    return ReadSource(document, item.file_name, item.file_sha256, item.place)
