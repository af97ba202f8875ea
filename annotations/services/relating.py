"""How one annotation bears on another: said, changed and taken back here, and nowhere else."""

from typing import Any

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.models import Annotation, Relation
from annotations.services import linking
from annotations.services.in_turn import in_turn
from sourcelib.services.refusals import Invalid

Errors = dict[str, list[str]]
CONDITION = Relation.Kind.CONDITION_OF


@transaction.atomic
def relate(
    *, user: Any, source: Annotation, target: Annotation, kind: str, reason: str
) -> Relation:
    """Say that `source` bears on `target`, and why.

    Raises NotAllowed (both are published, and `user` is no editor), Invalid (see `problems`).
    """
    linking.refuse(user, "add_relation", source, target)
    if kind == CONDITION:
        in_turn(Relation)  # two at once could close a circle that neither sees
    linking.hold(source, target)
    _refuse(problems(source=source, target=target, kind=kind, reason=reason))
    row = Relation(source=source, target=target, kind=kind, reason=reason.strip(), created_by=user)
    linking.save(row, user)
    return row


@transaction.atomic
def change(*, user: Any, relation: Relation, kind: str, reason: str, why: str = "") -> Relation:
    """Change what a relation says; `why` is kept in its history.

    A change that changes nothing writes nothing. Raises NotAllowed, Invalid (with `why` where
    readers may have seen it and no reason is given).
    """
    if kind == CONDITION:
        in_turn(Relation)  # two at once could close a circle that neither sees
    row = _locked(relation)
    linking.refuse(user, "change_relation", row.source, row.target)
    if (kind, reason.strip()) == (row.kind, row.reason):
        return row
    _refuse(problems(source=row.source, target=row.target, kind=kind, reason=reason, besides=row))
    linking.refuse_silence(why, row.source, row.target)
    row.kind, row.reason = kind, reason.strip()
    linking.save(row, user, why)
    return row


@transaction.atomic
def remove(*, user: Any, relation: Relation, reason: str = "") -> None:
    """Take a relation away; its history keeps it, with the reason.

    Raises NotAllowed, Invalid (readers may have seen it, and no reason is given).
    """
    row = _locked(relation)
    linking.refuse(user, "delete_relation", row.source, row.target)
    linking.refuse_silence(reason, row.source, row.target, field="reason")
    linking.delete(row, user, reason)


def problems(
    *,
    source: Annotation,
    target: Annotation,
    kind: str,
    reason: str,
    besides: Relation | None = None,
) -> Errors:
    """Return what is wrong with a relation, by field; `besides` is the one that is changed."""
    errors: Errors = {}
    if not reason.strip():
        errors["reason"] = [_("Say in one sentence why the one bears on the other.")]
    if kind not in Relation.Kind.values:
        labels = ", ".join(map(str, Relation.Kind.labels))
        errors["kind"] = [_("Choose one of: %(all)s.") % {"all": labels}]
        return errors
    for name, end in (("source", source), ("target", target)):
        if end.kind == Annotation.Kind.MENTION:
            errors[name] = [_("A mention asserts nothing: choose a claim or prediction.")]
    if source.pk == target.pk:
        errors["target"] = [
            _("Nothing is the condition of itself: choose another passage.")
            if kind == CONDITION
            else _("It cannot bear on itself: choose another passage.")
        ]
    if errors.keys() & {"source", "target"}:
        return errors
    return errors | _clashes(source, target, kind, besides)


def _clashes(source: Annotation, target: Annotation, kind: str, besides: Relation | None) -> Errors:
    same = Relation.objects.filter(source=source, target=target, kind=kind).first()
    if same is not None and same != besides:
        return {"target": [_("They are related so already: “%(why)s”") % {"why": same.reason}]}
    if kind != CONDITION:
        return {}
    if target.kind != Annotation.Kind.PREDICTION:
        return {"target": [_("Only predictions have conditions.")]}
    chain = _chain(source, target)
    if not chain:
        return {}
    said = " → ".join(f"“{Truncator(str(one.detail)).chars(60)}”" for one in chain)
    return {
        "target": [
            _("Then it would be a condition of itself: %(chain)s. Take one of them back first.")
            % {"chain": said}
        ]
    }


def _chain(source: Annotation, target: Annotation) -> list[Annotation]:
    """Return the circle that a condition would close, from `source` round to it; or nothing."""
    came_from: dict[int, int] = {target.pk: source.pk}
    waiting = {target.pk}
    while waiting and source.pk not in waiting:
        conditions = Relation.objects.filter(kind=CONDITION, source__in=waiting).order_by("pk")
        ahead = {
            there: here
            for here, there in conditions.values_list("source_id", "target_id")
            if there not in came_from
        }
        came_from |= ahead
        waiting = set(ahead)
    if source.pk not in waiting:
        return []
    back = [source.pk]
    while len(back) == 1 or back[-1] != source.pk:
        back.append(came_from[back[-1]])
    rows = Annotation.objects.select_related("claim", "prediction").in_bulk(back)
    return [rows[pk] for pk in reversed(back)]


def _locked(relation: Relation) -> Relation:
    # The ends are fetched with it, and not locked: what they say does not change.
    return (
        Relation.objects.select_for_update(of=("self",))
        .select_related("source", "target")
        .get(pk=relation.pk)
    )


def _refuse(errors: Errors) -> None:
    if errors:
        raise Invalid(errors)
