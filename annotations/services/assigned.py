"""What people were given to do, as pages and the API show it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from annotations.models import Assignment
from annotations.models.assignment import AssignmentQuerySet
from sourcelib.models import Article


def given_to(user: Any) -> AssignmentQuerySet:
    """Return what `user` has to do, what is due first at the head, what has no day at the end."""
    return _first_due(Assignment.objects.open().filter(assignee=user))


def in_source(article: Article) -> AssignmentQuerySet:
    """Return who has to do what in a source, in the same order."""
    return _first_due(Assignment.objects.open().filter(article=article))


def _first_due(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    return ordered.select_related("article", "assignee", "assigned_by")


def is_overdue(assignment: Assignment) -> bool:
    """Whether its day is past and nobody ended it."""
    due: datetime.date | None = assignment.due_on
    return assignment.ended_at is None and due is not None and due < timezone.localdate()


def presented(assignment: Assignment) -> dict[str, Any]:
    """Return an assignment as plain values."""
    giver = assignment.assigned_by
    return {
        "uid": str(assignment.uid),
        "source": assignment.article.slug,
        "task": assignment.task,
        "task_label": assignment.get_task_display(),
        "assigned_by": giver.working_name() if giver else None,
        "assigned_at": assignment.assigned_at,
        "due_on": assignment.due_on,
        "overdue": is_overdue(assignment),
        "note": assignment.note,
        "outcome": assignment.outcome,
    }


def mine_in(user: Any, article: Article) -> Sequence[dict[str, Any]]:
    """Return what `user` has to do in a source."""
    return [presented(row) for row in given_to(user).filter(article=article)]
