"""The filters of every list: one set for its page, its data formats and the API.

The names stand in addresses and never change their meaning: `q`, `source`, `publication`,
`author`, `actor`, `topic`, `genre`, `language`, `kind`, `state`, `speaker`, `proposition`,
`from`, `to`, `sort`, `after`; of predictions also `term`, the likelihood term that their words use
(a value of `scoring.likelihood.Term`, or `none` for words that no standard has a number for, and
for no words), and `horizon`, what their end is known by (a value of `Prediction.Ground`). Several
values of one name mean any of them; several names mean all of them. A slug that a row had before,
or that an actor had who was merged, leads to the row as it is now.
"""

from annotations.filters.list_filters import ListFilterSet
from annotations.filters.registry import (
    ActorFilters,
    AuthorFilters,
    PropositionFilters,
    PublicationFilters,
    TopicFilters,
)
from annotations.filters.sources import SourceFilters
from annotations.filters.statements import ClaimFilters, PredictionFilters

__all__ = [
    "ActorFilters",
    "AuthorFilters",
    "ClaimFilters",
    "ListFilterSet",
    "PredictionFilters",
    "PropositionFilters",
    "PublicationFilters",
    "SourceFilters",
    "TopicFilters",
]
