"""A person says where a passage stands in a corrected text, or that it stands there no more.

Placing an annotation changes it and gets it a version, whose action tells that it was found again.
Leaving it where it stood changes nothing of it. Either can be taken back while it is the last that
was done.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Annotation, AnnotationVersion, Reanchoring, Span
from annotations.services import placing, versions
from annotations.services.annotating import locked, refuse_stale
from annotations.services.compounds import refuse_other_sentence
from annotations.services.inputs import SpanInput, detail_of, spans_of
from annotations.services.presenting import loaded
from annotations.services.reanchoring.moving import move
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

State = Reanchoring.State

PERMISSION = "annotations.settle_reanchoring"


def may_settle(user: Any) -> bool:
    """Whether `user` may say where passages stand, published ones and those of others too."""
    return bool(user.has_perm(PERMISSION))


@transaction.atomic
def place(
    *,
    user: Any,
    reanchoring: Reanchoring,
    spans: Sequence[SpanInput] | None = None,
    note: str = "",
    expected_version: int | None = None,
) -> Reanchoring:
    """Let an annotation stand in the new text: where it was found, or on `spans`.

    What follows from its words is worked out anew, such as the term of its likelihood words.

    Raises NotAllowed, WrongState (it does not wait any more, or the text was corrected again),
    Stale (the annotation was changed since `expected_version`), Invalid (by span, as
    `spans.body`; also where the new words do not bear what it says), Duplicate.
    """
    row = _open(user, reanchoring, State.WAITING, expected_version)
    annotation, revision = row.annotation, row.revision
    accepted = proposed_spans(row)
    spans = accepted if spans is None else spans
    if not spans:
        raise Invalid(
            {"spans.body": [_("Nothing was found: select the words, or leave it where it stood.")]}
        )
    spans = placing.checked(revision.text, spans, annotation.kind)
    by_hand = set(spans) != set(accepted)
    placing.refuse_duplicate(
        revision=revision,
        detail=detail_of(annotation),
        spans=spans,
        besides=annotation,
    )
    said = _("by hand in revision %(number)s") if by_hand else _("as found in revision %(number)s")
    _decided(row, State.PLACED, user, note)
    versions.keep_first([annotation])
    placing.place(
        annotation,
        revision,
        spans,
        Span.Placement.BY_HAND if by_hand else Span.Placement.REANCHORED,
    )
    _moved(annotation, revision, spans, user, row.note or said % {"number": revision.number})
    return row


@transaction.atomic
def leave(
    *, user: Any, reanchoring: Reanchoring, note: str = "", expected_version: int | None = None
) -> Reanchoring:
    """Leave an annotation on the earlier text, which stays readable: the new one has it no more.

    `note` says why; it may be left out only where nothing was found. Raises NotAllowed,
    WrongState, Stale, Invalid (no note).
    """
    row = _open(user, reanchoring, State.WAITING, expected_version)
    if row.proposed and not note.strip():
        raise Invalid({"note": [_("Words were found: say why they are not the passage.")]})
    _decided(row, State.LEFT, user, note)
    return row


@transaction.atomic
def take_back(*, user: Any, reanchoring: Reanchoring) -> Reanchoring:
    """Let what a person decided wait again.

    Raises NotAllowed, and WrongState where nothing is to be taken back any more: the text was
    corrected again, or the annotation changed.
    """
    row = _open(user, reanchoring, (State.PLACED, State.LEFT), None)
    annotation = row.annotation
    if row.state == State.PLACED:
        last = annotation.versions.order_by("number").last()
        if last is None or last.action != AnnotationVersion.Action.REANCHORED:
            raise WrongState(
                _("It was changed since: place it anew on the annotation page, if it must be.")
            )
        annotation.spans.filter(revision=row.revision).delete()
        before = spans_of(loaded(Annotation.objects.all()).get(pk=annotation.pk), row.old_revision)
        why = _("Taken back: it stands where it stood before.")
        _moved(annotation, row.old_revision, before, user, why)
    row.state, row.note = State.WAITING, ""
    row.decided_at, row.decided_by = None, None
    row.save()
    return row


def proposed_spans(row: Reanchoring) -> tuple[SpanInput, ...]:
    """Return the spans that were found, as they could be given."""
    names = ("role", "part", "start", "end", "exact")
    return tuple(SpanInput(**{name: span[name] for name in names}) for span in row.proposed)


def _open(
    user: Any, reanchoring: Reanchoring, states: str | tuple[str, ...], expected: int | None
) -> Reanchoring:
    """Lock what is to be decided, and read it anew; raise where it cannot be decided."""
    if not may_settle(user):
        raise NotAllowed(_("Only curators and editors say where a passage stands."))
    # As whoever tags a passage: two at once could not see that they are the same.
    article = Article.objects.select_for_update(no_key=True).get(pk=reanchoring.article_id)
    annotation = locked(reanchoring.annotation)
    related = ("revision", "old_revision", "decided_by")
    row = Reanchoring.objects.select_related(*related).get(pk=reanchoring.pk)
    row.annotation = annotation
    if article.state == Article.State.WITHDRAWN:
        raise WrongState(_("The source is withdrawn: publish it again first."))
    if row.revision_id != article.current_revision_id:
        raise WrongState(_("The text was corrected again meanwhile: look for it in the new one."))
    if row.state not in ((states,) if isinstance(states, str) else states):
        raise WrongState(_not_open(row))
    if expected is not None:
        refuse_stale(annotation, expected)
    return row


def _not_open(row: Reanchoring) -> str:
    by = row.decided_by.working_name() if row.decided_by else _("somebody")
    if row.state == State.PLACED:
        return _("It was placed already, by %(who)s.") % {"who": by}
    if row.state == State.LEFT:
        return _("It was left on its earlier revision already, by %(who)s.") % {"who": by}
    return _("There is no decision to take back, or to make: it %(state)s.") % {
        "state": row.get_state_display()
    }


def _decided(row: Reanchoring, state: str, user: Any, note: str) -> None:
    row.state, row.note = state, note.strip()
    row.decided_at, row.decided_by = timezone.now(), user
    row.save()


def _moved(
    annotation: Annotation,
    revision: Revision,
    spans: Sequence[SpanInput],
    user: Any,
    reason: str,
) -> None:
    move(annotation, revision, spans, by=user, reason=reason)
    if annotation.kind == Annotation.Kind.PREDICTION:
        refuse_other_sentence(annotation.prediction)
