"""What a merge would do, told before it is done."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from annotations.models import Actor, ActorMembership, ActorRole, Span
from annotations.services.merging.conflicts import Conflict, conflicts
from annotations.services.merging.links import TAKEN_OVER
from annotations.services.merging.planning import Following, following
from sourcelib.services.refusals import Invalid

MOST_EXAMPLES = 3


@dataclass(frozen=True)
class Part:
    """The rows of one kind that follow: how many, how many are taken out, and the first few."""

    label: Any
    count: int
    out: int
    examples: list[str]


@dataclass(frozen=True)
class Preview:
    """What `source` would give to `target`, and what of it does not fit."""

    source: Actor
    target: Actor
    rows: list[Following]
    parts: list[Part]
    taken_over: dict[str, Any]
    conflicts: list[Conflict]

    @property
    def forbidden(self) -> list[Conflict]:
        """The conflicts that have to be settled first."""
        return [conflict for conflict in self.conflicts if conflict.forbids]

    @property
    def links_taken_over(self) -> list[tuple[Any, Any]]:
        """What the target takes over where it has nothing: label and row."""
        return [(TAKEN_OVER[name], row) for name, row in self.taken_over.items()]


def preview(source: Actor, target: Actor) -> Preview:
    """Return what merging `source` into `target` would do; nothing is written.

    Raises Invalid where the two cannot be merged at all: one and the same, or merged already.
    """
    refuse_unfit(source, target)
    rows = following(source, target)
    parts = [
        Part(found.link.label, len(found.moves), len(found.out), _examples(found))
        for found in rows
        if found.moves or found.out
    ]
    return Preview(
        source=source,
        target=target,
        rows=rows,
        parts=parts,
        taken_over={
            name: getattr(source, name)
            for name in TAKEN_OVER
            if getattr(source, name) is not None and getattr(target, name) is None
        },
        conflicts=conflicts(source, target, rows),
    )


def refuse_unfit(source: Actor, target: Actor) -> None:
    """Raise Invalid unless these are two actors, and neither was merged."""
    if source.pk == target.pk:
        raise Invalid({"target": [_("An actor is not merged with itself: choose another.")]})
    if source.merged_into is not None:
        raise Invalid(
            {
                "source": [
                    _("%(actor)s was merged into %(other)s already.")
                    % {"actor": source, "other": source.merged_into}
                ]
            }
        )
    if target.merged_into is not None:
        raise Invalid(
            {
                "target": [
                    _("%(actor)s was itself merged into %(other)s: choose %(other)s.")
                    % {"actor": target, "other": target.merged_into}
                ]
            }
        )


def _examples(found: Following) -> list[str]:
    link, keys = found.link, found.moves[:MOST_EXAMPLES]
    rows = link.model._default_manager.filter(pk__in=keys).order_by("pk")
    if link.owner:
        return _passages(list(rows.values_list(link.owner, flat=True)))
    if link.model is ActorRole:
        return [f"{row.actor}: {row}" for row in rows.select_related("actor", "organisation")]
    if link.model is ActorMembership:
        rows = rows.select_related("whole", "member")
    return [str(row) for row in rows]


def _passages(annotations: list[int]) -> list[str]:
    """Return the words of annotations in the current text, each with its source."""
    spans = Span.objects.filter(
        annotation__in=annotations,
        role=Span.Role.BODY,
        part=1,
        revision=F("annotation__revision"),
    )
    words = spans.order_by("annotation").values_list("exact", "annotation__article__title")
    return [f"“{exact}” ({title})" for exact, title in words]
