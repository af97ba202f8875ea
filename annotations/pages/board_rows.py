"""The rows of the board: predictions, each with its time from said to due to what happened."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.charts.timeline import Course, axis_of, scale, timeline
from annotations.scoring.standing import Standing
from annotations.statements import StatementView
from sourcelib.citing import written_date


@dataclass(frozen=True)
class BoardRow:
    """One prediction, and its line; none where there is neither a deadline nor an event.

    `still_due` tells the deadline where the prediction itself shows when it was examined instead.
    """

    view: StatementView
    still_due: str = ""
    timeline: SafeString | str = ""


@dataclass(frozen=True)
class BoardRows:
    """Predictions whose lines share one axis, and the years of that axis."""

    rows: Sequence[BoardRow]
    scale: SafeString | str = ""


def board_rows(views: Sequence[StatementView]) -> BoardRows:
    """Return predictions with their lines, drawn to one scale."""
    courses = [_course(view) for view in views]
    axis = axis_of([course for course in courses if course], timezone.localdate())
    if axis is None:
        return BoardRows([BoardRow(view) for view in views])
    rows = [
        BoardRow(
            view,
            _deadline(view),
            timeline(course, axis, _in_words(view, course)) if course else "",
        )
        for view, course in zip(views, courses, strict=True)
    ]
    return BoardRows(rows, scale(axis))


def _course(view: StatementView) -> Course | None:
    """Return the days of a prediction; None if its source has no date, or nothing followed."""
    said: datetime.date | None = view.article.date_latest
    event = view.verdict.event_date if view.verdict else None
    due = view.detail.deadline
    if said is None or not (due or event):
        return None
    return Course(
        said=said,
        said_from=view.article.date_earliest or said,
        due=due,
        by_rule=view.by_default_rule,
        event=event,
        shape=view.fate.shape if view.fate else "",
        undecided=view.standing != Standing.JUDGED,
    )


def _deadline(view: StatementView) -> str:
    """Return the deadline in words where a verdict that ends nothing stands in its place."""
    deadline = view.detail.deadline
    if view.verdict is None or deadline is None or view.standing == Standing.JUDGED:
        return ""
    return _("due %(day)s") % {"day": written_date(deadline, "day")}


def _in_words(view: StatementView, course: Course) -> str:
    parts = [_("Said %(day)s") % {"day": view.date}]
    if course.due:
        day = {"day": written_date(course.due, "day")}
        due = _("due %(day)s by the 5-year rule") if course.by_rule else _("due %(day)s")
        parts.append(due % day)
    if course.event and view.verdict:
        precision = view.verdict.event_date_precision
        parts.append(
            _("%(verdict)s %(day)s")
            % {
                "verdict": view.verdict.get_state_display(),
                "day": written_date(course.event, precision),
            }
        )
    return ", ".join(parts)
