"""Stretches of the calendar, named from a day: its month, its week, the winter, the decade.

A period has a first and a last day, both in it. Seasons are those of the northern hemisphere, by
whole months; a decade is the ten years whose numbers share their first three digits; a century
ends with the year whose number is a multiple of a hundred. Weeks begin on Monday.
"""

import calendar
import datetime
from dataclasses import dataclass

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The first month of each; it has three.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both in it. Raises ValueError if they are turned round."""

    start: datetime.date
    end: datetime.date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"{self.start} comes after {self.end}")

    def __str__(self) -> str:
        return f"{self.start} to {self.end}"


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later, or the last of its month where that is shorter.

    In the last year that dates have at the latest.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, datetime.MAXYEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def days_after(day: datetime.date, days: int) -> datetime.date:
    """The day that many days later, or the last one that there is."""
    return datetime.date.fromordinal(min(day.toordinal() + days, datetime.date.max.toordinal()))


def years(first: int, last: int) -> Period:
    """Whole years. Raises ValueError if a date has no such years."""
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def months(year: int, month: int, count: int = 1) -> Period:
    """Whole months from a month on, counted from 1. Raises ValueError."""
    start = datetime.date(year, month, 1)
    following = months_after(start, count - 1)
    return Period(start, following.replace(day=_days(following)))


def season(name: str, year: int) -> Period:
    """The season that begins in a year. Raises ValueError."""
    return months(year, SEASONS[name], 3)


def containing(unit: str, day: datetime.date, ahead: int = 0) -> Period:
    """The week, month, quarter, year, decade or century of a day, or one `ahead` of it.

    Raises ValueError where the calendar of dates ends before.
    """
    if unit == "week":
        monday = days_after(day, 7 * ahead - day.weekday())
        return Period(monday, days_after(monday, 6))
    if unit == "month":
        there = months_after(day.replace(day=1), ahead)
        return months(there.year, there.month)
    if unit == "quarter":
        there = months_after(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3 * ahead)
        return months(there.year, there.month, 3)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * ahead
        return years(max(first, 1), first + 9)
    if unit == "century":
        first = (day.year - 1) // 100 * 100 + 1 + 100 * ahead
        return years(first, first + 99)
    return years(day.year + ahead, day.year + ahead)


def _days(day: datetime.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
