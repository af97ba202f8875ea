"""Dates of publication as articles write them: in words, in numbers, in Japanese, in Korean.

A date that could be two days (03/04/2015) is not guessed.
"""

import re

from sourcelib.readers.document import PartialDate, Precision
from sourcelib.readers.month_names import month_number

MONTH = r"(?:de )?(?P<month>[^\W\d_]{3,12})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.ºª])?"
YEAR = r"(?P<year>\d{4})"
AFTER_YEAR = r"(?: ?(?:года|року|[гр]\.?))?"  # Russian and Ukrainian say that it is one

WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{MONTH} {DAY},? {YEAR}",
        rf"{DAY} {MONTH},?(?: de)? {YEAR}{AFTER_YEAR}",
        rf"{MONTH},?(?: de)? {YEAR}{AFTER_YEAR}",
        rf"{YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)",
        rf"{YEAR}-(?P<month>\d\d)",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{YEAR}",
        rf"{YEAR}년 ?(?P<month>\d\d?)월(?: ?(?P<day>\d\d?)일)?",
        rf"{YEAR}年(?P<month>\d\d?)月(?:(?P<day>\d\d?)日)?",
        YEAR,
    )
)
SLASHED = re.compile(rf"(?P<first>\d\d?)/(?P<second>\d\d?)/{YEAR}")

WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.I)
TIME = re.compile(
    r"(?:,| at| -| –|T)? ?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d\d:?\d\d))?",
    re.I,
)

IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>\d\d)(?:/(?P<day>\d\d))?(?=/)")


def parse_date(text: str) -> PartialDate | None:
    """The date that `text` consists of (weekday and time apart), or None if it is anything else."""
    words = " ".join(text.split())
    words = WEEKDAY.sub("", words, count=1) if WEEKDAY.match(words) else words
    time = TIME.search(words)
    if time and time.end() == len(words) and time.start() > 0:
        words = words[: time.start()]
    for pattern in WRITTEN:
        match = pattern.fullmatch(words)
        if match:
            return _date(match.groupdict())
    return _slashed_date(words)


def date_in_address(url: str) -> PartialDate | None:
    """The date in a web address such as https://example.org/2015/05/20/title, or None."""
    match = IN_ADDRESS.search(url)
    return _date(match.groupdict()) if match else None


def _date(parts: dict[str, str | None]) -> PartialDate | None:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    precision: Precision = "year"
    value = str(year)
    if month:
        number = int(month) if month.isdecimal() else month_number(month)
        precision, value = "month", f"{value}-{number:02d}"
    if day:
        precision, value = "day", f"{value}-{int(day):02d}"
    try:
        return PartialDate(value, precision)
    except ValueError:  # there is no such day
        return None


def _slashed_date(words: str) -> PartialDate | None:
    match = SLASHED.fullmatch(words)
    if not match:
        return None
    first, second = int(match["first"]), int(match["second"])
    if first > 12:
        day, month = first, second
    elif second > 12 or first == second:
        month, day = first, second
    else:
        return None
    return _date({"year": match["year"], "month": str(month), "day": str(day)})
