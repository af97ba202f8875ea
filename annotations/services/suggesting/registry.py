"""The registry as the search for mentions knows it: every actor with all its forms."""

from collections import defaultdict

from annotations.models import Actor, ActorAlias, ActorMembership, ActorRole, Namesake
from annotations.suggesting.forms import Alias, Form, forms_of
from annotations.suggesting.matching import Matcher
from annotations.suggesting.namesakes import NAMESAKES


def matcher() -> Matcher:
    """Return the registry as it is now, and the namesakes; five queries."""
    return Matcher(forms(), namesakes())


def namesakes() -> list[str]:
    """Return the words within which no actor is named; one query."""
    return [*NAMESAKES, *Namesake.objects.values_list("text", flat=True)]


def forms() -> list[Form]:
    """Return the forms of all actors but those that were merged into another; four queries."""
    kin = _kin()
    aliases: dict[int, list[Alias]] = defaultdict(list)
    columns = ("actor_id", "text", "kind", "valid_from", "valid_to")
    for actor, *alias in ActorAlias.objects.order_by("pk").values_list(*columns):
        aliases[actor].append(Alias(*alias))
    found: list[Form] = []
    actors = Actor.objects.filter(merged_into__isnull=True).order_by("pk")
    for pk, name, kind, whole in actors.values_list("pk", "name", "kind", "part_of"):
        if whole is not None:
            kin[pk].add(whole)
        found += forms_of(
            pk,
            name,
            aliases[pk],
            person=kind == Actor.Kind.PERSON,
            kin=frozenset(kin[pk]),
        )
    return found


def _kin() -> dict[int, set[int]]:
    """Return by actor its members, and those with whom it holds an office."""
    kin: dict[int, set[int]] = defaultdict(set)
    for whole, member in ActorMembership.objects.values_list("whole_id", "member_id"):
        kin[whole].add(member)
    for actor, organisation in ActorRole.objects.values_list("actor_id", "organisation_id"):
        kin[actor].add(organisation)
    return kin
