"""Predictions of one sentence share a compound, and in a track record a weight of one.

They are coordinated in one sentence of one source, and one predictor made them all (guideline,
section 3). A compound has at least two; one of fewer is dissolved.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.models import Annotation, Compound, Prediction
from annotations.services import permissions
from annotations.services.annotating import change_annotation
from annotations.services.compounds import (
    dissolve_alone,
    predictor,
    predictor_name,
    share_a_sentence,
)
from annotations.services.inputs import PredictionInput, detail_of
from sourcelib.services.refusals import Invalid, NotAllowed


@transaction.atomic
def group(*, user: Any, annotations: Sequence[Annotation], reason: str = "") -> Compound:
    """Make predictions one compound, or join them to the one that some of them are in.

    Every prediction that changes gets a version, for `reason` where it is published. Raises
    NotAllowed, WrongState, Invalid (fewer than two; two sources, sentences, predictors, compounds).
    """
    rows = held({annotation.pk for annotation in annotations})
    compounds = {_prediction(row).compound for row in rows if row.kind == PREDICTION} - {None}
    compound = compounds.pop() if len(compounds) == 1 else None
    joined = held(members(compound)) if compound is not None else []
    why_not = problem(rows, joined, several=bool(compounds))
    if why_not:
        raise Invalid({"compound": [why_not]})
    compound = compound or Compound.objects.create(article=rows[0].article)
    for row in rows:
        if _prediction(row).compound_id != compound.pk:
            _put(user, row, compound, reason)
    return compound


@transaction.atomic
def take_out(*, user: Any, annotation: Annotation, reason: str = "") -> list[Annotation]:
    """Take a prediction out of its compound; return every annotation that this changed.

    Where one alone would be left, the compound is dissolved, and that one changes too. Raises
    NotAllowed, WrongState, Invalid (it is in none; a published one changes without a reason).
    """
    (row,) = held({annotation.pk})
    compound = _prediction(row).compound if row.kind == PREDICTION else None
    if compound is None:
        raise Invalid({"compound": [_("It is in no compound.")]})
    others = held(members(compound) - {row.pk})
    left = others if len(others) == 1 else []
    for other in left:
        _refuse_change(user, other, reason)
    _put(user, row, None, reason)
    dissolve_alone(compound.pk, by=user, reason=reason.strip())
    return held({row.pk, *(other.pk for other in left)})


@transaction.atomic
def ungroup(*, user: Any, compound: Compound, reason: str = "") -> list[Annotation]:
    """Dissolve a compound; return its predictions as they now are.

    Raises NotAllowed, WrongState, Invalid.
    """
    together = members(compound)
    for row in held(together):
        _put(user, row, None, reason)
    compound.delete()
    return held(together)


PREDICTION = Annotation.Kind.PREDICTION


def _prediction(row: Annotation) -> Prediction:
    return row.prediction


def members(compound: Compound) -> set[int]:
    """Return the keys of the predictions of a compound."""
    return set(compound.predictions.values_list("annotation_id", flat=True))


def held(pks: set[int]) -> list[Annotation]:
    """Read annotations anew, held until the transaction ends, in the order they were made."""
    rows = Annotation.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    return list(rows.select_related("article", "prediction__compound", "prediction__speaker"))


def problem(rows: Sequence[Annotation], joined: Sequence[Annotation], *, several: bool) -> str:
    """Return why these are no compound with those that are `joined` already, or ""."""
    if any(row.kind != PREDICTION for row in rows):
        return _("Only predictions share a sentence: choose predictions.")
    if len(rows) < 2:
        return _("One prediction is no compound: choose another one of the same sentence.")
    if len({row.article_id for row in rows}) > 1:
        return _("They stand in different sources, so they are not of one sentence.")
    if several:
        return _("They are in two compounds: take the ones out of theirs first.")
    first, *others = [*joined, *rows]
    for other in others:
        if predictor(_prediction(other)) != predictor(_prediction(first)):
            return _(
                "One compound has one predictor: “%(one)s” is by %(first)s, "
                "“%(other)s” by %(second)s."
            ) % {
                "one": _short(first),
                "first": predictor_name(_prediction(first)),
                "other": _short(other),
                "second": predictor_name(_prediction(other)),
            }
    shared = share_a_sentence(row.pk for row in (first, *others))
    if shared is None:
        return _("There is no text of the source in which they all stand: place them anew first.")
    if not shared:
        return _(
            "One of them stands in another sentence, and only predictions that are coordinated in "
            "one sentence count as one."
        )
    return ""


def _short(row: Annotation) -> str:
    return Truncator(str(row.detail)).chars(60)


def _refuse_change(user: Any, row: Annotation, reason: str) -> None:
    """Raise NotAllowed or Invalid where the one that is left alone may not be changed so."""
    if not permissions.may_change(user, row):
        raise NotAllowed(
            _("You may not change “%(left)s”, which would be left alone.") % {"left": _short(row)}
        )
    if row.state == Annotation.State.PUBLISHED and not reason.strip():
        raise Invalid({"reason": [_("Say why: this is published, and readers see its history.")]})


def _put(user: Any, row: Annotation, compound: Compound | None, reason: str) -> None:
    """Put a prediction into a compound, or out of it, where it stands."""
    detail = detail_of(row)
    assert isinstance(detail, PredictionInput)
    change_annotation(
        user=user,
        annotation=row,
        expected_version=row.version,
        detail=replace(detail, compound=compound),
        reason=reason,
    )
