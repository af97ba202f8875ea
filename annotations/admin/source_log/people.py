"""What people said about annotations, and who was given the source."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.admin.source_log.entry import LONGEST, Entry, Trace, details, named, person
from annotations.models import Assignment, Remark
from sourcelib.models import Article


def _remarks(article: Article) -> QuerySet[Any]:
    rows = Remark.objects.filter(annotation__article=article)
    return rows.select_related("made_by", "settled_by", *details("annotation"))


def _tell_said(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.made_at,
            step="remark",
            label=_("Question asked") if row.asks else _("Remark made"),
            by=person(row.made_by),
            why=Truncator(row.text).chars(LONGEST),
            **named(row.annotation),
        )
        for row in rows
    ]


def _tell_settled(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.settled_at,
            step="remark-settled",
            label=_("Question settled"),
            by=person(row.settled_by),
            why=Truncator(row.text).chars(LONGEST),
            **named(row.annotation),
        )
        for row in rows
    ]


def _assignments(article: Article) -> QuerySet[Any]:
    rows = Assignment.objects.filter(article=article)
    return rows.select_related("assignee", "assigned_by", "ended_by")


def _task(row: Assignment) -> str:
    due = _(", due on %(day)s") % {"day": row.due_on.isoformat()} if row.due_on else ""
    return f"{row.get_task_display()}: {person(row.assignee)}{due}"


def _tell_given(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.assigned_at,
            step="given",
            label=_("Given to somebody"),
            what=_task(row),
            by=person(row.assigned_by),
            why=row.note,
        )
        for row in rows
    ]


def _tell_ended(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.ended_at,
            step="given-ended",
            label=_("Assignment ended: %(how)s") % {"how": row.get_outcome_display()},
            what=_task(row),
            by=person(row.ended_by),
        )
        for row in rows
    ]


TRACES = (
    Trace(
        steps={"remark": gettext_lazy("remark made")},
        rows=_remarks,
        at="made_at",
        tell=_tell_said,
        by="made_by",
        kind="annotation__kind",
    ),
    Trace(
        steps={"remark-settled": gettext_lazy("question settled")},
        rows=lambda article: _remarks(article).filter(settled_at__isnull=False),
        at="settled_at",
        tell=_tell_settled,
        by="settled_by",
        kind="annotation__kind",
    ),
    Trace(
        steps={"given": gettext_lazy("given to somebody")},
        rows=_assignments,
        at="assigned_at",
        tell=_tell_given,
        by="assigned_by",
    ),
    Trace(
        steps={"given-ended": gettext_lazy("assignment ended")},
        rows=lambda article: _assignments(article).filter(ended_at__isnull=False),
        at="ended_at",
        tell=_tell_ended,
        by="ended_by",
    ),
)
