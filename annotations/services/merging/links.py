"""Every column by which a row refers to an actor, and so follows when the actor is merged."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    ActorMembership,
    ActorRole,
    Annotation,
    Claim,
    Mention,
    Prediction,
)

ABOUT: Any = Annotation.about.through
SHARING: Any = Prediction.co_speakers.through


@dataclass(frozen=True)
class Link:
    """One such column.

    `owner` names the column with the annotation that the row belongs to, where there is one.
    """

    model: Any
    field: str
    label: Any
    owner: str = ""

    @property
    def name(self) -> str:
        """What a merge calls the link in its log: table and column."""
        return f"{self.model._meta.label_lower}.{self.field}"

    def to(self, actor: Actor | int) -> QuerySet[Any]:
        """Return the rows that refer to `actor` by this column, in a fixed order."""
        rows: QuerySet[Any] = self.model._default_manager.filter(**{self.field: actor})
        return rows.order_by("pk")


# Rows that simply follow.
PLAIN = (
    Link(Mention, "actor", _("mentions"), "annotation_id"),
    Link(Claim, "speaker", _("claims made"), "annotation_id"),
    Link(Prediction, "speaker", _("predictions made"), "annotation_id"),
    Link(Actor, "part_of", _("parts")),
    Link(Actor, "merged_into", _("actors merged earlier")),
)
# Rows that name an actor once: where they name the target as well, one of the two is taken out,
# and put back when the merge is undone.
PAIRS = (
    Link(ABOUT, "actor", _("claims and predictions about it"), "annotation_id"),
    Link(SHARING, "actor", _("predictions shared as co-speaker"), "prediction_id"),
)
# Rows that hold once for each day: what the target has already is taken out, and put back.
DATED = (
    Link(ActorAlias, "actor", _("aliases")),
    Link(ActorIdentifier, "actor", _("identifiers")),
    Link(ActorRole, "actor", _("roles")),
    Link(ActorRole, "organisation", _("roles of others with it")),
    Link(ActorMembership, "whole", _("members")),
    Link(ActorMembership, "member", _("memberships")),
)
LINKS = (PLAIN[0], *PAIRS, *PLAIN[1:3], *DATED, *PLAIN[3:])
# Columns of the source that the target takes over where it has none; at most one actor may have
# the last two, so the source gives them away.
TAKEN_OVER = {"part_of": _("part of"), "author": _("author"), "publication": _("publication")}
GIVEN_AWAY = ("author", "publication")
