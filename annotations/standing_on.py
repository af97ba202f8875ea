"""On which of a source's texts an annotation was made, and on which it stands now."""

from dataclasses import dataclass

from django.db.models import Max, Min, Q

from annotations.models import Annotation, Span


@dataclass(frozen=True, slots=True)
class StandingOn:
    """The numbers of three revisions: where it was made, where it stands, the source's last.

    `text` is the address of the one that it stands on, `changes` of what came after where it was
    made.
    """

    made: int
    stands: int
    last: int
    text: str
    changes: str

    @property
    def left_behind(self) -> bool:
        """Whether the present text does not have its passage."""
        return self.stands < self.last


def standing_on(annotation: Annotation) -> StandingOn | None:
    """Return where an annotation stands; None where its source never had but one text.

    One query; the annotation comes with its source.
    """
    article = annotation.article
    numbers = article.revisions.aggregate(
        last=Max("number", filter=Q(pk=article.current_revision_id)),
        stands=Max("number", filter=Q(pk=annotation.revision_id)),
        made=Min(
            "number",
            filter=Q(
                pk__in=Span.objects.filter(annotation=annotation, role=Span.Role.BODY).values(
                    "revision"
                )
            ),
        ),
        count=Max("number"),
    )
    if numbers.pop("count") == 1:
        return None
    source = article.get_absolute_url()
    return StandingOn(
        **numbers,
        text=f"{source}v/{numbers['stands']}/",
        changes=f"{source}changes/{numbers['made']}..{numbers['last']}/",
    )
