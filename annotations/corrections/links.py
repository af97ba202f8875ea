"""Relations and places in propositions that were changed or taken away."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.corrections.correction import (
    Correction,
    Kind,
    Trace,
    once_public,
    page_of,
    title_of,
)
from annotations.models import Proposition, PropositionMember, Relation
from annotations.services.crediting import credited

# By the letters that histories have for what happened; what was made is no correction.
_RELATION = {
    "~": gettext_lazy("Relation changed"),
    "-": gettext_lazy("Relation taken away"),
}
_MEMBER = {
    "~": gettext_lazy("Place in a proposition changed"),
    "-": gettext_lazy("Place in a proposition taken away"),
}
_REMADE = Q(history_type__in=list(_RELATION))


def _before(history: QuerySet[Any], column: str) -> Subquery:
    """Return what a column of the same row held in its history before."""
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    return Subquery(earlier.order_by("-history_id").values(column)[:1])


def _relations() -> QuerySet[Any]:
    ends = [
        f"{end}__{path}"
        for end in ("source", "target")
        for path in ("article", "claim", "prediction")
    ]
    rows: QuerySet[Any] = Relation.history.filter(
        _REMADE, once_public("source", "history_date"), once_public("target", "history_date")
    )
    rows = rows.annotate(kind_before=_before(Relation.history.all(), "kind"))
    return rows.select_related("history_user", *ends).prefetch_related("history_user__groups")


def _tell_relations(rows: Sequence[Any]) -> list[Correction]:
    return [
        Correction(
            at=row.history_date,
            what=str(_RELATION[row.history_type]),
            title=f"{title_of(row.source)} · {row.get_kind_display()} · {title_of(row.target)}",
            address=page_of(row.source),
            source=row.source.article,
            reason=row.history_change_reason or "",
            before=_read_before(row.kind_before, row.kind, Relation.Kind),
            by=credited(row.history_user),
        )
        for row in rows
    ]


def _members() -> QuerySet[Any]:
    shown = Proposition.objects.public().filter(pk=OuterRef("proposition"))
    rows: QuerySet[Any] = PropositionMember.history.filter(
        _REMADE, once_public("annotation", "history_date")
    )
    rows = rows.annotate(
        position_before=_before(PropositionMember.history.all(), "position"),
        # by its history: one that lost all its places may be deleted
        named=Subquery(
            Proposition.history.filter(id=OuterRef("proposition"))
            .order_by("-history_id")
            .values("text")[:1]
        ),
        has_page=Exists(shown),
    )
    ends = (f"annotation__{path}" for path in ("article", "claim", "prediction"))
    return rows.select_related("history_user", "proposition", *ends).prefetch_related(
        "history_user__groups"
    )


def _tell_members(rows: Sequence[Any]) -> list[Correction]:
    return [
        Correction(
            at=row.history_date,
            what=str(_MEMBER[row.history_type]),
            title=_("%(statement)s · %(position)s “%(proposition)s”")
            % {
                "statement": title_of(row.annotation),
                "position": row.get_position_display(),
                "proposition": row.named or _("a proposition that was deleted since"),
            },
            address=row.proposition.get_absolute_url() if row.has_page else page_of(row.annotation),
            source=row.annotation.article,
            reason=row.history_change_reason or "",
            before=_read_before(row.position_before, row.position, PropositionMember.Position),
            by=credited(row.history_user),
        )
        for row in rows
    ]


def _read_before(before: str | None, now: str, choices: Any) -> str:
    """Return how a choice read before it was changed; empty where it is the same."""
    return "" if before in (None, now) else str(choices(before).label)


TRACES = (
    Trace(
        "relation",
        Kind.LINK,
        _relations,
        "history_date",
        _tell_relations,
        articles=("source__article", "target__article"),
    ),
    Trace(
        "member",
        Kind.LINK,
        _members,
        "history_date",
        _tell_members,
        articles=("annotation__article",),
        of=lambda row: row.annotation.uid,
    ),
)
