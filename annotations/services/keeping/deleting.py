"""Drafts are deleted here and nowhere else, and kept with everything that goes with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models, router, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.indexing import STATEMENTS
from annotations.models import Annotation, DeletedDraft, Prediction, Span
from annotations.services import linking, permissions
from annotations.services.annotating import refuse_stale
from annotations.services.compounds import dissolve_alone
from annotations.services.creating import refuse_too_many
from annotations.services.keeping.rows import Data, as_data
from annotations.services.presenting import loaded
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState

LONGEST = 300  # characters of what a list of deleted drafts shows


@transaction.atomic
def delete_draft(*, user: Any, annotation: Annotation, expected_version: int | None = None) -> None:
    """Delete a draft; what was published is withdrawn instead.

    All that goes with it is kept, for good: `restoring` brings it back. Raises NotAllowed,
    WrongState (no draft), Stale, Invalid (something rests on it).
    """
    rows = _locked([annotation.pk])
    _refuse(user, rows, {} if expected_version is None else {annotation.uid: expected_version})
    if rows:  # else somebody was quicker
        _delete(user, rows)


@transaction.atomic
def delete_drafts(*, user: Any, article: Article, seen: Mapping[UUID, int]) -> int:
    """Delete drafts of a source, all or none, and return how many.

    `seen` has the version of each that the user saw. Those that are deleted already are passed
    over. Raises what `delete_draft` raises, and Invalid where there never was such a one.
    """
    refuse_too_many(seen)
    if not user.has_perm("annotations.delete_annotation"):
        raise NotAllowed(_("Only those who curate delete drafts."))
    rows = _locked(article.annotations.filter(uid__in=seen).values_list("pk", flat=True))
    absent = {*seen} - {row.uid for row in rows}
    deleted = DeletedDraft.objects.filter(article=article, uid__in=absent)
    if unknown := absent - {*deleted.values_list("uid", flat=True)}:
        problem = _("This source has no annotation %(uid)s.")
        raise Invalid({"annotations": [problem % {"uid": uid} for uid in unknown]})
    _refuse(user, rows, seen)
    if rows:
        _delete(user, rows)
    return len(rows)


def _locked(keys: Iterable[int]) -> list[Annotation]:
    rows = Annotation.objects.filter(pk__in=list(keys)).order_by("pk")
    held = list(rows.select_for_update().values_list("pk", flat=True))
    return list(loaded(rows.filter(pk__in=held)))


def _refuse(user: Any, rows: Sequence[Annotation], seen: Mapping[UUID, int]) -> None:
    for row in rows:
        if row.state != Annotation.State.DRAFT:
            raise WrongState(_("Only drafts can be deleted; what is published can be withdrawn."))
        if not permissions.may_delete(user, row):
            raise NotAllowed(_("You may delete your own drafts only."))
        if row.uid in seen:
            refuse_stale(row, seen[row.uid])


def _delete(user: Any, rows: Sequence[Annotation]) -> None:
    collector = Collector(using=router.db_for_write(Annotation))
    try:
        collector.collect(rows)
    except ProtectedError as error:
        raise Invalid(
            {"annotation": [_("A verdict rests on it, so it cannot be deleted.")]}
        ) from error
    going = _going(collector)
    why = _("The draft was deleted.")
    for one in going:
        if isinstance(one, linking.Link):
            linking.sign(one, user, why)
    compounds = {pk for row in rows if (pk := _compound(row)) is not None}
    DeletedDraft.objects.bulk_create(_kept(user, rows, going))
    STATEMENTS.drop([row.pk for row in rows])
    collector.delete()
    why = _("The other prediction of its sentence is deleted.")
    for compound in compounds:
        dissolve_alone(compound, by=user, reason=why)


def _compound(row: Annotation) -> int | None:
    return row.prediction.compound_id if row.kind == Annotation.Kind.PREDICTION else None


def _going(collector: Collector) -> list[models.Model]:
    """Return every row that goes with the annotations, these among them."""
    found: list[models.Model] = []
    for model, rows in collector.data.items():
        # Of what goes along the collector reads the keys alone.
        some = any(row.get_deferred_fields() for row in rows)
        keys = [row.pk for row in rows]
        found += model._base_manager.filter(pk__in=keys).order_by("pk") if some else rows
    return found + [row for some in collector.fast_deletes for row in some]


def _kept(
    user: Any, rows: Sequence[Annotation], going: Sequence[models.Model]
) -> list[DeletedDraft]:
    """Return what is kept of each; a relation between two that go is kept with either."""
    owners = _owners(going)
    kept: dict[int, list[Data]] = defaultdict(list)
    for one in going:
        for owner in sorted(owners[type(one), one.pk]):
            kept[owner].append(as_data(one))
    return [
        DeletedDraft(
            uid=row.uid,
            article_id=row.article_id,
            deleted_by=user,
            data={
                "pk": row.pk,
                "kind": row.kind,
                "says": Truncator(str(row.detail)).chars(LONGEST),
                "words": Truncator(_words(row)).chars(LONGEST),
                "created_by": row.created_by_id,
                "compound": _sentence(row),
                "rows": kept[row.pk],
            },
        )
        for row in rows
    ]


def _owners(going: Sequence[models.Model]) -> dict[tuple[type, Any], set[int]]:
    """Return the keys of the annotations that each row belongs to, over however many rows."""
    owners: dict[tuple[type, Any], set[int]] = defaultdict(set)
    for one in going:
        if isinstance(one, Annotation):
            owners[Annotation, one.pk].add(one.pk)
    count = -1
    while count != (count := sum(map(len, owners.values()))):
        for one in going:
            if isinstance(one, Annotation):
                continue
            for field in one._meta.concrete_fields:
                of = field.related_model, getattr(one, field.attname)
                if field.is_relation and of in owners:
                    owners[type(one), one.pk] |= owners[of]
    return owners


def _words(row: Annotation) -> str:
    spans = [span for span in row.spans.all() if span.revision_id == row.revision_id]
    return " … ".join(span.exact for span in spans if span.role == Span.Role.BODY)


def _sentence(row: Annotation) -> Data | None:
    """Return the compound of a prediction, and which others are in it."""
    compound = row.prediction.compound if row.kind == Annotation.Kind.PREDICTION else None
    if compound is None:
        return None
    others = Prediction.objects.filter(compound=compound).exclude(annotation=row)
    uids = others.order_by("pk").values_list("annotation__uid", flat=True)
    return {"uid": str(compound.uid), "others": [str(uid) for uid in uids]}
