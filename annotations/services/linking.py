"""What relations and memberships share: both link annotations, and keep why they changed.

A link whose annotations were all published once was read by readers, so it is changed and taken
away for a reason only, which its history keeps with the row as it was.
"""

from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Annotation, PropositionMember, Relation
from annotations.services import permissions
from sourcelib.services.refusals import Invalid, NotAllowed

LONGEST_REASON = 100  # characters that a history keeps

Link = Relation | PropositionMember


def refuse(user: Any, permission: str, *annotations: Annotation) -> None:
    """Raise NotAllowed unless `user` has the permission, and may link these annotations."""
    if not user.has_perm(f"annotations.{permission}"):
        raise NotAllowed(_("You may not link passages."))
    if not permissions.may_link(user, *annotations):
        raise NotAllowed(_("This is published: only editors change what it is linked with."))


def hold(*annotations: Annotation) -> None:
    """Hold what is linked, so that none of it is deleted or becomes of another kind meanwhile.

    Raises Annotation.DoesNotExist where one was deleted just now.
    """
    wanted = {annotation.pk for annotation in annotations}
    rows = Annotation.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    if len(rows.values_list("pk")) < len(wanted):
        raise Annotation.DoesNotExist


def was_public(*annotations: Annotation) -> bool:
    """Whether readers may have seen what links these annotations."""
    return all(annotation.published_at is not None for annotation in annotations)


def refuse_silence(why: str, *annotations: Annotation, field: str = "why") -> None:
    """Raise Invalid where readers may have seen it and no reason is given, or too long a one."""
    if was_public(*annotations) and not why.strip():
        raise Invalid({field: [_("Say why: readers may have seen it, and its history says so.")]})
    if len(why.strip()) > LONGEST_REASON:
        raise Invalid(
            {field: [_("Say it in at most %(most)s characters.") % {"most": LONGEST_REASON}]}
        )


def save(row: Link, user: Any, why: str = "") -> None:
    """Save a link, and in its history who did it and why."""
    sign(row, user, why)
    row.save()


def delete(row: Link, user: Any, why: str) -> None:
    """Delete a link, and keep in its history who did it and why."""
    sign(row, user, why)
    row.delete()


def sign(row: Link, user: Any, why: str) -> None:
    """Let the history of a link say who does what is done next with it, and why."""
    row._history_user = user  # type: ignore[union-attr]
    row._change_reason = why.strip() or None  # type: ignore[union-attr]
