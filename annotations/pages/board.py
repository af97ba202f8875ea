"""The board of predictions."""

from collections import Counter
from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from annotations import facets, states
from annotations.facets import Counted, Facet
from annotations.list_data import as_data
from annotations.list_parts import MOST_COUNTED
from annotations.listing import Listing
from annotations.lists.predictions import predictions_by
from annotations.models import Prediction, Verdict
from annotations.pages.board_groups import figures, groups_of, tabs_of
from annotations.pages.board_rows import board_rows
from annotations.scoring.likelihood import Standard
from annotations.scoring.standing import Standing
from annotations.standards import choices, reads_standard
from annotations.statements import reading, statements
from annotations.track_records import RecordView, track_record_of
from sourcelib.models import Article


def _states(groups: facets.Groups) -> list[Counted]:
    """Return how many predictions are in each state."""
    counts: Counter[str] = Counter()
    for (state, examined), count in groups:
        counts[state] += count
        if state in Verdict.OF_PREDICTIONS:
            counts[Standing.JUDGED] += count
        if examined:
            counts[Verdict.State.STILL_OPEN] += count
    labels = dict(states.PREDICTION_STATES)
    return [(state, str(labels[state]), counts[state]) for state in labels if counts[state]]


_STANDING = facets.Folding(
    {
        "standing": lambda: states.standing_column(timezone.localdate()),
        "examined": lambda: states.as_flag(states.verdict_condition([Verdict.State.STILL_OPEN])),
    },
    _states,
)
FACETS = (
    Facet("state", _STANDING),
    Facet("author", facets.authors_of_statements()),
    Facet("actor", facets.actors_about),
    Facet("topic", facets.topics_of_statements),
    Facet("kind", facets.by_value("prediction__form", dict(Prediction.Form.choices))),
    Facet("source", facets.by_row("article", Article, "title")),
    Facet("term", facets.in_order("prediction__likelihood_term", states.TERMS, states.NO_TERM)),
    Facet("horizon", facets.in_order("prediction__horizon_ground", states.GROUNDS)),
)


@reads_standard
def prediction_list(request: HttpRequest, standard: Standard) -> HttpResponseBase:
    """All published predictions: as groups of a board, or as one list in the order asked for."""
    shown = partial(statements, standard=standard)
    predictions = predictions_by(standard)
    listing = Listing(
        request, predictions.filters, predictions.rows(), FACETS, load=predictions.load
    )
    if data := as_data(request, listing, predictions):
        return data
    one_list = any(name in request.GET for name in ("state", "sort", "after", "before"))
    counts = {state: count for state, _label, count in listing.counts(FACETS[0])}
    return render(
        request,
        "annotations/prediction_list.html",
        {
            "section": "predictions",
            "listing": listing,
            "counts": figures(counts),
            "tabs": tabs_of(listing, counts),
            "groups": None if one_list else groups_of(listing, counts, shown),
            "rows": board_rows(shown(listing.page.rows)) if one_list else None,
            "standard": standard.label,
            "standards": choices(request, standard),
            "record": _record(listing, standard),
            "more": _whole_record(listing),
            "likely": reading("likely", standard),
            "unlikely": reading("unlikely", standard),
        },
    )


def _record(listing: Listing, standard: Standard) -> RecordView | None:
    """Return the record of what the filters show; None of more than a reader can be kept waiting
    for.
    """
    if listing.count > MOST_COUNTED:
        return None
    return listing.kept(
        f"record {standard}",
        listing.values,
        lambda: track_record_of(listing.rows, standard),
        lasting=True,
    )


def _whole_record(listing: Listing) -> str:
    """Return where the record is told at length, if the list is all that somebody predicts."""
    for name in ("author", "speaker"):
        if len(rows := listing.values.get(name, [])) == len(listing.values) == 1:
            return f"{rows[0].get_absolute_url()}#record"
    return ""
