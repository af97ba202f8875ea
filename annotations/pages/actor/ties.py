"""Who an actor is beside others: names, offices, members, ids elsewhere, records merged into it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from annotations.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    ActorMembership,
    ActorMerge,
    ActorRole,
)
from annotations.offices import office_in_words
from sourcelib.citing import written_date

# Where an id leads. ISO's own pages want the two-letter codes, so the three-letter code is looked
# up in Wikidata, by its property P298; CAMEO has no page for each id.
_OUTSIDE = {
    ActorIdentifier.Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
    ActorIdentifier.Scheme.ISO_3166: (
        "https://www.wikidata.org/w/index.php?search=haswbstatement:P298={}"
    ),
}


@dataclass(frozen=True)
class Held:
    """An office, and from when to when it was held, in words."""

    role: ActorRole
    when: str

    @property
    def words(self) -> str:
        """The office as a phrase: "Prime Minister of Japan"."""
        held_with = self.role.organisation
        return office_in_words(self.role.title, held_with.name, held_with.kind)


@dataclass(frozen=True)
class Identifier:
    """The id of an actor in a scheme; `address` is empty where there is no page of it."""

    scheme: str
    value: str
    address: str


def names_of(row: Actor) -> list[tuple[str, list[ActorAlias]]]:
    """Return the aliases of an actor in the order of their kinds, the undated first."""
    found: dict[str, list[ActorAlias]] = defaultdict(list)
    for alias in _by_day(row.aliases.all()):
        found[alias.kind].append(alias)
    return [(str(kind.label), found[kind]) for kind in ActorAlias.Kind if found[kind]]


def ties(row: Actor) -> dict[str, Any]:
    """Return offices, members and parts, and the keys of those among them that have a page."""
    roles: list[ActorRole] = list(_by_day(row.roles.select_related("organisation")))
    holders: list[ActorRole] = list(
        _by_day(row.role_holders.select_related("actor", "organisation"))
    )
    members: list[ActorMembership] = list(_by_day(row.memberships.select_related("member")))
    member_of: list[ActorMembership] = list(_by_day(row.member_in.select_related("whole")))
    parts = list(row.parts.filter(merged_into__isnull=True))
    keys: set[Any] = {
        *(role.organisation_id for role in roles),
        *(role.actor_id for role in holders),
        *(one.member_id for one in members),
        *(one.whole_id for one in member_of),
        *(part.pk for part in parts),
        row.part_of_id,
    }
    public = Actor.objects.public().filter(pk__in=keys - {None}).values_list("pk", flat=True)
    return {
        "roles": [Held(role, _when(role)) for role in roles],
        "holders": [Held(role, _when(role)) for role in holders],
        "holders_title": _("Who held office with it")
        if row.kind != Actor.Kind.PERSON
        else _("Roles of others with them"),
        "members": members,
        "member_of": member_of,
        "parts": parts,
        "linked": set(public),
    }


def identifiers(row: Actor) -> list[Identifier]:
    """Return the ids of an actor, with where each leads."""
    return [
        Identifier(
            str(one.get_scheme_display()),
            one.value,
            _OUTSIDE.get(ActorIdentifier.Scheme(one.scheme), "").format(quote(one.value)),
        )
        for one in row.identifiers.all()
    ]


def merges(row: Actor) -> QuerySet[ActorMerge]:
    """Return the merges by which other records became this actor, if they were not undone."""
    return (
        ActorMerge.objects.filter(source__merged_into=row, undone_at__isnull=True)
        .select_related("source")
        .order_by("merged_at", "pk")
    )


def _by_day(rows: QuerySet[Any]) -> Iterable[Any]:
    return rows.order_by(F("valid_from").asc(nulls_first=True), "pk")


def _when(role: ActorRole) -> str:
    first, last = _day(role.valid_from), _day(role.valid_to)
    if first and last:
        return _("%(first)s – %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s") % {"first": first}
    if last:
        return _("until %(last)s") % {"last": last}
    return _("no dates recorded")


def _day(day: datetime.date | None) -> str:
    return written_date(day, "day") if day else ""
