"""How the board is laid out: its figures, its tabs, and its groups with their first rows."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import states
from annotations.listing import Listing
from annotations.models import Annotation, Verdict
from annotations.pages.board_rows import BoardRows, board_rows
from annotations.paging import first_keys
from annotations.scoring.standing import GRACE, Standing
from annotations.statements import StatementView, with_statements

# The groups of the board: the state that fills it, its order, and how many it shows at first.
_GROUPS = (
    (Standing.PENDING, "due", 10),
    (Standing.DUE, "due", 10),
    (Standing.OVERDUE, "due", 10),
    (Standing.JUDGED, "decided", 10),
    (Standing.OPEN, "newest", 10),
)


@dataclass(frozen=True)
class Group:
    """One group of the board: some of its predictions, and the address of all of them."""

    state: str
    title: str
    order: str
    count: int
    shown: BoardRows
    address: str

    @property
    def has_more(self) -> bool:
        """Whether it holds more than it shows."""
        return self.count > len(self.shown.rows)


def _titles() -> dict[str, tuple[str, str]]:
    """Return the title of each group, and the order it is in, in words."""
    return {
        Standing.PENDING: (_("Due next"), _("next due first")),
        Standing.DUE: (_("Due now"), _("first due first")),
        Standing.OVERDUE: (_("Overdue for review"), _("longest overdue first")),
        Standing.JUDGED: (_("Just decided"), _("last decided first")),
        Standing.OPEN: (_("Open, with no end"), _("newest source first")),
    }


def groups_of(
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
            shown=board_rows([views[pk] for pk in picked[state] if pk in views]),
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


def tabs_of(listing: Listing, counts: dict[str, int]) -> list[Tab]:
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


def figures(counts: dict[str, int]) -> list[tuple[str, int]]:
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
