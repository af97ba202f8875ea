"""What two actors have that one actor cannot have, and what becomes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    ActorMembership,
    ActorRole,
    Span,
)
from annotations.services.dated import memberships_above, period, wholes_above
from annotations.services.merging.links import ABOUT, GIVEN_AWAY, SHARING, TAKEN_OVER
from annotations.services.merging.planning import Following


@dataclass(frozen=True)
class Conflict:
    """`what` the two have, and its `outcome`: what the merge does, or what to do before it."""

    what: str
    outcome: str
    forbids: bool = False


def conflicts(source: Actor, target: Actor, rows: Sequence[Following]) -> list[Conflict]:
    """Return what does not fit together; those that forbid the merge come first."""
    found = [*_ties(source, target), *_kinds(source, target), *_twice(target, rows)]
    found += [*_links(source, target), *_mentioned_twice(source, target)]
    return sorted(found, key=lambda conflict: not conflict.forbids)


def _ties(source: Actor, target: Actor) -> Iterator[Conflict]:
    """One who has a tie to the other is hardly the same: it would have it to itself."""
    pair = [source.pk, target.pk]
    roles = ActorRole.objects.filter(actor__in=pair, organisation__in=pair)
    for role in roles.select_related("actor", "organisation"):
        yield Conflict(
            _("%(actor)s has a role with the other: %(role)s.")
            % {"actor": role.actor, "role": role.title},
            _("Nobody has a role with themselves. If they are the same, delete the role first."),
            forbids=True,
        )
    for lower, upper in ((source, target), (target, source)):
        if upper.pk in memberships_above(lower):
            yield Conflict(
                _("%(one)s is a member of %(other)s, directly or through others.")
                % {"one": lower, "other": upper},
                _("Nothing is a member of itself. If they are the same, end this first."),
                forbids=True,
            )
        if upper.pk in wholes_above(lower):
            yield Conflict(
                _("%(one)s is a part of %(other)s, directly or through others.")
                % {"one": lower, "other": upper},
                _("Nothing is a part of itself. If they are the same, correct “part of” first."),
                forbids=True,
            )


def _links(source: Actor, target: Actor) -> Iterator[Conflict]:
    for name, label in TAKEN_OVER.items():
        mine, theirs = getattr(source, name), getattr(target, name)
        if mine is None or theirs is None or mine == theirs:
            continue
        both = _("Both have “%(field)s”: %(one)s and %(other)s.") % {
            "field": label,
            "one": mine,
            "other": theirs,
        }
        if name in GIVEN_AWAY:
            remedy = _("An actor is one author and one publication. Unlink the wrong one first.")
            yield Conflict(both, remedy, forbids=True)
        else:
            yield Conflict(both, _("%(actor)s keeps its own.") % {"actor": target})


def _kinds(source: Actor, target: Actor) -> Iterator[Conflict]:
    if source.kind != target.kind:
        yield Conflict(
            _("They are of different kinds: %(one)s and %(other)s.")
            % {"one": source.get_kind_display(), "other": target.get_kind_display()},
            _("%(actor)s keeps its own kind.") % {"actor": target},
        )


def _twice(target: Actor, rows: Sequence[Following]) -> Iterator[Conflict]:
    for found in rows:
        count, model = len(found.out), found.link.model
        if not count:
            continue
        if model is ABOUT:
            what = ngettext(
                "%(n)s claim or prediction is about both.",
                "%(n)s claims and predictions are about both.",
                count,
            )
            yield Conflict(what % {"n": count}, _("The actor is named there once."))
        elif model is SHARING:
            what = ngettext(
                "In %(n)s prediction both are named as those who predict.",
                "In %(n)s predictions both are named as those who predict.",
                count,
            )
            yield Conflict(what % {"n": count}, _("The actor is named there once."))
        else:
            for row in found.out:
                yield Conflict(_HAVE[model](row), _stays(target, row))


def _stays(target: Actor, row: Any) -> str:
    stays = _("%(actor)s keeps its own; this one is put aside until the merge is undone.")
    if isinstance(row, ActorIdentifier):
        stays = _(
            "Two ids may mean two actors: look them up. %(actor)s keeps its own; this one is put "
            "aside until the merge is undone."
        )
    return stays % {"actor": target}


def _identifier(row: ActorIdentifier) -> str:
    return _("Both have an id of %(scheme)s; %(actor)s has %(value)s.") % {
        "scheme": row.get_scheme_display(),
        "actor": row.actor,
        "value": row.value,
    }


def _alias(row: ActorAlias) -> str:
    return _("Both have the alias “%(text)s”.") % {"text": row.text}


def _role(row: ActorRole) -> str:
    return _("A role that the other has for the same days: %(actor)s, %(role)s, %(days)s.") % {
        "actor": row.actor,
        "role": row,
        "days": period(row),
    }


def _membership(row: ActorMembership) -> str:
    return _("A membership that the other has for the same days: %(row)s, %(days)s.") % {
        "row": row,
        "days": period(row),
    }


_HAVE: dict[Any, Any] = {
    ActorIdentifier: _identifier,
    ActorAlias: _alias,
    ActorRole: _role,
    ActorMembership: _membership,
}


def _mentioned_twice(source: Actor, target: Actor) -> Iterator[Conflict]:
    bodies = Span.objects.filter(role=Span.Role.BODY, part=1, revision=F("annotation__revision"))
    same = bodies.filter(
        Q(annotation__mention__actor=target),
        revision=OuterRef("revision"),
        start=OuterRef("start"),
        end=OuterRef("end"),
    )
    count = bodies.filter(Exists(same), annotation__mention__actor=source).count()
    if count:
        what = ngettext(
            "%(n)s passage is tagged with both.", "%(n)s passages are tagged with both.", count
        )
        remedy = _("Both mentions stay; withdraw one of them afterwards if it is not needed.")
        yield Conflict(what % {"n": count}, remedy)
