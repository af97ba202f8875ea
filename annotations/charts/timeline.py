"""From said to due to what happened: one line a prediction, on an axis that a whole list shares.

Places are percentages of the width, so that a line is as wide as its column and nothing on it is
stretched.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_MARGIN = 3  # percent on either side, so that marks at the ends are drawn whole
_MOST_TICKS = 4
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000, 2500)  # years between two ticks
_MIDDLE = 9  # pixels from above: the line; twice it is the height


@dataclass(frozen=True)
class Course:
    """The days of one prediction.

    It was said between `said_from` and `said`; `due` is its deadline, by the library's five-year
    rule if `by_rule`; `event` is the day of what decided it, and `shape` how that turned out; it is
    `undecided` as long as no verdict has ended it.
    """

    said: datetime.date
    said_from: datetime.date
    due: datetime.date | None = None
    by_rule: bool = False
    event: datetime.date | None = None
    shape: str = ""
    undecided: bool = False


@dataclass(frozen=True)
class Axis:
    """The years from `first` to before `last`, and today."""

    first: int
    last: int
    today: datetime.date

    def at(self, day: datetime.date) -> float:
        """Return where a day lies, in percent of the width."""
        days = day.toordinal() - datetime.date(self.first, 1, 1).toordinal()
        share = days / (365.2425 * (self.last - self.first))
        return round(_MARGIN + (100 - 2 * _MARGIN) * min(max(share, 0), 1), 2)

    @property
    def ticks(self) -> list[int]:
        """The years to be named: round ones, four at most."""
        for step in _STEPS:
            years = range(-(-self.first // step) * step, self.last + 1, step)
            if len(years) <= _MOST_TICKS:
                return list(years)
        return [self.first]

    @property
    def has_today(self) -> bool:
        """Whether today lies on it."""
        return self.first <= self.today.year < self.last


def axis_of(courses: Sequence[Course], today: datetime.date) -> Axis | None:
    """Return the axis that all `courses` fit on, or None if there are none.

    It reaches to today if any is undecided, so that one sees how long a verdict is overdue.
    """
    years = {
        day.year
        for course in courses
        for day in (course.said_from, course.said, course.due, course.event)
        if day
    }
    if any(course.undecided for course in courses):
        years.add(today.year)
    return Axis(min(years), max(years) + 1, today) if years else None


def scale(axis: Axis) -> SafeString:
    """Return the years of an axis, to stand above the lines; decoration, as each line is told."""
    labels = ((_x(axis, year), year) for year in axis.ticks)
    return format_html(
        '<svg class="tax" aria-hidden="true">{}</svg>',
        format_html_join("", '<text x="{}%" y="12" text-anchor="middle">{}</text>', labels),
    )


def timeline(course: Course, axis: Axis, label: str) -> SafeString:
    """Return the line of one prediction; `label` says it in words."""
    said, said_from = axis.at(course.said), axis.at(course.said_from)
    parts = [_upright("t", _x(axis, year), 3, 15) for year in axis.ticks]
    if axis.has_today:
        parts.append(_upright("n", axis.at(axis.today), 0, 2 * _MIDDLE))
    if course.due:
        due = axis.at(course.due)
        parts.append(_level("r" if course.by_rule else "l", said, due))
        parts.append(_upright("d", due, 3, 15))
    end = axis.today if course.undecided else course.event
    reached = max(said, axis.at(course.due)) if course.due else said
    if end and axis.at(end) > reached:
        parts.append(_level("w", reached, axis.at(end)))
    if said_from < said:
        parts.append(_level("u", said_from, said))
    parts.append(format_html('<circle class="s" cx="{}%" cy="{}" r="3.5"/>', said, _MIDDLE))
    if course.event:
        parts.append(
            format_html(
                '<svg class="e {}" x="{}%" y="{}"><path d="M0-5 5 0 0 5-5 0z"/></svg>',
                course.shape,
                axis.at(course.event),
                _MIDDLE,
            )
        )
    return format_html(
        '<svg class="tl" role="img"><title>{}</title>{}</svg>',
        label,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _x(axis: Axis, year: int) -> float:
    """Return where the first day of a year lies; that of the year after the last is its end."""
    return axis.at(datetime.date(min(year, datetime.MAXYEAR), 1, 1))


def _upright(name: str, at: float, top: int, bottom: int) -> SafeString:
    return format_html(
        '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', name, at, at, top, bottom
    )


def _level(name: str, start: float, end: float) -> SafeString:
    return format_html(
        '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', name, start, end, _MIDDLE, _MIDDLE
    )
