"""Verdicts are proposed, confirmed by another person, superseded and declined: here alone.

A verdict is a row that is added and never changed; only its review moves on.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotations.models import Annotation, Evidence, Verdict
from annotations.outcomes import first_day
from annotations.services.annotating import refuse_stale
from annotations.services.evidence_rules import evidence_pieces
from annotations.services.terms_judged import changes_since, told
from annotations.services.verdict_rules import (
    EvidenceInput,
    VerdictInput,
    is_checkable,
    outcome_errors,
)
from sourcelib.citing import written_date
from sourcelib.models import Article
from sourcelib.models.dates import Precision
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

__all__ = [
    "EvidenceInput",
    "VerdictInput",
    "check",
    "confirm",
    "decline",
    "may_confirm",
    "may_decline",
    "may_propose",
    "may_publish_alone",
    "propose",
    "publish_alone",
    "standing_verdict",
    "stands_alone",
]

Review = Verdict.Review
PROPOSE, CONFIRM = "annotations.propose_verdict", "annotations.confirm_verdict"


def check(
    *, user: Any, annotation: Annotation, verdict: VerdictInput, standing: Verdict | None
) -> None:
    """Raise what `propose` would, and write nothing."""
    _checked(user, _judged(annotation.pk), verdict, standing)


@transaction.atomic
def propose(
    *,
    user: Any,
    annotation: Annotation,
    verdict: VerdictInput,
    standing: Verdict | None,
    expected_version: int,
) -> Verdict:
    """Propose a verdict, which is to supersede the one that the user saw standing, if any.

    Raises NotAllowed, Stale (the annotation changed since `expected_version`), WrongState (it is
    not public, another verdict stands by now, a proposal of the user waits already), Invalid (by
    field; of the evidence as "evidence.0.date").
    """
    row = _judged(annotation.pk, lock=True)
    refuse_stale(row, expected_version)
    pieces = _checked(user, row, verdict, standing)
    precision = verdict.event_date_precision if verdict.event_date else Precision.UNKNOWN
    made = Verdict.objects.create(
        annotation=row,
        state=verdict.state,
        event_date=first_day(verdict.event_date, precision) if verdict.event_date else None,
        event_date_precision=precision,
        decided_on=timezone.localdate(),
        reason=verdict.reason.strip(),
        confidence=verdict.confidence,
        condition_met=verdict.condition_met,
        condition_met_on=verdict.condition_met_on,
        judged_version=row.version,
        judged_summary=row.detail.summary,
        proposed_by=user,
        supersedes=standing,
    )
    for piece in pieces:
        piece.verdict = made
    Evidence.objects.bulk_create(pieces)
    return made


@transaction.atomic
def confirm(*, user: Any, verdict: Verdict) -> Verdict:
    """Confirm what another person proposed, or judged alone; it is public from then on.

    Raises NotAllowed, and WrongState where it no longer fits what it judges, its evidence or the
    verdict that stands.
    """
    row = _locked(verdict)
    _refuse_not_confirming(user, row)
    if row.review == Review.CONFIRMED:
        raise WrongState(_("It is confirmed already."))
    _refuse_overtaken(row)
    row.review, row.confirmed_by, row.confirmed_at = Review.CONFIRMED, user, timezone.now()
    row.published_at = row.published_at or row.confirmed_at
    row.save(update_fields=["review", "confirmed_by", "confirmed_at", "published_at"])
    return row


@transaction.atomic
def publish_alone(*, user: Any, verdict: Verdict) -> Verdict:
    """Publish one's own proposal unconfirmed, where nobody else could confirm it.

    Raises NotAllowed and WrongState, as `confirm` does.
    """
    row = _locked(verdict)
    if not user.has_perm(CONFIRM):
        raise NotAllowed(_("Only editors publish verdicts."))
    if row.proposed_by_id != user.pk:
        raise NotAllowed(_("Somebody else proposed this: confirm it."))
    if not stands_alone(user):
        raise NotAllowed(_("There is another editor: let them confirm this."))
    if row.batch_id is not None:
        raise NotAllowed(_("This came with an import, which can be undone: propose it anew."))
    if row.review != Review.PROPOSED:
        raise WrongState(_("It is published already."))
    _refuse_overtaken(row)
    row.review, row.published_at = Review.SINGLE, timezone.now()
    row.save(update_fields=["review", "published_at"])
    return row


@transaction.atomic
def decline(*, user: Any, verdict: Verdict, reason: str) -> Verdict:
    """Decline a proposal, or take one's own back; it is kept, with the reason.

    Raises NotAllowed, WrongState (no longer waiting), Invalid (no reason).
    """
    row = _locked(verdict)
    if not (_is_proposer(user, row) or user.has_perm(CONFIRM)):
        raise NotAllowed(_("An editor declines a proposal, or whoever made it."))
    _refuse_declined(row)
    if row.review != Review.PROPOSED:
        raise WrongState(_("It is published: propose another verdict to supersede it."))
    if not reason.strip():
        raise Invalid({"reason": [_("Say why: it is kept with the proposal.")]})
    row.declined_by, row.declined_at = user, timezone.now()
    row.declined_reason = reason.strip()
    row.save(update_fields=["declined_by", "declined_at", "declined_reason"])
    return row


def stands_alone(user: Any) -> bool:
    """Whether no other active account could confirm what `user` proposes."""
    others = get_user_model().objects.with_perm(
        CONFIRM, backend="django.contrib.auth.backends.ModelBackend"
    )
    return not others.exclude(pk=user.pk).exists()


def standing_verdict(annotation: Annotation) -> Verdict | None:
    """Return the reviewed verdict that no reviewed one supersedes; of several the last."""
    verdicts = Verdict.objects.reviewed().standing().filter(annotation=annotation)
    return verdicts.order_by("-decided_on", "-pk").first()


def may_propose(user: Any, annotation: Annotation) -> bool:
    """A curator judges what is published: predictions, and claims that can be checked."""
    return bool(user.has_perm(PROPOSE)) and _is_public(annotation) and is_checkable(annotation)


def may_confirm(user: Any, verdict: Verdict) -> bool:
    """An editor confirms what another proposed, and another brought in."""
    waits = verdict.review == Review.SINGLE or _waits(verdict)
    return waits and bool(user.has_perm(CONFIRM)) and not _is_ones_own(user, verdict)


def may_publish_alone(user: Any, verdict: Verdict) -> bool:
    """The only editor publishes a proposal of their own; asks the database."""
    return (
        _waits(verdict)
        and _is_proposer(user, verdict)
        and verdict.batch_id is None
        and bool(user.has_perm(CONFIRM))
        and stands_alone(user)
    )


def may_decline(user: Any, verdict: Verdict) -> bool:
    """An editor declines a proposal, its proposer takes it back."""
    return _waits(verdict) and (_is_proposer(user, verdict) or bool(user.has_perm(CONFIRM)))


def _judged(pk: int, *, lock: bool = False) -> Annotation:
    """Read what is judged anew; locked, so that one verdict at a time is written on it."""
    rows = Annotation.objects.select_related("article", "claim", "prediction")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.get(pk=pk)


def _locked(verdict: Verdict) -> Verdict:
    """Read a verdict anew, after what it judges was locked."""
    judged = _judged(verdict.annotation_id, lock=True)
    row = Verdict.objects.select_related("batch", "supersedes").get(pk=verdict.pk)
    row.annotation = judged
    return row


def _checked(
    user: Any, row: Annotation, verdict: VerdictInput, standing: Verdict | None
) -> list[Evidence]:
    """Return the evidence of a verdict that may be proposed; else raise why not."""
    if not user.has_perm(PROPOSE):
        raise NotAllowed(_("You may not propose verdicts."))
    _refuse_unfit(row)
    _refuse_other_standing(row, standing.pk if standing else None)
    if Verdict.objects.waiting().filter(annotation=row, proposed_by=user).exists():
        raise WrongState(
            _("A proposal of yours on this waits already: take it back to propose another.")
        )
    today = timezone.localdate()
    errors = outcome_errors(row, verdict, today)
    pieces = evidence_pieces(row, verdict, today, errors)
    if errors:
        raise Invalid(errors)
    return pieces


def _refuse_unfit(row: Annotation) -> None:
    if not _is_public(row):
        raise WrongState(_("Only what is published, in a published source, is judged."))
    if not is_checkable(row):
        raise WrongState(
            _("Only predictions are judged, and claims that are factual or causal checked.")
        )


def _refuse_other_standing(row: Annotation, expected: int | None) -> None:
    standing = standing_verdict(row)
    if (standing.pk if standing else None) == expected:
        return
    if standing is None:
        raise WrongState(_("The verdict that stood no longer does; look again."))
    raise WrongState(
        _("Another verdict stands by now: %(verdict)s, of %(day)s; look again, then propose anew.")
        % {
            "verdict": standing.get_state_display(),
            "day": written_date(standing.decided_on, Precision.DAY),
        }
    )


def _refuse_not_confirming(user: Any, row: Verdict) -> None:
    if not user.has_perm(CONFIRM):
        raise NotAllowed(_("Only editors confirm verdicts."))
    if _is_proposer(user, row):
        raise NotAllowed(_("Nobody confirms their own proposal: another editor does."))
    if _is_ones_own(user, row):
        raise NotAllowed(_("You brought this in by an import: another editor confirms it."))


def _refuse_declined(row: Verdict) -> None:
    if row.declined_at is not None:
        raise WrongState(_("It was declined. Propose anew what should stand."))


def _refuse_overtaken(row: Verdict) -> None:
    """Refuse a verdict that what it judges, its evidence or another verdict has overtaken."""
    _refuse_declined(row)
    _refuse_unfit(row.annotation)
    proposed = row.review == Review.PROPOSED
    _refuse_other_standing(row.annotation, row.supersedes_id if proposed else row.pk)
    changed = changes_since([row]).get(row.pk)
    if changed:
        raise WrongState(
            _("What it judges was changed since; look again, then propose anew. %(changes)s.")
            % {"changes": capfirst(told(changed))}
        )
    gone = row.evidence.filter(passage__isnull=False).exclude(
        passage__in=Annotation.objects.public()
    )
    if gone.exists():
        raise WrongState(
            _("A passage that it rests on is no longer public; look again, then propose anew.")
        )
    errors = outcome_errors(row.annotation, row, row.decided_on) if proposed else None
    if errors:
        raise WrongState(
            _("It no longer fits what it judges; propose anew. %(why)s")
            % {"why": " ".join(message for found in errors.values() for message in found)}
        )


def _waits(verdict: Verdict) -> bool:
    return verdict.review == Review.PROPOSED and verdict.declined_at is None


def _is_public(annotation: Annotation) -> bool:
    return (
        annotation.state == Annotation.State.PUBLISHED
        and annotation.article.state == Article.State.PUBLISHED
    )


def _is_proposer(user: Any, verdict: Verdict) -> bool:
    return verdict.proposed_by_id is not None and verdict.proposed_by_id == user.pk


def _is_ones_own(user: Any, verdict: Verdict) -> bool:
    """Whether `user` proposed it, or imported it."""
    batch = verdict.batch
    imported = batch is not None and batch.created_by_id == user.pk and user.pk is not None
    return imported or _is_proposer(user, verdict)
