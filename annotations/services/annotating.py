"""Annotations are made and changed: here and nowhere else."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.indexing import STATEMENTS
from annotations.models import Actor, Annotation, AnnotationVersion, Relation, Topic
from annotations.services import creating, detailing, permissions, placing, versions
from annotations.services.compounds import (
    dissolve_alone,
    predictor,
    refuse_other_predictor,
    refuse_other_sentence,
)
from annotations.services.inputs import (
    KIND_OF,
    DetailInput,
    NewAnnotation,
    SpanInput,
    detail_of,
    spans_of,
)
from annotations.services.presenting import loaded
from sourcelib.models import Revision
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState


def create_annotation(
    *,
    user: Any,
    revision: Revision,
    spans: Sequence[SpanInput],
    detail: DetailInput,
    about: Collection[Actor] = (),
    topics: Collection[Topic] = (),
    note: str = "",
) -> Annotation:
    """Tag a passage of the source's current revision; the new annotation is a draft of `user`.

    Its kind follows from the detail. Raises NotAllowed, Invalid (also where the source has got a
    later text meanwhile), Duplicate.
    """
    new = NewAnnotation(spans=spans, detail=detail, about=about, topics=topics, note=note)
    return creating.create_once(user=user, revision=revision, new=new)[0]


@transaction.atomic
def change_annotation(
    *,
    user: Any,
    annotation: Annotation,
    expected_version: int,
    revision: Revision | None = None,
    spans: Sequence[SpanInput] | None = None,
    detail: DetailInput | None = None,
    about: Collection[Actor] | None = None,
    topics: Collection[Topic] | None = None,
    note: str | None = None,
    reason: str = "",
    action: AnnotationVersion.Action = AnnotationVersion.Action.CHANGED,
) -> Annotation:
    """Change what is given of a draft, or of a published annotation in place.

    What is left out stays. `revision` is the text that the user saw, and that the spans stand in:
    by default the current one, or without spans the one that the annotation stands on. Passages
    are placed in the current text alone; in an earlier one that it was left on, it keeps its words.
    A detail of another kind turns a draft into that kind. A change that changes nothing writes
    nothing. `action` is what its version is called.

    Raises NotAllowed, WrongState (in review, withdrawn), Stale (changed since `expected_version`),
    Invalid (with `reason` for a published one without, with `revision` where the user saw an
    earlier text), Duplicate.
    """
    row = locked(annotation)
    _refuse_change(user, row)
    refuse_stale(row, expected_version)
    if row.state == Annotation.State.PUBLISHED and not reason.strip():
        raise Invalid({"reason": [_("Say why: this is published, and readers see its history.")]})
    revision = _text_of(row, revision, spans)
    spans = spans_of(row, revision) if spans is None else spans
    detail = detail_of(row) if detail is None else detail
    about = set(row.about.all()) if about is None else set(about)
    topics = set(row.topics.all()) if topics is None else set(topics)
    note = row.note if note is None else note.strip()
    kind = KIND_OF[type(detail)]
    if kind != row.kind:
        _refuse_other_kind(row, kind)
    spans, values = creating.check(revision, detail, spans, about, topics)
    placing.refuse_duplicate(revision=revision, detail=detail, spans=spans, besides=row)
    if not _differs(row, revision, spans, detail, values, about, topics, note):
        return row

    versions.keep_first([row])
    compound = _compound_of(row)
    said_by = predictor(row.prediction) if compound else None
    row.kind, row.note, row.revision = kind, note, revision
    row.version += 1
    row.save()
    placing.place(row, revision, spans)
    placing.settle_by_hand(row, by=user, note=reason.strip())
    detailing.write(row, detail, values)
    row.about.set(about)
    row.topics.set(topics)
    if kind != Annotation.Kind.PREDICTION:
        dissolve_alone(compound, by=user, reason=_("The other prediction of its sentence is none."))
    elif said_by is not None:
        refuse_other_predictor(row.prediction, said_by)
        refuse_other_sentence(row.prediction)
    return _recorded(row, action, user, reason.strip())


def _compound_of(row: Annotation) -> int | None:
    return row.prediction.compound_id if row.kind == Annotation.Kind.PREDICTION else None


def locked(annotation: Annotation) -> Annotation:
    """Read the annotation anew, so that nobody else changes it before this transaction ends."""
    return Annotation.objects.select_for_update().get(pk=annotation.pk)


def refuse_stale(row: Annotation, expected_version: int) -> None:
    """Raise Stale unless the annotation is still at the version that the user saw."""
    if row.version != expected_version:
        raise versions.Stale(
            _(
                "Somebody changed this while you were working: you saw version %(seen)s, "
                "now it is version %(now)s."
            )
            % {"seen": expected_version, "now": row.version},
            current=row,
        )


def _text_of(
    row: Annotation, revision: Revision | None, spans: Sequence[SpanInput] | None
) -> Revision:
    """Return the revision that a change is about, or raise Invalid where it is another."""
    current = row.article.current_revision
    if revision is None:
        revision = row.revision if spans is None or current is None else current
    if revision.article_id != row.article_id:
        raise Invalid({"revision": [_("This revision belongs to another source.")]})
    if revision != current:
        moved = spans is not None and set(spans) != set(spans_of(row, revision))
        if moved or revision.pk != row.revision_id:
            raise creating.corrected(row.article)
    return revision


def _refuse_change(user: Any, row: Annotation) -> None:
    if permissions.may_change(user, row):
        return
    if row.state == Annotation.State.IN_REVIEW:
        raise WrongState(_("It is in review: it can be changed once it was sent back."))
    if row.state == Annotation.State.WITHDRAWN:
        raise WrongState(_("It is withdrawn: it can be changed once it is published again."))
    if row.state == Annotation.State.PUBLISHED:
        raise NotAllowed(_("Only editors change what is published."))
    raise NotAllowed(_("You may change your own drafts only."))


def _refuse_other_kind(row: Annotation, kind: str) -> None:
    if row.state != Annotation.State.DRAFT:
        raise WrongState(_("Only a draft can become of another kind."))
    if row.proposition_memberships.exists() or row.verdicts.exists():
        raise Invalid(
            {"kind": [_("It belongs to a proposition or has a verdict, and so keeps its kind.")]}
        )
    conditions = row.relations_in.filter(kind=Relation.Kind.CONDITION_OF)
    if conditions.exists() and kind != Annotation.Kind.PREDICTION:
        raise Invalid({"kind": [_("It has a condition, and only predictions have some.")]})
    related = row.relations_in.exists() or row.relations_out.exists()
    if related and kind == Annotation.Kind.MENTION:
        raise Invalid({"kind": [_("It is related to others, and mentions are not.")]})


def _differs(
    row: Annotation,
    revision: Revision,
    spans: Sequence[SpanInput],
    detail: DetailInput,
    values: dict[str, Any],
    about: Collection[Actor],
    topics: Collection[Topic],
    note: str,
) -> bool:
    if KIND_OF[type(detail)] != row.kind or note != row.note:
        return True
    if any(getattr(row.detail, name) != value for name, value in values.items()):
        return True
    now = detail_of(row)
    return (
        set(spans) != set(spans_of(row, revision))
        or set(about) != set(row.about.all())
        or set(topics) != set(row.topics.all())
        or getattr(detail, "co_speakers", None) != getattr(now, "co_speakers", None)
    )


def _recorded(
    annotation: Annotation, action: AnnotationVersion.Action, user: Any, reason: str = ""
) -> Annotation:
    """Record a version of the annotation as the database has it, and return it so."""
    fresh = loaded(Annotation.objects.all()).get(pk=annotation.pk)
    versions.record([fresh], action=action, by=user, reason=reason)
    STATEMENTS.index([fresh.pk])
    return fresh
