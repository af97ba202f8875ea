"""Actors that were found to be the same, and merges that were undone."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from annotations.corrections.correction import Correction, Kind, Trace
from annotations.models import Actor, ActorMerge
from annotations.services.crediting import credited


def _rows() -> QuerySet[ActorMerge]:
    """Merges of actors of whom one is public: what drafts alone name is nobody's business."""
    seen = {"source_public": _public("source"), "target_public": _public("target")}
    return (
        ActorMerge.objects.annotate(**seen)
        .filter(Q(source_public=True) | Q(target_public=True))
        .select_related("source", "target", "merged_by", "undone_by")
        .prefetch_related("merged_by__groups", "undone_by__groups")
    )


def _public(actor: str) -> Exists:
    """Return whether readers see an actor of a merge, by its own name or by that of a later one."""
    here = Q(pk=OuterRef(actor)) | Q(pk=OuterRef(f"{actor}__merged_into"))
    return Exists(Actor.objects.public().filter(here))


def _undone() -> QuerySet[ActorMerge]:
    return _rows().filter(undone_at__isnull=False)


def _tell_merges(rows: Sequence[ActorMerge]) -> list[Correction]:
    return [
        Correction(
            at=row.merged_at,
            what=_("Actors merged; undone since") if row.undone_at else _("Actors merged"),
            title=_("%(source)s into %(target)s") % _names(row),
            address=_address(row),
            reason=row.reason,
            by=credited(row.merged_by),
        )
        for row in rows
    ]


def _tell_partings(rows: Sequence[ActorMerge]) -> list[Correction]:
    return [
        Correction(
            at=row.undone_at or row.merged_at,
            what=_("Merge undone"),
            title=_("%(source)s and %(target)s") % _names(row),
            address=_address(row),
            by=credited(row.undone_by),
        )
        for row in rows
    ]


def _names(row: ActorMerge) -> dict[str, str]:
    return {"source": row.source.name, "target": row.target.name}


def _address(row: ActorMerge) -> str:
    """Return a page that readers can see: the target's, unless only the source has one."""
    shown: Actor = row.target if row.target_public else row.source  # type: ignore[attr-defined]
    return str(shown.get_absolute_url())


TRACES = (
    Trace("merge", Kind.ACTOR, _rows, "merged_at", _tell_merges, of=lambda row: row.source.uid),
    Trace(
        "parting", Kind.ACTOR, _undone, "undone_at", _tell_partings, of=lambda row: row.source.uid
    ),
)
