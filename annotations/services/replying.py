"""Replies are published beside what they answer, and withdrawn with a reason; by editors alone."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Annotation, Reply, Report, Verdict
from annotations.services.subjects import Subject
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

SHORTEST, LONGEST = Reply.SHORTEST, Reply.LONGEST
LONGEST_NAME = 200
ANSWERABLE = frozenset(
    {Report.About.SOURCE, Report.About.CLAIM, Report.About.PREDICTION, Report.About.VERDICT}
)


@dataclass(frozen=True)
class ReplyInput:
    """A statement as it is to be shown: who makes it, in which capacity, when and where."""

    name: str
    capacity: str
    text: str
    date: datetime.date | None
    url: str = ""


def may_reply(user: Any) -> bool:
    """Whether `user` may publish and withdraw replies."""
    return bool(user.has_perm("annotations.review_annotation"))


@transaction.atomic
def publish_reply(
    *, user: Any, subject: Subject, reply: ReplyInput, report: Report | None = None
) -> Reply:
    """Publish a statement beside a source, claim, prediction or verdict.

    Raises NotAllowed, WrongState (it is not public), Invalid by field.
    """
    _allow(user)
    if subject.kind not in ANSWERABLE:
        raise WrongState(_("Replies stand beside sources, claims, predictions and verdicts."))
    answered = subject.row
    if not _is_public(answered):
        raise WrongState(_("What it answers is not public, so nobody would see it there."))
    text = reply.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    name, url = reply.name.strip(), reply.url.strip()
    errors = _problems(name, reply.capacity, text, reply.date, url)
    if errors:
        raise Invalid(errors)
    return Reply.objects.create(
        article=answered if isinstance(answered, Article) else None,
        annotation=answered if isinstance(answered, Annotation) else None,
        verdict=answered if isinstance(answered, Verdict) else None,
        report=report,
        name=name,
        capacity=reply.capacity,
        text=text,
        date=reply.date or timezone.localdate(),
        url=url,
        published_by=user,
    )


@transaction.atomic
def withdraw_reply(*, user: Any, reply: Reply, reason: str) -> Reply:
    """Take a reply back; readers are told that it stood there, and why it does not.

    Raises NotAllowed, WrongState (it is withdrawn), Invalid (no reason).
    """
    _allow(user)
    row = Reply.objects.select_for_update().get(pk=reply.pk)
    if row.withdrawn_at is not None:
        raise WrongState(_("It is withdrawn already."))
    if not reason.strip():
        raise Invalid({"reason": [_("Say why: readers will see it.")]})
    row.withdrawn_at, row.withdrawn_by = timezone.now(), user
    row.withdrawn_reason = reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return row


def _allow(user: Any) -> None:
    if not may_reply(user):
        raise NotAllowed(_("Only editors publish and withdraw replies."))


def _is_public(answered: Any) -> bool:
    return bool(type(answered).objects.public().filter(pk=answered.pk).exists())


def _problems(
    name: str, capacity: str, text: str, date: datetime.date | None, url: str
) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if not name:
        errors["name"] = [_("Say whose statement it is.")]
    elif len(name) > LONGEST_NAME:
        errors["name"] = [_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME}]
    if capacity not in Reply.Capacity.values:
        errors["capacity"] = [_("Choose in which capacity they answer.")]
    if not SHORTEST <= len(text) <= LONGEST:
        told = _("A statement has %(least)d to %(most)d characters; this one has %(count)d.")
        errors["text"] = [told % {"least": SHORTEST, "most": LONGEST, "count": len(text)}]
    if date is None:
        errors["date"] = [_("Say when the statement was made, as 2026-03-21.")]
    elif date > timezone.localdate():
        errors["date"] = [_("That day is still to come.")]
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            errors["url"] = [_("Give a whole address, as https://example.org/letter.")]
    return errors
