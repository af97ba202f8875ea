"""The names, members, roles and ids of actors, each once for each day; and no whole in its part."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Actor, ActorAlias, ActorIdentifier, ActorMembership, ActorRole
from annotations.tenure import Tenure, overlaps, same_title

# What says the same of an actor, if it is told twice for one day.
KEYS: dict[Any, tuple[str, ...]] = {
    ActorAlias: ("actor_id", "text", "kind", "language"),
    ActorMembership: ("whole_id", "member_id"),
    ActorRole: ("actor_id", "organisation_id", "title"),
    ActorIdentifier: ("actor_id", "scheme"),  # has no days: one for ever
}
FURTHEST = 50  # steps from a part to the wholes above it: more than anything real has


def tenure(row: Any, but: str = "") -> Tenure:
    """Return when a row holds; `but` names a column that is left out of its key."""
    key = tuple(_value(row, column) for column in KEYS[type(row)] if column != but)
    return Tenure(key, getattr(row, "valid_from", None), getattr(row, "valid_to", None))


def _value(row: Any, column: str) -> Any:
    value = getattr(row, column)
    return same_title(value) if column == "title" else value


def overlapping(rows: Sequence[Any]) -> Iterator[str]:
    """Say of each two of these rows of one table that overlap which they are, and what to do."""
    for one, other in overlaps([tenure(row) for row in rows]):
        yield _(
            "“%(what)s” is given twice for the same days: %(one)s, and %(other)s. "
            "Correct the days, or keep one of the two."
        ) % {"what": rows[one], "one": period(rows[one]), "other": period(rows[other])}


def period(row: Any) -> str:
    """Return in words when a row holds."""
    first: datetime.date | None = row.valid_from
    last: datetime.date | None = row.valid_to
    days = {"first": first, "last": last}
    if first and last:
        return _("from %(first)s to %(last)s") % days
    if first:
        return _("from %(first)s on") % days
    if last:
        return _("until %(last)s") % days
    return _("without dates")


def wholes_above(actor: Actor) -> set[int]:
    """Return the keys of the actors that `actor` is a part of, directly or through others."""
    return _above(actor, Actor.objects.all(), "pk", "part_of_id")


def memberships_above(actor: Actor) -> set[int]:
    """Return the keys of the actors that `actor` is a member of, directly or through others."""
    return _above(actor, ActorMembership.objects.all(), "member_id", "whole_id")


def _above(actor: Actor, steps: Any, lower: str, upper: str) -> set[int]:
    found: set[int] = set()
    ahead = {actor.pk}
    for _step in range(FURTHEST):
        rows = steps.filter(**{f"{lower}__in": ahead, f"{upper}__isnull": False}).order_by()
        ahead = set(rows.values_list(upper, flat=True)) - found
        found |= ahead
        if not ahead:
            break
    return found
