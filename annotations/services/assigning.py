"""Sources are given to those who are to annotate them, or to review what is tagged in them."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import Assignment
from sourcelib.models import Account, Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

GIVE = "annotations.add_assignment"
NEEDS = {
    Assignment.Task.ANNOTATE: "annotations.add_annotation",
    Assignment.Task.REVIEW: "annotations.review_annotation",
}
BACKEND = "django.contrib.auth.backends.ModelBackend"  # the one that knows of permissions
LONGEST_NOTE = 1000


def may_give(user: Any) -> bool:
    """Editors give sources to people."""
    return bool(user.has_perm(GIVE))


def may_take_back(user: Any, assignment: Assignment) -> bool:
    """Editors take back what has not ended, and change until when it is to be done."""
    return assignment.ended_at is None and may_give(user)


def may_finish(user: Any, assignment: Assignment) -> bool:
    """Who was given it says that it is done."""
    return assignment.ended_at is None and assignment.assignee_id == user.pk


def may_reopen(user: Any, assignment: Assignment) -> bool:
    """Who said that it is done may take that back."""
    return (
        assignment.outcome == Assignment.Outcome.DONE
        and assignment.assignee_id == user.pk
        and assignment.ended_by_id == user.pk
    )


def able(task: str) -> list[Account]:
    """Return the active accounts that may be given a task, by name."""
    permission = NEEDS[Assignment.Task(task)]
    found = Account.objects.with_perm(permission, backend=BACKEND).filter(is_staff=True).distinct()
    return sorted(found, key=lambda one: one.working_name().casefold())


def problems(
    *,
    articles: Sequence[Article],
    assignee: Any,
    task: str,
    due_on: datetime.date | None,
    note: str,
) -> dict[str, list[str]]:
    """Return why sources cannot be given to a person so, by field; empty if they can."""
    found = _of_terms(due_on, note)
    if task not in Assignment.Task.values:
        found["task"] = [_("Say what is to be done.")]
    elif not assignee.is_active or not assignee.has_perm(NEEDS[Assignment.Task(task)]):
        found["assignee"] = [_("%(name)s may not do this.") % {"name": assignee.working_name()}]
    elif titles := _given_already(articles, assignee, task):
        told = {"name": assignee.working_name(), "titles": titles}
        message = _("%(name)s has been given this already: %(titles)s.") % told
        found["assignee"] = [message]
    if not articles:
        found["articles"] = [_("Choose at least one source.")]
    for row in articles:
        if row.state == Article.State.WITHDRAWN or row.current_revision_id is None:
            message = _("“%(title)s” is withdrawn or has no text yet.") % {"title": row.title}
            found.setdefault("articles", []).append(message)
    return found


@transaction.atomic
def assign(
    *,
    user: Any,
    articles: Sequence[Article],
    assignee: Any,
    task: str,
    due_on: datetime.date | None = None,
    note: str = "",
) -> list[Assignment]:
    """Give sources to a person; all of them or none.

    Raises NotAllowed, and Invalid: there is no source, one is withdrawn or has no text, the person
    may not do the task or has been given it already, or the day is past.
    """
    if not may_give(user):
        raise NotAllowed(_("Only editors give sources to people."))
    # One at a time for a source, so that nobody is given the same twice at once.
    rows = Article.objects.select_for_update(no_key=True).filter(
        pk__in=[one.pk for one in articles]
    )
    found = list(rows.order_by("pk"))
    given = {"assignee": assignee, "task": task, "due_on": due_on, "note": note}
    if errors := problems(articles=found, **given):
        raise Invalid(errors)
    return Assignment.objects.bulk_create(
        Assignment(
            article=row,
            task=task,
            assignee=assignee,
            assigned_by=user,
            due_on=due_on,
            note=note.strip(),
        )
        for row in found
    )


def problems_of_change(
    assignment: Assignment, *, due_on: datetime.date | None, note: str
) -> dict[str, list[str]]:
    """Return what is wrong with another day or note; the day that it has may stay."""
    return _of_terms(None if due_on == assignment.due_on else due_on, note)


@transaction.atomic
def change(
    *, user: Any, assignment: Assignment, due_on: datetime.date | None, note: str
) -> Assignment:
    """Change until when it is to be done, and the note. Raises NotAllowed, WrongState, Invalid."""
    row = _open(assignment)
    if not may_take_back(user, row):
        raise NotAllowed(_("Only editors give sources to people."))
    if errors := problems_of_change(row, due_on=due_on, note=note):
        raise Invalid(errors)
    row.due_on, row.note = due_on, note.strip()
    row.save(update_fields=["due_on", "note"])
    return row


@transaction.atomic
def take_back(*, user: Any, assignment: Assignment) -> Assignment:
    """End it undone. Raises NotAllowed, WrongState."""
    row = _open(assignment)
    if not may_take_back(user, row):
        raise NotAllowed(_("Only editors give sources to people."))
    return _ended(row, Assignment.Outcome.TAKEN_BACK, user)


@transaction.atomic
def finish(*, user: Any, assignment: Assignment) -> Assignment:
    """Say that it is done. Raises NotAllowed, WrongState."""
    row = _open(assignment)
    if not may_finish(user, row):
        raise NotAllowed(_("This was given to somebody else."))
    return _ended(row, Assignment.Outcome.DONE, user)


@transaction.atomic
def reopen(*, user: Any, assignment: Assignment) -> Assignment:
    """Take back that it is done. Raises NotAllowed, WrongState, Invalid (given again since)."""
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if row.outcome != Assignment.Outcome.DONE:
        raise WrongState(_("It is not done, so this cannot be taken back."))
    if not may_reopen(user, row):
        raise NotAllowed(_("This was given to somebody else."))
    if _given_already([row.article], row.assignee, row.task):
        raise Invalid({"assignee": [_("You were given this again since.")]})
    row.outcome, row.ended_at, row.ended_by = "", None, None
    row.save(update_fields=["outcome", "ended_at", "ended_by"])
    return row


def _open(assignment: Assignment) -> Assignment:
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if row.ended_at is not None:
        raise WrongState(
            _("It ended on %(day)s: %(outcome)s.")
            % {"day": date_format(row.ended_at), "outcome": row.get_outcome_display()}
        )
    return row


def _ended(row: Assignment, outcome: Assignment.Outcome, user: Any) -> Assignment:
    row.outcome, row.ended_at, row.ended_by = outcome, timezone.now(), user
    row.save(update_fields=["outcome", "ended_at", "ended_by"])
    return row


def _of_terms(due_on: datetime.date | None, note: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if due_on is not None and due_on < timezone.localdate():
        found["due_on"] = [_("This day is past.")]
    if len(note.strip()) > LONGEST_NOTE:
        found["note"] = [_("Be shorter: at most %(most)s characters.") % {"most": LONGEST_NOTE}]
    return found


def _given_already(articles: Sequence[Article], assignee: Any, task: str) -> str:
    has = Assignment.objects.open().filter(article__in=articles, assignee=assignee, task=task)
    titles = has.order_by("pk").values_list("article__title", flat=True)
    return ", ".join(f"“{title}”" for title in titles)
