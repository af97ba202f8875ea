"""On which of a source's texts an annotation was made, and on which it stands now."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from annotations.models import Annotation, Reanchoring, Span


@dataclass(frozen=True, slots=True)
class StandingOn:
    """The numbers of three revisions: where it was made, where it stands, the source's last.

    `waits` tells that nobody has said yet where it stands in the last. `changes` is the address of
    what came after where it was made.
    """

    made: int
    stands: int
    last: int
    waits: bool
    changes: str

    @property
    def left_behind(self) -> bool:
        """Whether the present text does not have its passage."""
        return self.stands < self.last


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The numbers of two revisions: the last that has a passage, and the present one without it."""

    stands: int
    present: int

    def __str__(self) -> str:
        """Say so in a sentence."""
        return _(
            "This passage stands in revision %(stands)d of its text; "
            "the present one, revision %(present)d, does not have it."
        ) % {"stands": self.stands, "present": self.present}


def standing_on(annotation: Annotation) -> StandingOn | None:
    """Return where an annotation stands; None where readers never saw but one text of its source.

    Two queries; the annotation comes with its source.
    """
    article = annotation.article
    tagged = Span.objects.filter(annotation=annotation, role=Span.Role.BODY).values("revision")
    numbers = article.revisions.public().aggregate(
        last=Max("number", filter=Q(pk=article.current_revision_id)),
        stands=Max("number", filter=Q(pk=annotation.revision_id)),
        made=Min("number", filter=Q(pk__in=tagged)),
        count=Count("pk"),
    )
    if numbers.pop("count") == 1 or numbers["stands"] is None:
        return None
    source = article.get_absolute_url()
    waits = annotation.reanchorings.filter(state=Reanchoring.State.WAITING).exists()
    return StandingOn(
        **numbers, waits=waits, changes=f"{source}changes/{numbers['made']}..{numbers['last']}/"
    )
