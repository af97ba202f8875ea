"""Undoing a merge: what it moved goes back, unless somebody has moved it on since."""

from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.indexing import index_named
from annotations.models import (
    Actor,
    ActorIdentifier,
    ActorMembership,
    ActorMerge,
    ActorRole,
    Annotation,
    Prediction,
)
from annotations.services.dated import tenure
from annotations.services.merging.doing import batches, locked, move, refuse_others, write_history
from annotations.services.merging.links import (
    DATED,
    GIVEN_AWAY,
    LINKS,
    SHARING,
    TAKEN_OVER,
    Link,
)
from sourcelib.services.refusals import WrongState

MOST_NAMED = 20


@dataclass
class Return:
    """What goes back by one column: keys of rows that move, rows that are put back.

    `left` says of the others why they stay as they are now.
    """

    link: Link
    moves: list[int] = field(default_factory=list)
    back: list[Any] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows the source has again."""
        return len(self.moves) + len(self.back)


@dataclass(frozen=True)
class UndoPreview:
    """What undoing a merge would do."""

    merge: ActorMerge
    returns: list[Return]
    given_back: list[str]  # columns of the actor itself
    left: list[str]

    @property
    def labels_given_back(self) -> list[Any]:
        """The columns of the actor itself in words."""
        return [TAKEN_OVER[name] for name in self.given_back]


def preview_undo(merge: ActorMerge) -> UndoPreview:
    """Return what undoing `merge` would do; nothing is written. Raises WrongState."""
    refuse_undo(merge)
    target, moved = merge.target, merge.moved
    returns = [
        _returning(link, moved, target)
        for link in LINKS
        if link.name in moved["rows"] or link.name in moved["out"]
    ]
    taken = moved["taken_over"]
    same = [name for name, key in taken.items() if getattr(target, f"{name}_id") == key]
    left = [line for one in returns for line in one.left]
    left += [
        _("“%(field)s” of %(actor)s: it was changed since.")
        % {"field": TAKEN_OVER[name], "actor": target}
        for name in taken
        if name not in same
    ]
    return UndoPreview(merge=merge, returns=returns, given_back=same, left=left)


def refuse_undo(merge: ActorMerge) -> None:
    """Raise WrongState if the merge is undone, or if another one was built on it."""
    if merge.undone_at is not None:
        raise WrongState(_("This merge was undone already."))
    if merge.source.merged_into_id != merge.target_id:
        later = merge.target.merged_into
        if later is not None:
            raise WrongState(
                _("%(target)s was itself merged into %(other)s since: undo that merge first.")
                % {"target": merge.target, "other": later}
            )
        raise WrongState(_("This merge is not in force any more."))
    pair = [merge.source_id, merge.target_id]
    later_ones = ActorMerge.objects.filter(
        Q(source__in=pair) | Q(target__in=pair), undone_at__isnull=True, pk__gt=merge.pk
    )
    last = later_ones.select_related("source", "target").order_by("pk").last()
    if last is not None:
        raise WrongState(
            _("%(source)s was merged into %(target)s since: undo that merge first.")
            % {"source": last.source, "target": last.target}
        )


@transaction.atomic
def unmerge(*, user: Any, merge: ActorMerge) -> ActorMerge:
    """Undo a merge, and return its log, in whose `moved["left"]` stands what did not go back.

    What nobody touched since is as it was before; what was made since stays with the target; what
    was pointed elsewhere or deleted since is left alone and named. Raises NotAllowed, WrongState.
    """
    refuse_others(user)
    merge = ActorMerge.objects.select_for_update().get(pk=merge.pk)
    merge.source, merge.target = locked(merge.source, merge.target)
    planned = preview_undo(merge)
    source, target = merge.source, merge.target
    for one in planned.returns:
        move(one.link, one.moves, target, source)
    for one in planned.returns:
        one.link.model._default_manager.bulk_create(one.back, batch_size=500)
    columns = {name: merge.moved["taken_over"][name] for name in planned.given_back}
    Actor.objects.filter(pk=target.pk).update(**dict.fromkeys(columns))
    given = {name: key for name, key in columns.items() if name in GIVEN_AWAY}
    Actor.objects.filter(pk=source.pk).update(merged_into=None, **given)
    parts = {key for one in planned.returns if one.link.model is Actor for key in one.moves}
    names = {"source": source.name, "target": target.name}
    reason = _("no longer merged: %(source)s and %(target)s") % names
    write_history({source.pk, target.pk, *parts}, user, reason)
    index_named([source, target])
    merge.moved["left"] = planned.left
    merge.undone_at, merge.undone_by = timezone.now(), user
    merge.save()
    return merge


def _returning(link: Link, moved: Any, target: Actor) -> Return:
    found = Return(link)
    keys = moved["rows"].get(link.name, [])
    for some in batches(keys):
        found.moves += link.to(target).filter(pk__in=some).values_list("pk", flat=True)
    found.left += _left(link, sorted(set(keys) - set(found.moves)))
    stored = serializers.deserialize("python", moved["out"].get(link.name, []))
    rows = [one.object for one in stored]
    if link in DATED:
        found.back = _free(link, rows, found.moves)
    elif rows:
        found.back = _still_named(link, rows, target)
    if missing := len(rows) - len(found.back):
        found.left.append(
            _("%(label)s: put aside by the merge and no longer fitting: %(n)s.")
            % {"label": link.label, "n": missing}
        )
    return found


def _still_named(link: Link, rows: list[Any], target: Actor) -> list[Any]:
    """Return the pairs that come back: their annotation still names the target, and they lack."""
    still: Any = Annotation.objects.filter(about=target)
    if link.model is SHARING:
        still = Prediction.objects.filter(Q(speaker=target) | Q(co_speakers=target))
    named: set[int] = set()
    there: set[tuple[int, int]] = set()
    for some in batches(sorted({getattr(row, link.owner) for row in rows})):
        named.update(still.filter(pk__in=some).values_list("pk", flat=True))
        pairs = link.model._default_manager.filter(**{f"{link.owner}__in": some})
        there.update(pairs.values_list(link.owner, "actor_id"))
    return [
        row
        for row in rows
        if getattr(row, link.owner) in named
        and (getattr(row, link.owner), row.actor_id) not in there
    ]


def _free(link: Link, rows: list[Any], moves: list[int]) -> list[Any]:
    """Return the rows that come back: no other says the same of the source, both ends are there.

    The other end may have been merged since: then the row comes back with the one it is now.
    """
    own = f"{link.field}_id"
    others = [name for name in _ENDS.get(link.model, ()) if name != own]
    keys = {getattr(row, name) for row in rows for name in others}
    present = {
        key: merged or key
        for key, merged in Actor.objects.filter(pk__in=keys).values_list("pk", "merged_into_id")
    }
    held = [tenure(row, but=own) for row in link.model._default_manager.filter(pk__in=moves)]
    back = []
    for row in rows:
        if any(getattr(row, name) not in present for name in others):
            continue
        for name in others:
            setattr(row, name, present[getattr(row, name)])
        taken = link.model is ActorIdentifier and ActorIdentifier.objects.filter(
            scheme=row.scheme, value=row.value
        )
        if not taken and not any(tenure(row, but=own).overlaps(one) for one in held):
            back.append(row)
    return back


_ENDS: dict[Any, tuple[str, ...]] = {
    ActorRole: ("actor_id", "organisation_id"),
    ActorMembership: ("whole_id", "member_id"),
}


def _left(link: Link, keys: list[int]) -> list[str]:
    """Name the rows that were moved by the merge and refer to somebody else since."""
    if not keys:
        return []
    uid = f"{link.owner.removesuffix('_id')}__uid" if link.owner else "pk"
    still: dict[Any, tuple[Any, str]] = {}
    for some in batches(keys):
        rows = link.model._default_manager.filter(pk__in=some).order_by("pk")
        found = rows.values_list("pk", uid, f"{link.field}__name")
        still |= {key: (name, actor) for key, name, actor in found}
    lines = [
        _("%(label)s: %(row)s refers to %(actor)s now.")
        % {"label": link.label, "row": name, "actor": actor or _("nobody")}
        for name, actor in list(still.values())[:MOST_NAMED]
    ]
    if len(still) > MOST_NAMED:
        more = {"label": link.label, "n": len(still) - MOST_NAMED}
        lines.append(_("%(label)s: %(n)s more refer to others now.") % more)
    if gone := len(keys) - len(still):
        lines.append(_("%(label)s: deleted since: %(n)s.") % {"label": link.label, "n": gone})
    return lines
