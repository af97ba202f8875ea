"""Merging one actor into another: all that refers to the one refers to the other from then on."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.core import serializers
from django.db import transaction
from django.utils.translation import gettext as _

from annotations.indexing import index_named
from annotations.models import Actor, ActorMerge
from annotations.services.merging.links import GIVEN_AWAY, Link
from annotations.services.merging.planning import Following
from annotations.services.merging.previewing import preview, refuse_unfit
from sourcelib.services.refusals import Invalid, NotAllowed

AT_ONCE = 10_000  # keys in one query; SQLite takes 32,766
OF_HISTORY = 100  # characters that a history keeps of a reason; the merge keeps all of it


@transaction.atomic
def merge(*, user: Any, source: Actor, target: Actor, reason: str) -> ActorMerge:
    """Merge `source` into `target`, and return the log of it, by which it can be undone.

    Annotations keep their versions: see decision 11. Raises NotAllowed, and Invalid with what is
    wrong (by `source`, `target`, `reason`), or with the `conflicts` that have to be settled first.
    """
    refuse_others(user)
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": [_("Say why these are the same: it stays with the merge.")]})
    if source.pk == target.pk:
        refuse_unfit(source, target)
    source, target = locked(source, target)
    planned = preview(source, target)
    if planned.forbidden:
        raise Invalid(
            {"conflicts": [f"{one.what} {one.outcome}" for one in planned.forbidden]},
        )
    changed = {source.pk, target.pk, *_keys_of_actors(planned.rows)}
    for found in planned.rows:
        for some in batches([row.pk for row in found.out]):
            found.link.model._default_manager.filter(pk__in=some).delete()
    for found in planned.rows:
        move(found.link, found.moves, source, target)
    _take_over(source, target, planned.taken_over)
    write_history(changed, user, _("%(source)s merged into %(target)s") % _names(source, target))
    index_named([source, target])
    return ActorMerge.objects.create(
        source=source,
        target=target,
        reason=reason,
        merged_by=user,
        moved={
            "rows": {found.link.name: found.moves for found in planned.rows if found.moves},
            "out": {found.link.name: _stored(found.out) for found in planned.rows if found.out},
            "taken_over": {name: row.pk for name, row in planned.taken_over.items()},
        },
    )


def refuse_others(user: Any) -> None:
    """Raise NotAllowed unless `user` may merge actors."""
    if not user.has_perm("annotations.merge_actor"):
        raise NotAllowed(_("Only editors merge actors."))


def locked(source: Actor, target: Actor) -> tuple[Actor, Actor]:
    """Read both anew, so that nobody else merges either before this transaction ends.

    In the order of their keys: two who merge the same actors wait for, and not on, each other.
    """
    pair = Actor.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    rows = {row.pk: row for row in pair}
    return rows[source.pk], rows[target.pk]


def batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield keys in as many as one query takes."""
    for first in range(0, len(keys), AT_ONCE):
        yield keys[first : first + AT_ONCE]


def move(link: Link, keys: Sequence[int], here: Actor, there: Actor) -> None:
    """Let the rows with these keys refer to `there` that refer to `here`."""
    for some in batches(keys):
        link.to(here).filter(pk__in=some).order_by().update(**{link.field: there})


def write_history(actors: set[int], user: Any, reason: str) -> None:
    """Write down how actors stand: by this, pages that show them are known to have changed."""
    Actor.history.bulk_history_create(
        Actor.objects.filter(pk__in=actors).order_by("pk"),
        update=True,
        default_user=user,
        default_change_reason=reason[:OF_HISTORY],
    )


def _take_over(source: Actor, target: Actor, taken: dict[str, Any]) -> None:
    source.merged_into = target
    for name in GIVEN_AWAY:
        if name in taken:
            setattr(source, name, None)
    _save(source)  # first: an author is one actor at a time
    for name, row in taken.items():
        setattr(target, name, row)
    _save(target)


def _save(actor: Actor) -> None:
    """Write the columns that merges change, without a history of each step."""
    columns = ("merged_into", "part_of", "author", "publication")
    Actor.objects.filter(pk=actor.pk).update(**{name: getattr(actor, name) for name in columns})


def _keys_of_actors(rows: Sequence[Following]) -> set[int]:
    return {key for found in rows if found.link.model is Actor for key in found.moves}


def _stored(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return rows as JSON keeps them, by which they come back as they were."""
    stored: list[dict[str, Any]] = json.loads(serializers.serialize("json", rows))
    return stored


def _names(source: Actor, target: Actor) -> dict[str, str]:
    return {"source": source.name, "target": target.name}
