"""Taking out what one import brought in, unless somebody has worked on it or read it since."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from annotations import models as a
from annotations.indexing import ACTORS, STATEMENTS
from annotations.interchange.once_published import once_published
from annotations.interchange.sourcelib.schema import FORMAT
from annotations.interchange.sourcelib.writing.store import history_reason
from sourcelib import models as s
from sourcelib.models import FormerSlug, ImportBatch
from sourcelib.services.indexing import SOURCES
from sourcelib.services.refusals import NotAllowed, Refused

MOST_NAMED = 20
REPLIES = a.Reply._meta.label_lower


class UndoRefused(Refused):
    """A batch that stays, and why."""


@transaction.atomic
def undo(*, user: Any, uid: str, published: bool = False) -> Counter[str]:
    """Delete everything that came in with a batch; return how many rows of each table.

    `published` takes out what is published too, whose addresses then answer as if it had never
    been: for an import that was a mistake, and that no reader has seen.

    Raises NotAllowed, and UndoRefused where there is no such batch, or something in it was changed,
    is used by what came later, or is published: it then names what.
    """
    if user is not None and not user.has_perm("sourcelib.publish_article"):
        raise NotAllowed(f"{user} may not undo imports: only editors may.")
    batch = _batch(uid)
    made = {label: list(uids) for label, uids in batch.report.get("made", {}).items()}
    if named := _first(_worked_on(batch, made)):
        raise UndoRefused(f"Nothing was taken out, for this was changed or used since:\n{named}")
    if not published and (named := _first(once_published(batch, made.get(REPLIES, [])))):
        raise UndoRefused(
            f"Nothing was taken out, for readers may have seen this:\n{named}\nWithdraw it in the "
            "administration instead, so that its addresses go on answering. If the import was a "
            f"mistake that no reader has seen: import_annotations --undo {uid} --also-published"
        )
    removed = _remove(batch, made)
    batch.state = ImportBatch.State.UNDONE
    batch.finished_at = timezone.now()
    batch.save()
    return removed


def _first(found: Iterator[str]) -> str:
    """Return the first lines of what is in the way, and whether there may be more."""
    named = [line for _n, line in zip(range(MOST_NAMED), found, strict=False)]
    return "\n".join([*named, *(["… and perhaps more"] if len(named) == MOST_NAMED else [])])


def _batch(uid: str) -> ImportBatch:
    try:
        batch = ImportBatch.objects.select_for_update().filter(uid=UUID(uid)).first()
    except ValueError:
        batch = None
    if batch is None:
        raise UndoRefused(f"There is no batch {uid}. The import that made it printed its uid.")
    if batch.format != FORMAT:
        raise UndoRefused(
            f"Batch {uid} brought in sources alone (format {batch.format}). Take it out with: "
            f"manage.py import_sources --undo {uid}"
        )
    if batch.state == ImportBatch.State.UNDONE:
        raise UndoRefused(f"Batch {uid} is undone already, since {batch.finished_at}.")
    return batch


def _worked_on(batch: ImportBatch, made: dict[str, list[str]]) -> Iterator[str]:
    """Name what somebody changed, or hung on to the rows of the batch, since it came in."""
    articles = s.Article.objects.filter(batch=batch)
    changed = a.AnnotationVersion.objects.filter(
        annotation__batch=batch, at__gt=batch.created_at
    ).values_list("annotation__uid", flat=True)
    yield from (f"annotation {uid}: changed" for uid in changed.distinct())
    decided = a.Annotation.objects.filter(
        batch=batch, reanchorings__decided_at__gt=batch.created_at
    )
    yield from _named("annotation", decided.distinct(), "looked for in a corrected text")
    others = ~Q(batch=batch) | Q(batch__isnull=True)
    on_articles = a.Annotation.objects.filter(others, article__in=articles)
    yield from _named("annotation", on_articles, "made on a source of the batch")
    relations = a.Relation.objects.filter(others).filter(
        Q(source__batch=batch) | Q(target__batch=batch)
    )
    yield from _named("relation", relations, "with an annotation of the batch")
    yield from _links_worked_on(batch, made)
    yield from _worked_on_together(batch, articles)
    verdicts = a.Verdict.objects.filter(others, annotation__batch=batch)
    yield from _named("verdict", verdicts, "on an annotation of the batch")
    confirmed = a.Verdict.objects.filter(batch=batch, confirmed_at__gt=batch.created_at)
    yield from _named("verdict", confirmed, "confirmed")
    declined = a.Verdict.objects.filter(batch=batch, declined_at__gt=batch.created_at)
    yield from _named("verdict", declined, "declined")
    superseding = a.Verdict.objects.filter(others, supersedes__batch=batch)
    yield from _named(
        "verdict", superseding.exclude(annotation__batch=batch), "superseding one of the batch"
    )
    yield from _replies_worked_on(batch, made.get(REPLIES, []))
    evidence = a.Evidence.objects.filter(passage__batch=batch).exclude(verdict__batch=batch)
    yield from _named("evidence", evidence, "resting on a passage of the batch")
    members = a.PropositionMember.objects.filter(annotation__batch=batch).exclude(
        proposition__uid__in=made.get("annotations.proposition", [])
    )
    for uid in members.values_list("proposition__uid", flat=True):
        yield f"proposition {uid}: with an annotation of the batch as a member"
    revisions = s.Revision.objects.filter(article__in=articles, created_at__gt=_end(batch))
    yield from _named("revision", revisions, "added to a source of the batch")
    reason = history_reason(batch)
    for article in articles.filter(
        pk__in=s.Article.history.exclude(history_change_reason=reason).values("id")
    ):
        yield f"source {article.slug}: changed"
    for label, uids in made.items():
        if label != REPLIES:
            yield from _shared_worked_on(label, uids, reason, batch)


def _worked_on_together(batch: ImportBatch, articles: QuerySet[Any]) -> Iterator[str]:
    """Name what people did with the annotations and sources beside changing them."""
    discussed = a.Annotation.objects.filter(batch=batch, remarks__isnull=False)
    yield from _named("annotation", discussed.distinct(), "discussed")
    deleted = a.DeletedDraft.objects.filter(article__in=articles)
    yield from _named("annotation", deleted, "a draft that was deleted, and can come back")
    assigned = articles.filter(assignments__isnull=False).distinct()
    yield from _named("source", assigned, "was given to somebody")
    read = articles.filter(revisions__read__isnull=False).distinct()
    yield from _named("source", read, "has paragraphs that somebody has read")


def _replies_worked_on(batch: ImportBatch, uids: list[str]) -> Iterator[str]:
    """Name the replies that were published or withdrawn since."""
    replies = a.Reply.objects.filter(
        Q(article__batch=batch) | Q(annotation__batch=batch) | Q(verdict__batch=batch)
    )
    yield from _named("reply", replies.exclude(uid__in=uids), "beside something of the batch")
    withdrawn = a.Reply.objects.filter(uid__in=uids, withdrawn_at__gt=batch.created_at)
    yield from _named("reply", withdrawn, "withdrawn")


def _links_worked_on(batch: ImportBatch, made: dict[str, list[str]]) -> Iterator[str]:
    """Name the relations and members that came with the batch and have a history since.

    An import writes none for them, so that every entry is somebody's work.
    """
    done = {"+": "made", "~": "changed", "-": "taken away"}
    entries = a.Relation.history.filter(batch=batch).order_by("history_id")
    for uid, kind in entries.values_list("uid", "history_type"):
        yield f"relation {uid}: {done[kind]}"
    ids = a.Proposition.objects.filter(uid__in=made.get("annotations.proposition", []))
    members = a.PropositionMember.history.filter(proposition_id__in=ids.values("pk"))
    for slug, kind in members.order_by("history_id").values_list(
        "proposition__slug", "history_type"
    ):
        yield f"proposition {slug}: a member {done[kind]}"


def _end(batch: ImportBatch) -> Any:
    return batch.finished_at or timezone.now()


def _shared_worked_on(
    label: str, uids: list[str], reason: str, batch: ImportBatch
) -> Iterator[str]:
    model: Any = apps.get_model(label)
    rows = model._default_manager.filter(uid__in=uids)
    later = model.history.filter(id__in=rows.values("pk")).exclude(history_change_reason=reason)
    for row in rows.filter(pk__in=later.values("id")):
        yield f"{model._meta.verbose_name} {row.slug}: changed"
    others = a.Annotation.objects.filter(~Q(batch=batch) | Q(batch__isnull=True))
    if model is a.Actor:
        used = rows.filter(
            Q(mentions__annotation__in=others)
            | Q(annotations_about__in=others)
            | Q(claims_made__annotation__in=others)
            | Q(predictions_made__annotation__in=others)
            | Q(predictions_shared__annotation__in=others)
        )
    elif model is a.Topic:
        used = rows.filter(annotations__in=others)
    elif model in (s.Author, s.Publication):
        used = rows.filter(~Q(articles__batch=batch), articles__isnull=False)
    else:
        used = rows.filter(members__annotation__in=others)
    for row in used.distinct():
        yield f"{model._meta.verbose_name} {row.slug}: used by what came later"


def _named(kind: str, rows: QuerySet[Any], why: str) -> Iterator[str]:
    for uid in rows.values_list("uid", flat=True)[:MOST_NAMED]:
        yield f"{kind} {uid}: {why}"


def _remove(batch: ImportBatch, made: dict[str, list[str]]) -> Counter[str]:
    """Delete the rows of the batch, what refers before what is referred to."""
    removed: Counter[str] = Counter()

    def delete(rows: QuerySet[Any]) -> None:
        count, _by_table = rows.delete()
        if count:
            removed[rows.model._meta.model_name or ""] += count

    def delete_silently(rows: QuerySet[Any]) -> None:
        """Delete rows that nothing refers to in one statement, without a history of each.

        The batch tells that they came and went.
        """
        if count := rows._raw_delete(rows.db):
            removed[rows.model._meta.model_name or ""] += count

    articles = s.Article.objects.filter(batch=batch)
    _take_out_of_search(batch, made)
    for uids in _some(made.get(REPLIES, [])):
        delete(a.Reply.objects.filter(uid__in=uids))
    delete(a.Evidence.objects.filter(verdict__batch=batch))
    a.Verdict.objects.filter(batch=batch).update(supersedes=None)
    delete(a.Verdict.objects.filter(batch=batch))
    delete_silently(a.Relation.objects.filter(batch=batch))
    for uids in _some(made.get("annotations.proposition", [])):
        delete_silently(a.PropositionMember.objects.filter(proposition__uid__in=uids))
    _delete_made(a.Proposition, made, delete)
    delete(a.Annotation.objects.filter(batch=batch))
    delete(a.Compound.objects.filter(article__in=articles))
    slugs = list(articles.values_list("uid", flat=True))
    articles.filter(state="published").update(state="draft")
    articles.update(current_revision=None)
    revisions = s.Revision.objects.filter(article__in=articles)
    delete(revisions)
    delete(articles)
    delete(FormerSlug.objects.filter(uid__in=slugs))
    actors = a.Actor.objects.filter(uid__in=made.get("annotations.actor", []))
    a.ActorMembership.objects.filter(whole__in=actors).delete()
    a.ActorRole.objects.filter(actor__in=actors).delete()
    actors.update(part_of=None, merged_into=None)
    for model in (a.Actor, a.Topic, s.Author, s.Publication):
        _delete_made(model, made, delete)
    return removed


def _take_out_of_search(batch: ImportBatch, made: dict[str, list[str]]) -> None:
    SOURCES.drop(s.Article.objects.filter(batch=batch).values_list("pk", flat=True))
    STATEMENTS.drop(a.Annotation.objects.filter(batch=batch).values_list("pk", flat=True))
    for uids in _some(made.get("annotations.actor", [])):
        ACTORS.drop(a.Actor.objects.filter(uid__in=uids).values_list("pk", flat=True))


def _delete_made(model: Any, made: dict[str, list[str]], delete: Any) -> None:
    for uids in _some(made.get(model._meta.label_lower, [])):
        delete(model._default_manager.filter(uid__in=uids))
        FormerSlug.objects.filter(uid__in=uids).delete()


def _some(uids: list[str]) -> Iterator[list[str]]:
    """Yield uids in groups that one query can name."""
    for first in range(0, len(uids), 500):
        yield uids[first : first + 500]
