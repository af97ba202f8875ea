"""The published table of horizon phrases: what each kind of wording in English is taken to mean.

Each entry has a pattern that the whole phrase must fit, an example, and its rule in words, which
are printed as they stand. The first entry that fits counts. How a reading becomes a proposal for
a source of a given date is told in `annotations.scoring.horizon`.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotations.scoring import readings
from annotations.scoring.periods import MONTHS, SEASONS, WEEKDAYS, Period
from annotations.scoring.readings import NUMBERS


class Sense(StrEnum):
    """What a phrase gives."""

    PERIOD = "period"  # days of the calendar
    TERM = "term"  # a length of time from now
    VAGUE = "vague"  # the future, and no end
    EVENT = "event"  # an end that has no date
    PAST = "past"  # no future at all
    OPEN = "open"  # a beginning, and no end


Read = Callable[[re.Match[str], datetime.date], tuple[Period, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of wording: `pattern` fits the whole phrase, in small letters.

    `read` gives the days that a phrase names on a day of publication: two periods where the
    wording has two readings. `counted` says that it needs that day. `from_now` says that the
    future it speaks of begins with the source.
    """

    example: str
    rule: str
    sense: Sense
    pattern: str
    read: Read | None = None
    counted: bool = True
    from_now: bool = True

    def fits(self, phrase: str) -> re.Match[str] | None:
        """Return the match of a phrase in small letters, or None."""
        return re.fullmatch(self.pattern, phrase)


_UNIT = r"(?P<unit>week|month|quarter|year|decade|century)"
_UNITS = r"(?:days|weeks|months|quarters|years|decades|centuries|generations)"
_MONTH = rf"(?P<month>{'|'.join(f'{name}|{name[:3]}[.]?' for name in MONTHS)}|sept[.]?)"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_YEAR = r"(?P<year>(?:1[5-9]|2[0-4])\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_SOME = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
_NUMBER = rf"(?:{_SOME}(?: to | or |-))?(?P<number>{_SOME})"
_TERM = rf"{_NUMBER}[ -](?P<unit>day|week|fortnight|month|quarter|year|decade)s?"
_DURING = r"(?:(?:within|in|inside|over|during|for|throughout) )?"
_END = r"(?:by|before|until|till|through|towards?|at|in) (?:the )?(?:very )?(?:end|close) of"
_HOW = (
    rf"(?:(?P<how>{_END}|by|no later than|not later than|until|till|up to|through|before|in|"
    r"during|throughout|over|on|for|at) )?"
)
_PART = r"(?:early |late |mid-|mid |later |early in |late in |the (?:beginning|start|middle) of )?"


