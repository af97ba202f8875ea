"""How a proposition is held: asserted and denied, only one of the two, or only spoken to."""

from collections.abc import Iterable

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from annotations.models import PropositionMember

DISPUTED, ASSERTED, DENIED, NEUTRAL = "disputed", "asserted", "denied", "neutral"
HELD: list[tuple[str, object]] = [
    (DISPUTED, _("asserted and denied")),
    (ASSERTED, _("only asserted")),
    (DENIED, _("only denied")),
    (NEUTRAL, _("only spoken to")),
]


def held_condition(values: Iterable[str]) -> Q:
    """Return the condition that the public passages hold a proposition in one of these ways."""
    found = Q()
    for value in values:
        found |= _conditions()[value]
    return found


def held_column() -> Case:
    """Return an expression: in which of these ways the public passages hold the outer row."""
    conditions = _conditions()
    whens = [When(conditions[value], then=Value(value)) for value in (DISPUTED, ASSERTED, DENIED)]
    return Case(*whens, default=Value(NEUTRAL), output_field=CharField())


def _conditions() -> dict[str, Q]:
    asserted = Q(_taken(PropositionMember.Position.SUPPORTS))
    denied = Q(_taken(PropositionMember.Position.OPPOSES))
    return {
        DISPUTED: asserted & denied,
        ASSERTED: asserted & ~denied,
        DENIED: denied & ~asserted,
        NEUTRAL: ~asserted & ~denied,
    }


def _taken(position: str) -> Exists:
    members = PropositionMember.objects.public().filter(position=position)
    return Exists(members.filter(proposition=OuterRef("pk")))
