"""New annotations, one or many at once: checked together, written together, or not at all.

A page that loses its connection cannot know whether what it sent has arrived, and sends it again.
So it may choose the permanent id itself: what carries an id that is there already makes nothing
new.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations.indexing import STATEMENTS
from annotations.models import (
    Actor,
    Annotation,
    AnnotationVersion,
    DeletedDraft,
    Prediction,
    Topic,
)
from annotations.services import detailing, permissions, placing, versions
from annotations.services.inputs import (
    KIND_OF,
    DetailInput,
    NewAnnotation,
    PredictionInput,
    SpanInput,
)
from annotations.services.presenting import loaded
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid, NotAllowed

MOST = 500  # annotations that one request makes, deletes, restores or publishes


class Checked(NamedTuple):
    """What is to be written of an annotation: its spans, and the columns of its detail."""

    spans: tuple[SpanInput, ...]
    values: dict[str, Any]


@transaction.atomic
def create_once(*, user: Any, revision: Revision, new: NewAnnotation) -> tuple[Annotation, bool]:
    """Tag a passage of the source's current revision; say whether this was not done before.

    The new annotation is a draft of `user`, its kind follows from the detail. Raises NotAllowed,
    Invalid (also where the source has got a later text meanwhile, and with `uid` where the id is
    that of something else), Duplicate.
    """
    there = _held(user, revision)
    before = _made_before(user, there, [new])
    if new.uid in before:
        return before[new.uid], False
    if revision.pk != there.current_revision_id:
        raise corrected(there)
    checked = check(revision, new.detail, new.spans, new.about, new.topics)
    placing.refuse_duplicate(revision=revision, detail=new.detail, spans=checked.spans)
    return _written(user, revision, [(new, checked)])[0], True


@transaction.atomic
def create_annotations(
    *, user: Any, revision: Revision, new: Sequence[NewAnnotation]
) -> tuple[list[Annotation], int]:
    """Make many annotations of one source; return them in order, and how many were not there.

    Raises NotAllowed, and Invalid: its fields begin with the place of the annotation, from 0, as
    "3.spans.body".
    """
    refuse_too_many(new)
    there = _held(user, revision)
    before = _made_before(user, there, new)
    making = {place: one for place, one in enumerate(new) if one.uid not in before}
    if making and revision.pk != there.current_revision_id:
        raise corrected(there)
    checked = _checked(revision, making)
    rows = _written(user, revision, [(one, checked[place]) for place, one in making.items()])
    made = dict(zip(making, rows, strict=True))
    return [made[n] if n in made else before[one.uid] for n, one in enumerate(new)], len(made)


def refuse_too_many(rows: Collection[Any]) -> None:
    """Raise Invalid where more is asked than one transaction should hold, or nothing."""
    if not rows:
        raise Invalid({"annotations": [_("Send at least one annotation.")]})
    if len(rows) > MOST:
        problem = _("At most %(most)s annotations at once; these are %(count)s.")
        raise Invalid({"annotations": [problem % {"most": MOST, "count": len(rows)}]})


def corrected(article: Article) -> Invalid:
    """Return the refusal of what was meant for an earlier text of a source than its current one."""
    number = article.current_revision.number if article.current_revision else 0
    return Invalid(
        {
            "revision": [
                _(
                    "The text of this source was corrected meanwhile: it is at revision "
                    "%(number)s. Load the page again and select the words there."
                )
                % {"number": number}
            ]
        }
    )


def check(
    revision: Revision,
    detail: DetailInput,
    spans: Sequence[SpanInput],
    about: Collection[Actor],
    topics: Collection[Topic],
) -> Checked:
    """Return what is to be written, or raise one Invalid with all errors."""
    errors: dict[str, list[str]] = {}
    placed: tuple[SpanInput, ...] = ()
    values: dict[str, Any] = {}
    kind = KIND_OF[type(detail)]
    try:
        placed = placing.checked(revision.text, spans, kind)
    except Invalid as invalid:
        errors |= invalid.errors
    try:
        values = detailing.columns(detail, article=revision.article, spans=placed)
    except Invalid as invalid:
        errors |= invalid.errors
    if kind == Annotation.Kind.MENTION and about:
        errors["about"] = [_("Only claims and predictions are about actors.")]
    if kind == Annotation.Kind.MENTION and topics:
        errors["topics"] = [_("Only claims and predictions have topics.")]
    detailing.refuse_merged(about, "about", errors)
    if errors:
        raise Invalid(errors)
    return Checked(placed, values)


def _held(user: Any, revision: Revision) -> Article:
    """Return the source, locked: two at once could not see that they tag the same."""
    if not permissions.may_create(user, revision.article):
        raise NotAllowed(_("You may not annotate this source."))
    return Article.objects.select_for_update().get(pk=revision.article_id)


def _made_before(
    user: Any, article: Article, new: Sequence[NewAnnotation]
) -> dict[UUID | None, Annotation]:
    """Return what `user` has made in this source under the ids that were chosen."""
    chosen = [one.uid for one in new if one.uid is not None]
    if not chosen:
        return {}
    if len(set(chosen)) < len(chosen):
        raise Invalid({"uid": [_("Two of these have the same permanent id.")]})
    rows = loaded(Annotation.objects.filter(uid__in=chosen))
    found: dict[UUID | None, Annotation] = {row.uid: row for row in rows}
    if any((row.article_id, row.created_by_id) != (article.pk, user.pk) for row in found.values()):
        raise _taken()
    if DeletedDraft.objects.filter(uid__in=chosen).exists():
        raise Invalid({"uid": [_("It was deleted meanwhile; it can be restored.")]})
    return found


def _taken() -> Invalid:
    return Invalid(
        {"uid": [_("This permanent id is that of another annotation: choose one anew.")]}
    )


def _checked(revision: Revision, making: Mapping[int, NewAnnotation]) -> dict[int, Checked]:
    """Check each of many, and that none is there already or among them twice."""
    found: dict[int, Checked] = {}
    errors: dict[str, list[str]] = {}

    def accuse(place: int, invalid: Invalid) -> None:
        errors.update({f"{place}.{field}": says for field, says in invalid.errors.items()})

    for place, one in making.items():
        try:
            found[place] = check(revision, one.detail, one.spans, one.about, one.topics)
        except Invalid as invalid:
            accuse(place, invalid)
    keys = {
        place: placing.same_key(making[place].detail, checked.spans)
        for place, checked in found.items()
    }
    there = placing.there_already(revision, keys.values())
    first: dict[Any, int] = {}
    for place, key in keys.items():
        if key in there:
            accuse(place, placing.Duplicate(there[key]))
        elif first.setdefault(key, place) != place:
            accuse(place, Invalid({"spans.body": [_("These words come twice among these.")]}))
    if errors:
        raise Invalid(errors)
    return found


def _written(
    user: Any, revision: Revision, new: Sequence[tuple[NewAnnotation, Checked]]
) -> list[Annotation]:
    """Write new annotations with all that belongs to them, in a few queries however many."""
    rows = [
        Annotation(
            uid=one.uid or uuid4(),
            article_id=revision.article_id,
            revision=revision,
            kind=KIND_OF[type(one.detail)],
            note=one.note.strip(),
            created_by=user,
        )
        for one, _checked in new
    ]
    try:
        with transaction.atomic():
            Annotation.objects.bulk_create(rows)
    except IntegrityError as error:  # the same id at the same time, in another source
        raise _taken() from error
    placing.place_new(
        revision, [(row, of.spans) for row, (_one, of) in zip(rows, new, strict=True)]
    )
    details: dict[str, list[Any]] = defaultdict(list)
    for row, (_one, checked) in zip(rows, new, strict=True):
        details[row.kind].append(detailing.ROW_OF[row.kind](annotation=row, **checked.values))
    for kind, of_kind in details.items():
        detailing.ROW_OF[kind]._default_manager.bulk_create(of_kind)
    _link(Annotation.about.through, "annotation_id", "actor_id", _pairs(rows, new, "about"))
    _link(Annotation.topics.through, "annotation_id", "topic_id", _pairs(rows, new, "topics"))
    sharing = [
        (row.pk, actor.pk)
        for row, (one, _checked) in zip(rows, new, strict=True)
        if isinstance(one.detail, PredictionInput)
        for actor in one.detail.co_speakers
    ]
    _link(Prediction.co_speakers.through, "prediction_id", "actor_id", sharing)
    keys = [row.pk for row in rows]
    fresh = list(loaded(Annotation.objects.filter(pk__in=keys)).order_by("pk"))
    versions.record(fresh, action=AnnotationVersion.Action.CREATED, by=user)
    STATEMENTS.index(keys, new=True)
    return fresh


def _pairs(
    rows: Sequence[Annotation], new: Sequence[tuple[NewAnnotation, Checked]], field: str
) -> list[tuple[int, int]]:
    return [
        (row.pk, linked.pk)
        for row, (one, _checked) in zip(rows, new, strict=True)
        for linked in {linked.pk: linked for linked in getattr(one, field)}.values()
    ]


def _link(model: Any, one: str, other: str, pairs: Sequence[tuple[int, int]]) -> None:
    model._default_manager.bulk_create(
        model(**{one: first, other: second}) for first, second in pairs
    )
