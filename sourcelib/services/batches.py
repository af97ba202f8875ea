"""Batches of sources: found again after a stop, and taken out as a whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Count, F, ProtectedError
from django.utils import timezone

from sourcelib.models import (
    Article,
    Author,
    Authorship,
    FormerSlug,
    ImportBatch,
    ImportItem,
    Publication,
    Revision,
    SearchEntry,
    SketchValue,
)
from sourcelib.services.at_work import another_at_work
from sourcelib.services.importing import history_reason
from sourcelib.services.indexing import SOURCES
from sourcelib.services.indexing import batches as some_at_a_time
from sourcelib.services.refusals import NotAllowed, Refused

FILES = "files"  # the format of the batches of `import_sources`
UPLOAD = "upload"  # of those of the administration
MOST_NAMED = 20

State = ImportBatch.State


class BatchRefused(Refused):
    """A batch that is not taken up again, or not undone, and why."""


def resumable(uid: str) -> ImportBatch:
    """Return a batch of `import_sources` that was stopped. Raises BatchRefused."""
    batch = _batch(ImportBatch.objects.all(), uid)
    if batch.format != FILES:
        raise BatchRefused(
            f"Batch {uid} was not made by import_sources. Run again what made it: it goes on."
        )
    if batch.state != State.RUNNING:
        raise BatchRefused(f"Batch {uid} is {batch.get_state_display()}: nothing is left to do.")
    _refuse_at_work(batch)
    return batch


def stopped(options: dict[str, Any]) -> ImportBatch | None:
    """Return the batch that was asked the same and stopped half-way, if there is one.

    Raises BatchRefused where it has not stopped.
    """
    running = ImportBatch.objects.filter(format=FILES, state=State.RUNNING).order_by("-pk")
    batch = next((batch for batch in running if batch.options == options), None)
    if batch is not None:
        _refuse_at_work(batch)
    return batch


def _refuse_at_work(batch: ImportBatch) -> None:
    if (process := another_at_work(batch.report)) is not None:
        raise BatchRefused(
            f"Process {process} is still bringing in batch {batch.uid}. Wait until it is done, or "
            "stop it first."
        )


@transaction.atomic
def undo(*, user: Any, uid: str) -> Counter[str]:
    """Delete the sources that came in with a batch; return how many rows of each table.

    `user` is who asks, None on the command line. The batch stays, with its items, as undone.
    Authors and publications that were made for it go too, unless something else uses them.

    Raises NotAllowed, and BatchRefused where there is no such batch, or its sources were changed,
    published, corrected or annotated since: it then names what.
    """
    if user is not None and not user.has_perm("sourcelib.publish_article"):
        raise NotAllowed(f"{user} may not undo imports: only editors may.")
    batch = _batch(ImportBatch.objects.select_for_update(), uid)
    if batch.format not in (FILES, UPLOAD):
        raise BatchRefused(
            f"Batch {uid} brought in more than sources (format {batch.format}). Take it out with: "
            f"manage.py import_annotations --undo {uid}"
        )
    if batch.state == State.UNDONE:
        raise BatchRefused(f"Batch {uid} is undone already, since {batch.finished_at:%Y-%m-%d}.")
    in_the_way = _worked_on(batch)
    if named := [one for _n, one in zip(range(MOST_NAMED), in_the_way, strict=False)]:
        more = "" if len(named) < MOST_NAMED else "\n… and perhaps more"
        raise BatchRefused(
            "Nothing was taken out, for this was done since:\n" + "\n".join(named) + more
        )
    try:
        removed = _remove(batch)
    except ProtectedError as error:
        kinds = {str(row._meta.verbose_name_plural) for row in error.protected_objects}
        raise BatchRefused(
            f"Nothing was taken out: {', '.join(sorted(kinds))} rest on its sources."
        ) from error
    batch.state, batch.finished_at = State.UNDONE, timezone.now()
    batch.save()
    return removed


def _batch(batches: models.QuerySet[ImportBatch], uid: str) -> ImportBatch:
    try:
        batch = batches.filter(uid=UUID(uid)).first()
    except ValueError:
        batch = None
    if batch is None:
        raise BatchRefused(f"There is no batch {uid}. The import that made it printed its uid.")
    return batch


def _worked_on(batch: ImportBatch) -> Iterator[str]:
    """Name what somebody did to the sources of a batch, or hung on to them, since they came in."""
    texts = Revision.objects.filter(batch=batch).exclude(article__batch=batch)
    for slug, number in texts.values_list("article__slug", "number"):
        yield (
            f"source {slug}: its text {number} came with the batch; to go back, bring in the "
            "earlier text as the next revision"
        )
    articles = Article.objects.filter(batch=batch)
    published = articles.filter(published_at__isnull=False).order_by("pk")
    for slug in published.values_list("slug", flat=True):
        yield f"source {slug}: published; withdraw it, so that its address goes on answering"
    reason = history_reason(batch)
    for keys in some_at_a_time(articles.order_by("pk").values_list("pk", flat=True)):
        changed = Article.history.filter(id__in=keys).exclude(history_change_reason=reason)
        for slug in articles.filter(pk__in=changed.values("id")).values_list("slug", flat=True):
            yield f"source {slug}: changed"
        ours = (Article, Revision, Authorship, SketchValue, SearchEntry, ImportItem)
        yield from _resting_on(Article, keys, "slug", ours)
        revisions = Revision.objects.filter(article__in=keys).values_list("pk", flat=True)
        yield from _resting_on(Revision, list(revisions), "article__slug", ours)
        waiting = ImportItem.objects.filter(revises__in=keys).values_list("revises__slug")
        yield from (f"source {slug}: a corrected text of it was brought" for (slug,) in waiting)


def _resting_on(
    model: Any,
    keys: Sequence[int],
    slug: str,
    ours: tuple[type[models.Model], ...],
) -> Iterator[str]:
    """Name the rows, of tables that this application does not know, that refer to rows of it."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        other, field = relation.related_model, relation.field
        if other in ours or field.remote_field.on_delete is models.DO_NOTHING:
            continue
        rows = other._base_manager.filter(**{f"{field.name}__in": keys}).order_by()
        counted = rows.values(rests_on=F(f"{field.name}__{slug}")).annotate(n=Count("pk"))
        for row in counted.order_by("rests_on")[:MOST_NAMED]:
            kind = other._meta.verbose_name if row["n"] == 1 else other._meta.verbose_name_plural
            yield f"source {row['rests_on']}: {row['n']} {kind}"


