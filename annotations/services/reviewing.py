"""An annotation goes from draft to review to published to withdrawn, and back where it may."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Annotation, AnnotationVersion, Reanchoring
from annotations.services import permissions, versions
from annotations.services.annotating import locked, refuse_stale
from annotations.services.presenting import loaded
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

State = Annotation.State
Action = AnnotationVersion.Action
Permission = Callable[[Any, Annotation], bool]
REASONS = 8  # offered when something is sent back
# The columns that steps set beside the state.
REASON = ("state_reason",)
REVIEW = (*REASON, "reviewed_by_id", "reviewed_at")


@transaction.atomic
def submit(*, user: Any, annotation: Annotation, expected_version: int | None = None) -> Annotation:
    """Hand a draft in for review. Raises NotAllowed, WrongState, Stale."""
    row = _ready(user, annotation, {State.DRAFT}, permissions.may_submit, expected_version)
    row.state_reason = ""
    return moved_on([row], State.IN_REVIEW, Action.SUBMITTED, user, sets=REASON)[0]


@transaction.atomic
def send_back(
    *, user: Any, annotation: Annotation, reason: str, expected_version: int | None = None
) -> Annotation:
    """Send what is in review back to its curator. Raises NotAllowed, WrongState, Stale, Invalid."""
    row = _ready(user, annotation, {State.IN_REVIEW}, permissions.may_return, expected_version)
    row.state_reason = _stated(reason, _("Say why, so that its curator knows what to mend."))
    _review([row], user)
    return moved_on([row], State.DRAFT, Action.RETURNED, user, row.state_reason, sets=REVIEW)[0]


@transaction.atomic
def publish(
    *, user: Any, annotation: Annotation, expected_version: int | None = None
) -> Annotation:
    """Publish what is in review, or again what was withdrawn.

    Raises NotAllowed, Stale, and WrongState: its state is another, or it has yet to be settled
    where its passage stands in the corrected text.
    """
    states = {State.IN_REVIEW, State.WITHDRAWN}
    row = _ready(user, annotation, states, permissions.may_publish, expected_version)
    if row.state == State.IN_REVIEW and _waiting([row]):
        raise WrongState(
            _("Its passage waits for its place in the corrected text: settle that first.")
        )
    return _release([row], user)[0]


@transaction.atomic
def withdraw(
    *, user: Any, annotation: Annotation, reason: str, expected_version: int | None = None
) -> Annotation:
    """Take back what is published; its address says when and why.

    Raises NotAllowed, WrongState, Stale, Invalid.
    """
    row = _ready(user, annotation, {State.PUBLISHED}, permissions.may_withdraw, expected_version)
    row.state_reason = _stated(reason, _("Say why: readers will see it."))
    row.withdrawn_at = timezone.now()
    sets = (*REASON, "withdrawn_at")
    return moved_on([row], State.WITHDRAWN, Action.WITHDRAWN, user, row.state_reason, sets=sets)[0]


@transaction.atomic
def submit_drafts(*, user: Any, article: Article) -> list[Annotation]:
    """Hand in all drafts of `user` in a source; return them. Raises NotAllowed."""
    if not user.has_perm("annotations.submit_annotation"):
        raise NotAllowed(_("You may not submit annotations."))
    rows = _of(article, State.DRAFT, created_by=user)
    for row in rows:
        row.state_reason = ""
    return moved_on(rows, State.IN_REVIEW, Action.SUBMITTED, user, sets=REASON)


@transaction.atomic
def publish_reviewed(*, user: Any, article: Article) -> list[Annotation]:
    """Publish all that is in review in a source, but what waits for its place in a corrected text.

    Returns them. Raises NotAllowed.
    """
    if not user.has_perm("annotations.review_annotation"):
        raise NotAllowed(_("Only editors publish annotations."))
    rows = _of(article, State.IN_REVIEW)
    waiting = _waiting(rows)
    return _release([row for row in rows if row.pk not in waiting], user)


@transaction.atomic
def publish_these(
    *, user: Any, article: Article, versions_seen: Mapping[UUID, int]
) -> list[Annotation]:
    """Publish those of a source that are in review and were looked at, all of them or none.

    `versions_seen` gives for each, by its uid, the version that was seen. Raises NotAllowed,
    Invalid (one is not in this source), WrongState, Stale.
    """
    if not user.has_perm("annotations.review_annotation"):
        raise NotAllowed(_("Only editors publish annotations."))
    found = Annotation.objects.select_for_update().filter(article=article)
    rows = list(found.filter(uid__in=versions_seen).order_by("pk"))
    if len(rows) != len(versions_seen):
        raise Invalid({"annotations": [_("One of them is not in this source any more.")]})
    for row in rows:
        refuse_stale(row, versions_seen[row.uid])
        if row.state != State.IN_REVIEW:
            raise WrongState(_("One of them is not in review any more."))
    if _waiting(rows):
        raise WrongState(
            _("The passage of one waits for its place in the corrected text: settle that first.")
        )
    versions.keep_first(rows)
    return _release(rows, user)


def reasons_given(user: Any) -> list[str]:
    """Return for what reasons `user`, and then others, sent annotations back: the most used first.

    They are offered to whoever sends back the next one.
    """
    returned = AnnotationVersion.objects.filter(action=Action.RETURNED).exclude(reason="")
    counted = returned.values("reason").annotate(
        used=Count("pk"), own=Count("pk", filter=Q(by=user))
    )
    most = counted.order_by("-own", "-used", "reason")[:REASONS]
    return [str(row["reason"]) for row in most]


def _waiting(rows: Sequence[Annotation]) -> set[int]:
    """Return the keys of those whose place in a corrected text has yet to be settled."""
    waiting = Reanchoring.objects.filter(annotation__in=rows, state=Reanchoring.State.WAITING)
    return set(waiting.values_list("annotation", flat=True))


def _ready(
    user: Any,
    annotation: Annotation,
    states: set[State],
    may: Permission,
    expected_version: int | None,
) -> Annotation:
    """Return the annotation, locked, if it is in one of the states and `user` may move it on."""
    row = locked(annotation)
    if expected_version is not None:
        refuse_stale(row, expected_version)
    if row.state not in states:
        raise WrongState(
            _("It is %(state)s, so this cannot be done.") % {"state": row.get_state_display()}
        )
    if not may(user, row):
        raise NotAllowed(_("You may not do this; its curator or an editor may."))
    versions.keep_first([row])
    return row


def _of(article: Article, state: State, **filters: Any) -> list[Annotation]:
    rows = list(
        Annotation.objects.select_for_update().filter(article=article, state=state, **filters)
    )
    versions.keep_first(rows)
    return rows


def _stated(reason: str, missing: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": [missing]})
    return reason.strip()


def _review(rows: Sequence[Annotation], user: Any) -> None:
    now = timezone.now()
    for row in rows:
        row.reviewed_by, row.reviewed_at = user, now


def _release(rows: Sequence[Annotation], user: Any) -> list[Annotation]:
    _review(rows, user)
    for row in rows:
        row.published_at = row.published_at or row.reviewed_at
        row.withdrawn_at, row.state_reason = None, ""
    sets = (*REVIEW, "published_at", "withdrawn_at")
    return moved_on(rows, State.PUBLISHED, Action.PUBLISHED, user, sets=sets)


def moved_on(
    rows: Sequence[Annotation],
    state: State,
    action: Action,
    user: Any,
    reason: str = "",
    *,
    sets: Sequence[str],
) -> list[Annotation]:
    """Save locked rows in their new state, each with its version, in a few queries for all.

    `sets` are the columns that were set on them besides: one query for those that are alike.
    """
    now = timezone.now()
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row in rows:
        alike[tuple(getattr(row, column) for column in sets)].append(row.pk)
        row.state, row.changed_at = state, now
        row.version += 1
    for values, keys in alike.items():
        Annotation.objects.filter(pk__in=keys).update(
            state=state,
            version=F("version") + 1,
            changed_at=now,
            **dict(zip(sets, values, strict=True)),
        )
    # Whoever moved one on is shown all of it; of many, how they stand now is known.
    moved = list(rows)
    if len(moved) == 1:
        moved = list(loaded(Annotation.objects.filter(pk=moved[0].pk)))
    versions.record(moved, action=action, by=user, reason=reason)
    return moved
