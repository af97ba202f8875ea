"""How a set of predictions turned out, counted; no rate is made of it."""

from collections.abc import Mapping
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
    return entries(dict(counted))


def entries(counts: Mapping[str, int]) -> list[TallyEntry]:
    """Return how many have which verdict, from how many are in each standing."""
    left = dict(counts)
    found = [
        TallyEntry(str(state.label), left.pop(state.value), verdict_shape(state))
        for state in Verdict.State
        if state.value in left
    ]
    if left:
        found.append(TallyEntry(_("not decided yet"), sum(left.values()), "open"))
    return found