def _remove(batch: ImportBatch) -> Counter[str]:
    removed: Counter[str] = Counter()
    articles = Article.objects.filter(batch=batch)
    for keys in some_at_a_time(list(articles.order_by("pk").values_list("pk", flat=True))):
        SOURCES.drop(keys)
        some = articles.filter(pk__in=keys)
        uids = list(some.values_list("uid", flat=True))
        some.update(current_revision=None, state=Article.State.DRAFT)
        Revision.objects.filter(article__in=keys).delete()
        some.delete()
        FormerSlug.objects.filter(uid__in=uids).delete()
        removed["source"] += len(keys)
    for model in (Author, Publication):
        removed[str(model._meta.verbose_name)] += _remove_made(model, batch)
    return +removed


def _remove_made(model: Any, batch: ImportBatch) -> int:
    """Delete the authors or publications that the batch made, and that nothing else is about."""
    reason = history_reason(batch)
    made = model.history.filter(history_type="+", history_change_reason=reason).values("id")
    changed = model.history.exclude(history_change_reason=reason).values("id")
    count = 0
    for row in model.objects.filter(pk__in=made).exclude(pk__in=changed):
        if next(_resting_on(model, [row.pk], "slug", ()), None) is None:
            FormerSlug.objects.filter(uid=row.uid).delete()
            row.delete()
            count += 1
    return count
