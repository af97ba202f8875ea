"""One takes back one's own last step of the workflow, as long as nobody has gone on from there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.models import Annotation, AnnotationVersion
from annotations.services.annotating import locked, refuse_stale
from annotations.services.creating import refuse_too_many
from annotations.services.reviewing import REASON, REVIEW, moved_on
from sourcelib.models import Article
from sourcelib.services.refusals import NotAllowed, WrongState

State = Annotation.State
Action = AnnotationVersion.Action

# What a step made of an annotation, what it was before, and who may take the step at all.
_BEFORE = {
    Action.SUBMITTED: (State.IN_REVIEW, State.DRAFT, "annotations.submit_annotation"),
    Action.RETURNED: (State.DRAFT, State.IN_REVIEW, "annotations.review_annotation"),
}
_REVIEWS = (Action.RETURNED, Action.PUBLISHED)


@transaction.atomic
def retract(
    *, user: Any, annotation: Annotation, expected_version: int | None = None
) -> Annotation:
    """Take back what `user` did last with it: that it was submitted, or sent back.

    Raises NotAllowed (somebody else did it), WrongState (that was not the last, or is no such
    step), Stale.
    """
    row = locked(annotation)
    if expected_version is not None:
        refuse_stale(row, expected_version)
    last = row.versions.order_by("number").last()
    if last is None or not _is_step(row, last):
        raise WrongState(
            _("Its last step is none that can be taken back, or somebody has gone on since.")
        )
    if last.by_id != user.pk or last.action not in _open_to(user):
        raise NotAllowed(_("Only who took the step takes it back."))
    return _taken_back(user, last.action, [row])[0]


@transaction.atomic
def retract_all(*, user: Any, article: Article, uids: Sequence[UUID]) -> list[Annotation]:
    """Take back the last steps of `user` in a source, where nobody has gone on from there.

    Returns those that were taken back. Raises NotAllowed, WrongState where there is none, Invalid.
    """
    refuse_too_many(uids)
    actions = _open_to(user)
    if not actions:
        raise NotAllowed(_("Only those who curate take steps, and take them back."))
    found = Annotation.objects.select_for_update().filter(article=article, uid__in=uids)
    rows = {row.pk: row for row in found.order_by("pk")}
    versions = AnnotationVersion.objects.filter(annotation__in=rows, by=user, action__in=actions)
    steps = [one for one in versions if _is_step(rows[one.annotation_id], one)]
    if not steps:
        raise WrongState(_("Others have gone on with all of them: there is nothing to take back."))
    done = []
    for action in actions:
        some = [rows[one.annotation_id] for one in steps if one.action == action]
        done += _taken_back(user, action, some) if some else []
    return done


def _open_to(user: Any) -> list[AnnotationVersion.Action]:
    """Return the steps that `user` may take, and so take back."""
    return [action for action, (_to, _from, may) in _BEFORE.items() if user.has_perm(may)]


def _is_step(row: Annotation, version: AnnotationVersion) -> bool:
    """Whether a version is the last one of an annotation, and a step that can be taken back."""
    after = _BEFORE.get(Action(version.action), (None,))[0]
    return version.number == row.version and row.state == after


def _taken_back(user: Any, action: str, rows: Sequence[Annotation]) -> list[Annotation]:
    """Let annotations be again what they were before the step, each with its version."""
    earlier: dict[int, AnnotationVersion] = {}
    reviews: dict[int, AnnotationVersion] = {}
    versions = AnnotationVersion.objects.filter(annotation__in=rows).select_related("by")
    last = {row.pk: row.version for row in rows}
    for one in versions.order_by("number"):
        if one.number < last[one.annotation_id]:
            earlier[one.annotation_id] = one
            if one.action in _REVIEWS:
                reviews[one.annotation_id] = one
    for row in rows:
        before = earlier.get(row.pk)
        row.state_reason = before.data["state_reason"] if before else ""
        if action == Action.RETURNED:
            review = reviews.get(row.pk)
            row.reviewed_by = review.by if review else None
            row.reviewed_at = review.at if review else None
    sets = REVIEW if action == Action.RETURNED else REASON
    return moved_on(rows, _BEFORE[Action(action)][1], Action.RETRACTED, user, sets=sets)
