"""By when, as horizon words say it: a proposal, which a curator confirms or leaves.

English only. The words are read by the published table (`TABLE`), counted from the days that the
date of the source allows and never from today. A reading is proposed only if it holds whichever
of these days was the day of publication; otherwise both readings are named and none is proposed.
"""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from annotations.scoring.periods import Period, days_after, months_after
from annotations.scoring.phrases import TABLE, Entry, Sense
from annotations.scoring.readings import length

__all__ = ["TABLE", "Entry", "Kind", "Proposal", "propose"]


class Kind(StrEnum):
    """What becomes of horizon words; the first three are grounds of a prediction's horizon."""

    STATED = "stated"
    EVENT = "event"
    DEFAULT_5Y = "default-5y"
    PAST = "past"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A horizon as its words have it, with the rule in words.

    `start` and `end` are the first and the last day, both in it. `basis` says where the end was
    counted from, if it was.
    """

    kind: Kind
    start: datetime.date | None
    end: datetime.date | None
    rule: str
    basis: str = ""


UNKNOWN = "The table has no such phrase; read it yourself, by the rules of the guideline."
NO_DATE = "The source has no date to count from: give it one."
TOO_VAGUE = (
    "The source's date allows every day from {earliest} to {latest}, longer than the term itself: "
    "date the source more exactly."
)
TWO_DAYS = (
    "The source's date allows {earliest} to {latest}: read from the first day it is {first}, "
    "from the last {last}. Choose, or date the source more exactly."
)
TWO_READINGS = "It may be {first}, or {last}: choose."
_BEFORE_IT = re.compile(r"^(?:(?:sometime|some time|perhaps|possibly|probably|maybe|already),? )+")
_AFTER_IT = re.compile(r" at the (?:latest|earliest)$")


def propose(words: str, earliest: datetime.date | None, latest: datetime.date | None) -> Proposal:
    """Read horizon `words` of a source that was published between two days, both possible.

    Without both days only words that name their own date are read. Raises ValueError if `latest`
    comes before `earliest`.
    """
    if earliest is None or latest is None:
        earliest = latest = None
    elif latest < earliest:
        raise ValueError(f"The latest day {latest} comes before the earliest, {earliest}.")
    phrase = _plain(words)
    for entry in TABLE:
        if match := entry.fits(phrase):
            return _read(entry, match, earliest, latest)
    return Proposal(Kind.UNKNOWN, None, None, UNKNOWN)


def _plain(words: str) -> str:
    """Return the words in small letters, with plain apostrophes and nothing around them."""
    lowered = " ".join(words.lower().replace("’", "'").split()).strip(' ,.;:()"“”')
    return _AFTER_IT.sub("", _BEFORE_IT.sub("", lowered))


def _read(
    entry: Entry,
    match: re.Match[str],
    earliest: datetime.date | None,
    latest: datetime.date | None,
) -> Proposal:
    if entry.sense is Sense.PAST:
        return Proposal(Kind.PAST, None, None, entry.rule)
    if entry.sense is Sense.OPEN:
        return Proposal(Kind.DOUBTFUL, None, None, entry.rule)
    start = earliest if entry.from_now else None
    if entry.sense is Sense.EVENT:
        return Proposal(Kind.EVENT, start, None, entry.rule)
    if entry.sense is Sense.VAGUE:
        return Proposal(Kind.DEFAULT_5Y, start, None, entry.rule)
    if (earliest is None or latest is None) and entry.counted:
        return Proposal(Kind.DOUBTFUL, None, None, NO_DATE)
    if entry.sense is Sense.TERM and earliest is not None and latest is not None:
        return _term(entry, match, earliest, latest)
    return _period(entry, match, earliest, latest)


def _term(
    entry: Entry, match: re.Match[str], earliest: datetime.date, latest: datetime.date
) -> Proposal:
    def after(day: datetime.date) -> datetime.date:
        months, days = length(match)
        return days_after(months_after(day, months), days)

    if after(earliest) < latest:
        why = TOO_VAGUE.format(earliest=earliest, latest=latest)
        return Proposal(Kind.DOUBTFUL, None, None, f"{entry.rule} {why}")
    basis = f'"{match[0]}", counted from {latest}'
    return Proposal(Kind.STATED, earliest, after(latest), entry.rule, basis)


def _period(
    entry: Entry,
    match: re.Match[str],
    earliest: datetime.date | None,
    latest: datetime.date | None,
) -> Proposal:
    assert entry.read is not None  # every entry of this sense has one, see the tests
    try:
        first = entry.read(match, earliest or datetime.date.min)
        last = entry.read(match, latest or datetime.date.min)
    except ValueError:  # 31 June, or years turned round
        return Proposal(Kind.UNKNOWN, None, None, "There is no such day, or not in that year.")
    if first != last:
        why = TWO_DAYS.format(
            earliest=earliest, latest=latest, first=_shown(first[0]), last=_shown(last[-1])
        )
        return Proposal(Kind.DOUBTFUL, None, None, f"{entry.rule} {why}")
    if len(first) > 1:
        why = TWO_READINGS.format(first=_shown(first[0]), last=_shown(first[1]))
        return Proposal(Kind.DOUBTFUL, None, None, f"{entry.rule} {why}")
    (period,) = first
    open_start = period.start == datetime.date.min
    if earliest is not None and period.end < earliest:
        start = None if open_start else period.start
        return Proposal(Kind.PAST, start, period.end, f"{entry.rule} That was before the source.")
    if earliest is not None:
        return Proposal(Kind.STATED, max(period.start, earliest), period.end, entry.rule)
    return Proposal(Kind.STATED, None if open_start else period.start, period.end, entry.rule)


def _shown(period: Period) -> str:
    if period.start == datetime.date.min:
        return f"up to {period.end}"
    return str(period.start) if period.start == period.end else str(period)
