"""What happened to annotations: versions, batches, deletions, suggestions turned down."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations.admin.source_log.entry import Entry, Trace, details, named, person
from annotations.models import AnnotationVersion, DeletedDraft, RejectedSuggestion
from sourcelib.models import Article, ImportBatch


def _versions(article: Article) -> QuerySet[Any]:
    rows = AnnotationVersion.objects.filter(article=article).exclude(action="imported")
    return rows.select_related("by", *details("annotation")).defer("data")


def _tell_versions(rows: Sequence[Any]) -> list[Entry]:
    labels = {action: str(capfirst(label)) for action, label in AnnotationVersion.Action.choices}
    return [
        Entry(
            at=row.at,
            step=row.action,
            label=labels[row.action],
            by=person(row.by),
            why=row.reason,
            **named(row.annotation),
        )
        for row in rows
    ]


def _batches(article: Article) -> QuerySet[Any]:
    came = Count("annotations", filter=Q(annotations__article=article))
    rows = ImportBatch.objects.filter(annotations__article=article).annotate(came=came)
    return rows.select_related("created_by")


def _tell_batches(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.created_at,
            step="imported",
            label=str(_("Imported")),
            what=ngettext("%(n)s annotation", "%(n)s annotations", row.came) % {"n": row.came},
            by=person(row.created_by),
            why=row.name,
            address=reverse("admin:sourcelib_importbatch_change", args=[row.pk]),
        )
        for row in rows
    ]


def _deleted(article: Article) -> QuerySet[Any]:
    return DeletedDraft.objects.filter(article=article).select_related("deleted_by")


def _tell_deleted(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.deleted_at,
            step="deleted",
            label=str(_("Deleted")),
            what=row.data["says"],
            kind=row.data["kind"],
            by=person(row.deleted_by),
            address=reverse("admin:annotations_deleteddraft_change", args=[row.pk]),
        )
        for row in rows
    ]


def _rejected(article: Article) -> QuerySet[Any]:
    return RejectedSuggestion.objects.filter(article=article).select_related("rejected_by", "actor")


def _tell_rejected(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.rejected_at,
            step="suggestion-rejected",
            label=str(_("Suggestion rejected")),
            what=f"{row.exact} · {row.actor}" if row.actor else row.exact,
            kind=row.kind,
            by=person(row.rejected_by),
        )
        for row in rows
    ]


_ACTIONS = [one for one in AnnotationVersion.Action if one != AnnotationVersion.Action.IMPORTED]
TRACES = (
    Trace(
        steps={one.value: one.label for one in _ACTIONS},
        rows=_versions,
        at="at",
        tell=_tell_versions,
        by="by",
        kind="annotation__kind",
        of=lambda step: Q(action=step),
    ),
    Trace(
        steps={"imported": _("imported")},
        rows=_batches,
        at="created_at",
        tell=_tell_batches,
        by="created_by",
    ),
    Trace(
        steps={"deleted": _("deleted")},
        rows=_deleted,
        at="deleted_at",
        tell=_tell_deleted,
        by="deleted_by",
        kind="data__kind",
    ),
    Trace(
        steps={"suggestion-rejected": _("suggestion rejected")},
        rows=_rejected,
        at="rejected_at",
        tell=_tell_rejected,
        by="rejected_by",
        kind="kind",
    ),
)
