"""Which claims and predictions assert, deny or speak to a proposition: said by curators alone."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.models import Annotation, Proposition, PropositionMember
from annotations.services import linking
from sourcelib.services.refusals import Invalid

Errors = dict[str, list[str]]


@transaction.atomic
def add(
    *,
    user: Any,
    proposition: Proposition,
    annotation: Annotation,
    position: str,
    note: str = "",
) -> PropositionMember:
    """Make a claim or prediction a member of a proposition.

    Raises NotAllowed (it is published, and `user` is no editor), Invalid (see `problems`).
    """
    linking.refuse(user, "add_propositionmember", annotation)
    linking.hold(annotation)
    _refuse(problems(proposition=proposition, annotation=annotation, position=position, note=note))
    row = PropositionMember(
        proposition=proposition, annotation=annotation, position=position, note=note.strip()
    )
    linking.save(row, user)
    return row


@transaction.atomic
def change(
    *, user: Any, member: PropositionMember, position: str, note: str, why: str = ""
) -> PropositionMember:
    """Change where a member stands; `why` is kept in its history.

    A change that changes nothing writes nothing. Raises NotAllowed, Invalid.
    """
    row = _locked(member)
    linking.refuse(user, "change_propositionmember", row.annotation)
    if (position, note.strip()) == (row.position, row.note):
        return row
    _refuse(
        problems(
            proposition=row.proposition,
            annotation=row.annotation,
            position=position,
            note=note,
            besides=row,
        )
    )
    linking.refuse_silence(why, row.annotation)
    row.position, row.note = position, note.strip()
    linking.save(row, user, why)
    return row


@transaction.atomic
def remove(*, user: Any, member: PropositionMember, reason: str = "") -> None:
    """Take a member out; its history keeps it, with the reason. Raises NotAllowed, Invalid."""
    row = _locked(member)
    linking.refuse(user, "delete_propositionmember", row.annotation)
    linking.refuse_silence(reason, row.annotation, field="reason")
    linking.delete(row, user, reason)


def problems(
    *,
    proposition: Proposition,
    annotation: Annotation,
    position: str,
    note: str,
    besides: PropositionMember | None = None,
) -> Errors:
    """Return what is wrong with a membership, by field; `besides` is the one that is changed."""
    errors: Errors = {}
    if annotation.kind == Annotation.Kind.MENTION:
        errors["annotation"] = [_("A mention asserts nothing: choose a claim or prediction.")]
    if position not in PropositionMember.Position.values:
        labels = ", ".join(map(str, PropositionMember.Position.labels))
        errors["position"] = [_("Choose one of: %(all)s.") % {"all": labels}]
    elif position == PropositionMember.Position.NEUTRAL and not note.strip():
        errors["note"] = [_("Say how it speaks to the question without deciding it.")]
    if proposition._state.adding:  # about to be made, in the same form
        return errors
    same = PropositionMember.objects.filter(proposition=proposition, annotation=annotation).first()
    if same is not None and same != besides:
        errors["proposition"] = [
            _("It is a member already: it %(position)s.")
            % {"position": same.get_position_display()}
        ]
    return errors


def _locked(member: PropositionMember) -> PropositionMember:
    return (
        PropositionMember.objects.select_for_update(of=("self",))
        .select_related("annotation", "proposition")
        .get(pk=member.pk)
    )


def _refuse(errors: Errors) -> None:
    if errors:
        raise Invalid(errors)