PERIOD, TERM, VAGUE = Sense.PERIOD, Sense.TERM, Sense.VAGUE
TABLE: tuple[Entry, ...] = (
    Entry(
        "last December",
        "Past: it is no horizon of a prediction.",
        Sense.PAST,
        rf"(?:(?:in|on|since|by|over|during|early|late|in late|in early) )?last "
        rf"(?:{_MONTH}|{_SEASON}|{_WEEKDAY}|{_UNIT}|night|weekend)"
        rf"|(?:(?:in|over|for|during) )?the (?:last|past) .+|{_SOME} \w+ ago|yesterday"
        rf"|(?:in )?recent {_UNITS}|earlier this \w+",
    ),
    Entry(
        "in the coming months or years",
        "Several units without a number give no end: the five-year rule.",
        VAGUE,
        rf"(?:(?:in|over|for|during|within|throughout) )?(?:the )?(?:coming|next|following) "
        rf"(?:few |several |couple of )?{_UNITS}(?: (?:or|and|to) {_UNITS})*"
        rf"|(?:(?:in|within|for|over) )?(?:a few|several|some|many|a couple of) {_UNITS}"
        rf"(?: to come)?|for {_UNITS} to come",
    ),
    Entry(
        "in the near future",
        "A future without an end: the five-year rule.",
        VAGUE,
        r"(?:(?:in|for|into|over) )?(?:the )?(?:very )?(?:near|nearer|immediate|foreseeable|"
        r"distant|not-too-distant|not too distant) future|(?:(?:in|for|into|over) )?the future"
        r"|(?:in|over|for) the (?:(?:near|short|medium|long|longer)[ -])(?:term|run|future)",
    ),
    Entry(
        "soon, eventually, this time around",
        "Speaks of the future and gives no end: the five-year rule.",
        VAGUE,
        r"(?:very |quite )?(?:soon|shortly)|any ?time soon|anytime|before (?:too )?long|ever|yet"
        r"|sooner or later|sooner rather than later|eventually|ultimately|in the end|imminently"
        r"|one day|some ?day|in (?:due )?(?:time|course)|over time|with time|at some (?:point|time)"
        r"|for now|for the (?:time being|moment)|for (?:some|a long) time|for a while"
        r"|until further notice|going forward|from now on|down the road|this time(?: around)?",
    ),
    Entry(
        "in a timely manner, with no end in sight",
        "Says how, and neither from when nor until when: the five-year rule.",
        VAGUE,
        r"in a timely (?:manner|fashion|way)|(?:with )?no end in sight|indefinitely|for ?ever"
        r"|permanently|quickly|rapidly|swiftly|slowly|gradually|promptly|without delay"
        r"|step by step",
        from_now=False,
    ),
    Entry(
        "tomorrow",
        "The day after the source's date; “today” and “tonight” are that day.",
        PERIOD,
        r"tomorrow(?: (?:morning|night|evening))?|today|tonight|this (?:morning|evening)",
        readings.tomorrow,
    ),
    Entry(
        "on Friday",
        "The next day of that name after the source's date.",
        PERIOD,
        rf"{_HOW}(?:this )?(?:coming )?{_WEEKDAY}",
        readings.weekday,
    ),
    Entry(
        "this weekend",
        "The Saturday and Sunday of the week of the source's date.",
        PERIOD,
        r"(?:(?:at|on|over) )?(?:this|the) (?:coming )?weekend",
        readings.weekend,
    ),
    Entry(
        "this year, later this month",
        "What is left of the week, month, quarter, year, decade or century of the source's date. "
        "Weeks begin on Monday; a decade ends with a year in 9, a century with one in 00.",
        PERIOD,
        rf"(?:(?:in|by|during|over|within|throughout) )?{_PART}(?:this|the current) {_UNIT}",
        readings.this_unit,
    ),
    Entry(
        "by the end of the year, before the end of the decade",
        "Up to the last day of the year, decade and so on of the source's date.",
        PERIOD,
        rf"(?:(?:in|for|over|during) )?(?:(?:the )?(?:rest|remainder|course) of|{_END}) "
        rf"(?:the|this)(?: current)? {_UNIT}",
        readings.this_unit,
    ),
    Entry(
        "by year-end, before the year's end",
        "Up to the last day of the year, month and so on of the source's date.",
        PERIOD,
        rf"(?:by|before|until|till|at|towards?) (?:(?:the|this) )?{_UNIT}(?:'s)?[ -]end",
        readings.this_unit,
    ),
    Entry(
        "next year, by the end of next month",
        "The whole week, month, year or decade after that of the source's date.",
        PERIOD,
        rf"{_HOW}{_PART}next {_UNIT}",
        readings.next_unit,
    ),
    Entry(
        "this July",
        "The whole month in the year of the source's date.",
        PERIOD,
        rf"{_HOW}{_PART}this (?:coming )?{_MONTH}",
        readings.this_month,
    ),
    Entry(
        "this summer",
        "The season under way, or the one that begins in the year of the source's date: spring "
        "from March, summer from June, autumn from September, winter from December, three whole "
        "months each, as in the northern hemisphere.",
        PERIOD,
        rf"{_HOW}{_PART}this (?:coming )?{_SEASON}",
        readings.this_season,
    ),
    Entry(
        "next July",
        "That of the following year. While this year's is still to come there are two readings, "
        "and the curator chooses.",
        PERIOD,
        rf"{_HOW}{_PART}next {_MONTH}",
        readings.next_month,
    ),
    Entry(
        "next winter",
        "The one after that which is under way. While one is still to come this year there are "
        "two readings, and the curator chooses.",
        PERIOD,
        rf"{_HOW}{_PART}next {_SEASON}",
        readings.next_season,
    ),
    Entry(
        "by 20 May 2016",
        "That day; “before” ends on the day before.",
        PERIOD,
        rf"{_HOW}(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}",
        readings.day_of_year,
        counted=False,
    ),
    Entry(
        "on May 20 2016",
        "That day; “before” ends on the day before.",
        PERIOD,
        rf"{_HOW}{_MONTH} {_DAY},? {_YEAR}",
        readings.day_of_year,
        counted=False,
    ),
    Entry(
        "by 2016-05-20",
        "That day; “before” ends on the day before.",
        PERIOD,
        rf"{_HOW}(?P<iso>\d{{4}}-\d\d-\d\d)",
        readings.written_day,
        counted=False,
    ),
    Entry(
        "in the first half of 2016, by the third quarter of 2016",
        "The six or three whole months; “by” and “until” count to the end of the last.",
        PERIOD,
        rf"{_HOW}(?:the )?(?:(?P<half>first|second) half|"
        rf"(?P<quarter>first|second|third|fourth) quarter) of {_YEAR}",
        readings.part_of_year,
        counted=False,
    ),
    Entry(
        "by March 2024, in March 2024",
        "“By” and “until” count to the end of the month, “before” to the day before its first.",
        PERIOD,
        rf"{_HOW}{_PART}{_MONTH},?(?: of)? {_YEAR}",
        readings.month_of_year,
        counted=False,
    ),
    Entry(
        "by spring 2016",
        "The season that begins in that year, three whole months. A winter has two readings.",
        PERIOD,
        rf"{_HOW}{_PART}(?:the )?{_SEASON}(?: of)?,? {_YEAR}",
        readings.season_of_year,
        counted=False,
    ),
    Entry(
        "between 2023 and 2025, for 2023–2025",
        "From the first day of the first year to the last day of the last.",
        PERIOD,
        rf"(?:(?:between|from|in|during|for|over|through) )?{_YEAR}"
        r"(?: and | to |-|–)(?P<last>(?:1[5-9]|2[0-4])\d\d)",
        readings.years,
        counted=False,
    ),
    Entry(
        "by 2030, in 2023, before 2030, by the end of 2022",
        "“By” and “until” count to the last day of the year, “before” to the last day of the year "
        "before; “early” and “late” have no fixed edges, and the whole year counts.",
        PERIOD,
        rf"{_HOW}{_PART}(?:the )?(?:year )?{_YEAR}",
        readings.year,
        counted=False,
    ),
    Entry(
        "in the 2030s",
        "The ten years, to their last day.",
        PERIOD,
        rf"{_HOW}(?:the )?{_PART}(?P<year>(?:1[5-9]|2[0-4])\d0)'?s",
        readings.decade,
        counted=False,
    ),
    Entry(
        "by mid-century",
        "Up to the last day of the fiftieth year of the century of the source's date.",
        PERIOD,
        r"by (?:the )?(?:mid-century|middle of the century|mid century)",
        readings.mid_century,
    ),
    Entry(
        "on 20 June",
        "The next time that the day comes round, the source's date included.",
        PERIOD,
        rf"{_HOW}(?:the )?{_DAY}(?: of)? {_MONTH}",
        readings.coming_day,
    ),
    Entry(
        "by June 20",
        "The next time that the day comes round, the source's date included.",
        PERIOD,
        rf"{_HOW}{_MONTH} {_DAY}",
        readings.coming_day,
    ),
    Entry(
        "by July",
        "The next time that the month comes round, the month of the source's date included.",
        PERIOD,
        rf"{_HOW}{_PART}{_MONTH}",
        readings.coming_month,
    ),
    Entry(
        "until the spring",
        "The next time that the season comes round, one under way included.",
        PERIOD,
        rf"{_HOW}{_PART}(?:the )?{_SEASON}",
        readings.coming_season,
    ),
    Entry(
        "in the next six months, over the next two decades",
        "From the first day that the source's date allows; the end is counted from the last.",
        TERM,
        rf"{_DURING}(?:the )?(?:next|coming|following) {_TERM}",
    ),
    Entry(
        "over the next decade",
        "One whole unit, its end counted from the last day that the source's date allows.",
        TERM,
        rf"{_DURING}the (?:next|coming|following) (?P<unit>day|week|month|quarter|year|decade)",
    ),
    Entry(
        "within five years, in five years' time, three years from now",
        "From the first day that the source's date allows; the end is counted from the last. Of "
        "“two or three years” the longer counts.",
        TERM,
        rf"{_DURING}(?:another |about |roughly |less than |at most )?{_TERM}"
        rf"(?:'s?)?(?: time| from now| hence)?",
    ),
    Entry(
        "after 2030, from 2025 on",
        "A beginning and no end: the curator says by when it can be judged, if at all.",
        Sense.OPEN,
        r"(?:after|beyond|since|from|starting|beginning|as early as|once|when|as soon as) .+",
    ),
    Entry(
        "until tensions subside",
        "An event ends it, on a day that nobody knows yet.",
        Sense.EVENT,
        r"(?:not )?(?:until|till|before|by the time|as long as|for as long as|so long as|pending|"
        r"prior to|ahead of|in the run-up to|in the runup to) .+",
    ),
)
