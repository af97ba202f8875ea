"""What horizon phrases name on a given day: one period, or two where the wording has two readings.

Each function takes the match of a phrase (`annotations.scoring.phrases`) and the day on which it
was written. A period that begins with the first day there is has no beginning of its own. All
raise ValueError where there is no such day.
"""

import contextlib
import datetime
import re

from annotations.scoring import periods
from annotations.scoring.periods import MONTHS, WEEKDAYS, Period

_COUNTED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
NUMBERS = {word: number for number, word in enumerate(_COUNTED, start=1)}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}
LENGTHS = {  # in months, and in days
    "day": (0, 1),
    "week": (0, 7),
    "fortnight": (0, 14),
    "month": (1, 0),
    "quarter": (3, 0),
    "year": (12, 0),
    "decade": (120, 0),
}

_ORDINALS = ("first", "second", "third", "fourth")
_LEAP = 8  # years, at most, from one 29 February to the next
_FROM_NOW = {"by", "no later than", "not later than", "until", "till", "up to", "through"}


def length(match: re.Match[str]) -> tuple[int, int]:
    """Return the length of a term, in months and in days."""
    word = match["number"] if "number" in match.re.groupindex else None
    number = 1 if word is None else NUMBERS.get(word) or int(word)
    months, days = LENGTHS[match["unit"]]
    return months * number, days * number


def _bounded(match: re.Match[str], period: Period) -> tuple[Period, ...]:
    """The days up to a period, before it or in it, as the word before its name has it."""
    how = match["how"] or ""
    if how == "before":
        return (Period(datetime.date.min, periods.days_after(period.start, -1)),)
    if how in _FROM_NOW or how.endswith(" of"):
        return (Period(datetime.date.min, period.end),)
    return (period,)


def _month(match: re.Match[str]) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3]))


def _one_day(match: re.Match[str], year: int) -> Period:
    day = datetime.date(year, _month(match), int(match["day"]))
    return Period(day, day)


def tomorrow(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The day, or the one after it."""
    there = periods.days_after(day, 1 if "tomorrow" in match[0] else 0)
    return (Period(there, there),)


def weekday(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The next day of that name."""
    ahead = (WEEKDAYS.index(match["weekday"]) - day.weekday() - 1) % 7 + 1
    there = periods.days_after(day, ahead)
    return _bounded(match, Period(there, there))


def this_unit(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The unit that the day is in."""
    return (periods.containing(match["unit"], day),)


def next_unit(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The one after it."""
    return _bounded(match, periods.containing(match["unit"], day, 1))


def _under_way(name: str, day: datetime.date) -> Period:
    """The season of this name that is under way, or else the one that begins this year."""
    before = periods.season(name, day.year - 1)
    return before if day <= before.end else periods.season(name, day.year)


def this_month(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """That month of the year of the day."""
    return _bounded(match, periods.months(day.year, _month(match)))


def this_season(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The season under way, or the one that begins that year."""
    return _bounded(match, _under_way(match["season"], day))


def _two_readings(coming: Period, following: Period, day: datetime.date) -> tuple[Period, ...]:
    return (coming, following) if day < coming.start else (following,)


def next_month(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """That month of the year after; of both years while this year’s is to come."""
    month = _month(match)
    there = (periods.months(day.year, month), periods.months(day.year + 1, month))
    return _two_readings(*there, day)


def next_season(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The one after the season under way; both while one is to come."""
    coming = _under_way(match["season"], day)
    return _two_readings(coming, periods.season(match["season"], coming.start.year + 1), day)


def year(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The year named."""
    year = int(match["year"])
    return _bounded(match, periods.years(year, year))


def years(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """From one year to another."""
    return (periods.years(int(match["year"]), int(match["last"])),)


def decade(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The ten years named."""
    first = int(match["year"])
    return _bounded(match, periods.years(first, first + 9))


def month_of_year(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The month of the year named."""
    return _bounded(match, periods.months(int(match["year"]), _month(match)))


def season_of_year(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The season that begins in the year named; both winters of it."""
    name, year = match["season"], int(match["year"])
    begun = [year - 1, year] if name == "winter" else [year]
    return tuple(bounded for one in begun for bounded in _bounded(match, periods.season(name, one)))


def day_of_year(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The day named."""
    return _bounded(match, _one_day(match, int(match["year"])))


def written_day(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The day as ISO 8601 writes it."""
    there = datetime.date.fromisoformat(match["iso"])
    return _bounded(match, Period(there, there))


def part_of_year(match: re.Match[str], _day: datetime.date) -> tuple[Period, ...]:
    """The half or the quarter of the year named."""
    length = 6 if match["half"] else 3
    before = _ORDINALS.index(match["half"] or match["quarter"])
    return _bounded(match, periods.months(int(match["year"]), 1 + before * length, length))


def coming_month(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The first such month to come."""
    month = _month(match)
    return _coming(match, day, [periods.months(day.year + ahead, month) for ahead in (0, 1)])


def coming_season(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The first such season to come."""
    here = _under_way(match["season"], day)
    following = periods.season(match["season"], here.start.year + 1)
    return _coming(match, day, [here, following])


def coming_day(match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The first such day to come, in a year that has it."""
    found = []
    for year in range(day.year, min(day.year + 2 * _LEAP, datetime.MAXYEAR) + 1):
        with contextlib.suppress(ValueError):
            found.append(_one_day(match, year))
    if len(found) < 2:
        raise ValueError("no year has such a day")
    return _coming(match, day, found[:2])


def _coming(match: re.Match[str], day: datetime.date, both: list[Period]) -> tuple[Period, ...]:
    """The first of two that is not over on the day; with “before”, that has not begun."""
    here, following = (_bounded(match, period) for period in both)
    return here if here[0].end >= day else following


def weekend(_match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """The weekend of the week of the day."""
    sunday = periods.containing("week", day).end
    return (Period(periods.days_after(sunday, -1), sunday),)


def mid_century(_match: re.Match[str], day: datetime.date) -> tuple[Period, ...]:
    """Up to the middle of its century."""
    middle = periods.containing("century", day).start.year + 49
    return (Period(datetime.date.min, periods.years(middle, middle).end),)
