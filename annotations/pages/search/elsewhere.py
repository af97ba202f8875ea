"""The lists and feeds that have the same rows as a kind that was found, under the same filters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from annotations.filters import (
    ActorFilters,
    ClaimFilters,
    ListFilterSet,
    PredictionFilters,
    SourceFilters,
)
from annotations.pages.search.asked import Asked
from sourcelib.search.index import Kind

_LISTS: Mapping[Kind, type[ListFilterSet]] = {
    Kind.SOURCE: SourceFilters,
    Kind.CLAIM: ClaimFilters,
    Kind.PREDICTION: PredictionFilters,
    Kind.ACTOR: ActorFilters,
}


@dataclass(frozen=True)
class Elsewhere:
    """The address of the list of a kind, and of its feed."""

    list: str
    feed: str


def elsewhere(asked: Asked) -> Elsewhere | None:
    """Return where the rows of the kind asked for are listed; None where that list would differ.

    Passages have no list, and a list that has not all the filters in force would show more.
    """
    filters = _LISTS.get(asked.kind) if asked.kind else None
    if filters is None or not asked.in_force.keys() <= filters.get_filters().keys():
        return None
    query = QueryDict(mutable=True)
    query["q"] = asked.query_text
    for name, values in sorted(asked.in_force.items()):
        query.setlist(name, values)
    return Elsewhere(
        f"/{asked.kind}s/?{query.urlencode()}", f"/feeds/{asked.kind}s.atom?{query.urlencode()}"
    )
