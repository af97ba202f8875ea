"""What those who work on an annotation say to one another about it: remarks, questions, answers.

Remarks are for those who curate: never public, never exported, and no version of the annotation.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Annotation, Remark
from annotations.services.annotating import locked
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

LONGEST = 5000  # code points of one remark


@dataclass(frozen=True, slots=True)
class Waiting:
    """An annotation whose discussion waits for somebody: how many remarks they have to look at."""

    article_id: int
    title: str
    annotation: UUID
    count: int
    asked: bool  # an open question is among them


@transaction.atomic
def say(
    *,
    user: Any,
    annotation: Annotation,
    text: str,
    asks: bool = False,
    answers: Remark | None = None,
    uid: UUID | None = None,
) -> tuple[Remark, bool]:
    """Add a remark, or an answer to one; return it, and whether it is new.

    `uid` may be chosen by whoever says it, so that saying it twice over a bad line says it once.
    An answer to an answer answers the remark above both. Raises NotAllowed, Invalid.
    """
    _refuse_others(user)
    locked(annotation)  # one after another, and never on what was just deleted
    if uid is not None and (known := Remark.objects.filter(uid=uid).first()):
        if known.annotation_id != annotation.pk or known.made_by_id != user.pk:
            raise Invalid({"uid": [_("Another remark has this permanent id.")]})
        return known, False
    words = text.strip()
    if not words:
        raise Invalid({"text": [_("Say something.")]})
    if len(words) > LONGEST:
        raise Invalid({"text": [_("Say it in at most %(most)s characters.") % {"most": LONGEST}]})
    if answers is not None and not Remark.objects.filter(pk=answers.pk).exists():
        raise Invalid({"answers": [_("That remark was taken back meanwhile.")]})
    above = answers and (answers.answers or answers)
    if above is not None and above.annotation_id != annotation.pk:
        raise Invalid({"answers": [_("That remark is about another annotation.")]})
    if above is not None and asks:
        raise Invalid({"asks": [_("An answer asks nothing: ask in a remark of its own.")]})
    remark = Remark.objects.create(
        uid=uid or uuid.uuid4(),
        annotation=annotation,
        answers=above,
        asks=asks,
        text=words,
        made_by=user,
    )
    return remark, True


@transaction.atomic
def settle(*, user: Any, remark: Remark) -> Remark:
    """Close a question. Raises NotAllowed, WrongState."""
    row = _question(user, remark)
    if row.settled_at is not None:
        raise WrongState(_("This question is settled already."))
    row.settled_at, row.settled_by = timezone.now(), user
    row.save(update_fields=["settled_at", "settled_by"])
    return row


@transaction.atomic
def reopen(*, user: Any, remark: Remark) -> Remark:
    """Ask a settled question again. Raises NotAllowed, WrongState."""
    row = _question(user, remark)
    if row.settled_at is None:
        raise WrongState(_("This question is open."))
    row.settled_at = row.settled_by = None
    row.save(update_fields=["settled_at", "settled_by"])
    return row


@transaction.atomic
def take_back(*, user: Any, remark: Remark) -> None:
    """Remove one's own remark while nobody answered it. Raises NotAllowed, WrongState."""
    _refuse_others(user)
    locked(remark.annotation)  # as whoever answers it
    row = Remark.objects.select_for_update().get(pk=remark.pk)
    if row.made_by_id != user.pk:
        raise NotAllowed(_("Only who made a remark can take it back."))
    if row.replies.exists():
        raise WrongState(_("Somebody answered this: it stays."))
    row.delete()


@transaction.atomic
def see(*, user: Any, annotation: Annotation) -> int:
    """Note that `user` was shown the discussion of an annotation; return how much was new."""
    rows = list(annotation.remarks.unseen_by(user))
    through = Remark.seen_by.through
    through._default_manager.bulk_create(
        [through(remark_id=row.pk, account_id=user.pk) for row in rows], ignore_conflicts=True
    )
    return len(rows)


def may_say(user: Any) -> bool:
    """Curators and editors take part; whoever may see annotations reads."""
    return bool(user.has_perm("annotations.add_remark"))


def discussion(annotation: Annotation) -> Sequence[Remark]:
    """Return the remarks on an annotation in the order in which they were made."""
    people = annotation.remarks.select_related("made_by", "settled_by", "answers")
    return list(people.prefetch_related(Prefetch("replies", Remark.objects.only("pk", "answers"))))


def counts(*, user: Any, article: Article) -> Mapping[UUID, Mapping[str, int]]:
    """Return, by the uid of each annotation that is discussed, its remarks: all, open, unseen."""
    rows = Remark.objects.filter(annotation__article=article)
    unseen = set(rows.unseen_by(user).values_list("pk", flat=True))
    found: dict[UUID, dict[str, int]] = {}
    for pk, annotation, asks, settled in rows.values_list(
        "pk", "annotation__uid", "asks", "settled_at"
    ):
        one = found.setdefault(annotation, {"count": 0, "open": 0, "unseen": 0})
        one["count"] += 1
        one["open"] += 1 if asks and settled is None else 0
        one["unseen"] += 1 if pk in unseen else 0
    return found


def waiting_for(user: Any) -> list[Waiting]:
    """Return the annotations whose discussion waits for `user`, those with a question first.

    They made the annotation or took part in its discussion; and others have said what they were
    not shown yet, or ask what nobody settled and they have not answered.
    """
    if not may_say(user):
        return []
    theirs = Annotation.objects.filter(Q(created_by=user) | Q(remarks__made_by=user))
    others = Remark.objects.filter(annotation__in=theirs.order_by().values("pk"))
    answered = Remark.objects.filter(made_by=user, answers=OuterRef("pk"))
    asked = others.open().exclude(made_by=user).exclude(Exists(answered))
    rows = Remark.objects.filter(
        Q(pk__in=others.unseen_by(user).order_by().values("pk"))
        | Q(pk__in=asked.order_by().values("pk"))
    )
    found: dict[int, list[Remark]] = defaultdict(list)
    for row in rows.select_related("annotation__article").order_by("pk"):
        found[row.annotation_id].append(row)
    waiting = [_waiting(remarks) for remarks in found.values()]
    return sorted(waiting, key=lambda one: not one.asked)


def _waiting(remarks: Sequence[Remark]) -> Waiting:
    annotation = remarks[0].annotation
    return Waiting(
        article_id=annotation.article_id,
        title=annotation.article.title,
        annotation=annotation.uid,
        count=len(remarks),
        asked=any(row.asks and row.settled_at is None for row in remarks),
    )


def _question(user: Any, remark: Remark) -> Remark:
    _refuse_others(user)
    row = Remark.objects.select_for_update().get(pk=remark.pk)
    if not row.asks:
        raise WrongState(_("Only a question is settled."))
    return row


def _refuse_others(user: Any) -> None:
    if not may_say(user):
        raise NotAllowed(_("You may read this discussion, and not take part in it."))
