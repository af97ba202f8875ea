"""How a set of predictions turned out, counted; no rate is made of it."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import states
from annotations.models import Annotation, Verdict
from annotations.templatetags.annotated import verdict_shape


@dataclass(frozen=True)
class TallyEntry:
    """How many predictions share one fate."""

    label: str
    count: int
    shape: str


def tally(rows: QuerySet[Annotation]) -> list[TallyEntry]:
    """Return how many of the predictions in `rows` have which verdict; one query."""
    counted = (
        rows.order_by()
        .annotate(standing=states.standing_column(timezone.localdate()))
        .values_list("standing")
        .annotate(count=Count("pk"))
    )
    counts = dict(counted)
    entries = [
        TallyEntry(str(state.label), counts.pop(state.value), verdict_shape(state))
        for state in Verdict.State
        if state.value in counts
    ]
    if counts:
        entries.append(TallyEntry(_("not decided yet"), sum(counts.values()), "open"))
    return entries
