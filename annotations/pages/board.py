"""The board of predictions."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import facets, states
from annotations.facets import Counted, Facet
from annotations.filters import PredictionFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Annotation, Prediction, Verdict
from annotations.pages.statement import STATEMENT_COLUMNS
from annotations.paging import first_keys
from annotations.scoring.likelihood import Standard
from annotations.scoring.standing import GRACE, Standing
from annotations.standards import choices, reads_standard
from annotations.statements import (
    StatementView,
    reading,
    statements,
    with_statements,
)
from sourcelib.models import Article

# The groups of the board: the state that fills it, its order, and how many it shows at first.
_GROUPS = (
    (Standing.OVERDUE, "due", 10),
    (Standing.DUE, "due", 10),
    (Standing.PENDING, "due", 10),
    (Standing.JUDGED, "decided", 25),
    (Standing.OPEN, "newest", 10),
)


@dataclass(frozen=True)
class Group:
    """One group of the board: some of its predictions, and the address of all of them."""

    state: str
    title: str
    order: str
    count: int
    rows: list[StatementView]
    address: str

    @property
    def has_more(self) -> bool:
        """Whether it holds more than it shows."""
        return self.count > len(self.rows)


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
)
COLUMNS = (
    *STATEMENT_COLUMNS,
    Column("form", lambda view: view.detail.form),
    Column("condition", lambda view: view.detail.condition),
    Column("likelihood_words", lambda view: view.likelihood.words),
    Column("likelihood_polarity", lambda view: view.detail.likelihood_polarity),
    Column("likelihood_standard", lambda view: view.standard.value),
    Column("likelihood_low", lambda view: view.likelihood.band and view.likelihood.band.low),
    Column("likelihood_high", lambda view: view.likelihood.band and view.likelihood.band.high),
    Column("horizon_ground", lambda view: view.detail.horizon_ground),
    Column("deadline", lambda view: view.detail.deadline),
    Column("standing", lambda view: str(view.standing)),
    Column("verdict", lambda view: view.verdict and view.verdict.state),
    Column("verdict_review", lambda view: view.verdict and view.verdict.review),
    Column("event_date", lambda view: view.verdict and view.verdict.event_date),
    Column("decided_on", lambda view: view.verdict and view.verdict.decided_on),
    Column("reason", lambda view: view.verdict and view.verdict.reason),
    Column("annotation", lambda view: absolute(view.annotation.get_absolute_url())),
)


@reads_standard
def prediction_list(request: HttpRequest, standard: Standard) -> HttpResponseBase:
    """All published predictions: as groups of a board, or as one list in the order asked for."""

    def shown(rows: Iterable[Annotation]) -> list[StatementView]:
        return statements(rows, standard)

    listing = Listing(
        request,
        PredictionFilters,
        Annotation.objects.public().predictions(),
        FACETS,
        load=with_statements,
    )
    if data := as_data(request, listing, COLUMNS, with_statements, shown):
        return data
    one_list = any(name in request.GET for name in ("state", "sort", "after", "before"))
    counts = {state: count for state, _label, count in listing.counts(FACETS[0])}
    return render(
        request,
        "annotations/prediction_list.html",
        {
            "section": "predictions",
            "listing": listing,
            "counts": _big_numbers(counts),
            "tabs": _tabs(listing, counts),
            "groups": None if one_list else _groups(listing, counts, shown),
            "rows": shown(listing.page.rows) if one_list else [],
            "standard": standard.label,
            "standards": choices(request, standard),
            "likely": reading("likely", standard),
            "unlikely": reading("unlikely", standard),
        },
    )


def _titles() -> dict[str, tuple[str, str]]:
    """Return the title of each group, and the order it is in, in words."""
    return {
        Standing.OVERDUE: (_("Overdue for review"), _("longest overdue first")),
        Standing.DUE: (_("Due now"), _("first due first")),
        Standing.PENDING: (_("Due next"), _("next due first")),
        Standing.JUDGED: (_("Decided"), _("last decided first")),
        Standing.OPEN: (_("Open, with no end"), _("newest source first")),
    }


def _groups(
    listing: Listing,
    counts: dict[str, int],
    shown: Callable[[Iterable[Annotation]], list[StatementView]],
) -> list[Group]:
    """Return the groups that hold anything, with their first rows."""
    titles = _titles()
    picked = listing.kept("groups", listing.values, lambda: _picked(listing))
    wanted = [pk for pks in picked.values() for pk in pks]
    loaded = with_statements(listing.everything.filter(pk__in=wanted))
    views = {view.annotation.pk: view for view in shown(loaded)}
    return [
        Group(
            state=state,
            title=titles[state][0],
            order=titles[state][1],
            count=max(counts.get(state, 0), len(picked[state])),  # the counts may be older
            rows=[views[pk] for pk in picked[state] if pk in views],
            address=listing.address(state=[state], sort=[order]),
        )
        for state, order, _most in _GROUPS
        if state in picked
    ]


def _picked(listing: Listing) -> dict[str, list[int]]:
    """Return the keys of the first predictions of each group; two queries a group."""
    today: datetime.date = timezone.localdate()
    sorts = {sort.value: sort for sort in listing.filters.sorts}
    picked: dict[str, list[int]] = {}
    starts = {Standing.PENDING: today, Standing.DUE: today - GRACE}
    for state, order, most in _GROUPS:
        rows = listing.rows.filter(states.prediction_condition([state], today))
        keys = first_keys(rows, sorts[order], most, start=starts.get(state))
        if keys:
            picked[state] = keys
    return picked


@dataclass(frozen=True)
class Tab:
    """One tab of the board."""

    label: str
    count: int
    address: str
    current: bool


def _tabs(listing: Listing, counts: dict[str, int]) -> list[Tab]:
    """Return the tabs: all, and each standing that holds anything or is chosen."""
    chosen = listing.values.get("state", [])
    late = [str(Standing.OVERDUE), str(Standing.DUE)]
    tabs = [
        (_("All"), [], "", sum(counts.get(state, 0) for state in Standing)),
        (_("Due next"), [str(Standing.PENDING)], "due", counts.get(Standing.PENDING, 0)),
        (_("Overdue"), late, "due", sum(counts.get(state, 0) for state in late)),
        (_("Just decided"), [str(Standing.JUDGED)], "decided", counts.get(Standing.JUDGED, 0)),
        (_("Open"), [str(Standing.OPEN)], "newest", counts.get(Standing.OPEN, 0)),
    ]
    return [
        Tab(
            label,
            count,
            listing.address(state=wanted, sort=[order] if order else []),
            sorted(chosen) == sorted(wanted),
        )
        for label, wanted, order, count in tabs
    ]


def _big_numbers(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return the figures at the head of the board."""
    unjudged = [state for state in Standing if state != Standing.JUDGED]
    return [
        (_("predictions"), sum(counts.get(state, 0) for state in Standing)),
        (_("not decided yet"), sum(counts.get(state, 0) for state in unjudged)),
        (_("came true"), counts.get(Verdict.State.CAME_TRUE, 0)),
        (_("came true in part"), counts.get(Verdict.State.PARTLY, 0)),
        (_("did not come true"), counts.get(Verdict.State.DID_NOT_COME_TRUE, 0)),
        (_("condition not met"), counts.get(Verdict.State.CONDITION_NOT_MET, 0)),
        (_("cannot be determined"), counts.get(Verdict.State.CANNOT_BE_DETERMINED, 0)),
    ]
