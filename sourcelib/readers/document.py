"""What every reader makes of a file: the text, what is known about it, what was done to it."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year", "unknown"]

ISO_FORM: dict[Precision, str] = {
    "day": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "year": r"\d{4}",
    "unknown": "",
}


class ReaderError(ValueError):
    """A file that is refused: where (`place`), what is wrong (`problem`), what to do (`remedy`)."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}.")
        self.place = place
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    `value` is ISO 8601 cut to the precision: "2015-05-20", "2015-05", "2015", "" if unknown.
    Raises ValueError where the two do not agree or no such day exists.
    """

    value: str
    precision: Precision

    def __post_init__(self) -> None:
        if not re.fullmatch(ISO_FORM[self.precision], self.value, re.ASCII):
            raise ValueError(f"{self.value!r} is not a date of precision {self.precision!r}")
        _ = self.first_day  # raises for a month or day that does not exist

    @property
    def first_day(self) -> datetime.date | None:
        """The first day that the date allows."""
        if not self.value:
            return None
        return datetime.date.fromisoformat((self.value + "-01-01")[:10])

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that the date allows."""
        first = self.first_day
        if first is None or self.precision == "day":
            return first
        month = 12 if self.precision == "year" else first.month
        return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])


UNKNOWN_DATE = PartialDate("", "unknown")

What = Literal[
    "title",
    "byline",
    "date",
    "publication",
    "original_url",
    "language",
    "author_note",
    "disclaimer",
    "genre",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader recognised in the file.

    `text` is as it stands in the file, mark-up apart; `place` says where ("line 43"). `cut` tells
    whether it was taken out of the text, or only read off it. A `doubtful` finding waits for a
    person: reading again with its `key` in `keep` leaves it where it stood.
    """

    what: What
    text: str
    place: str
    doubtful: bool
    why: str
    cut: bool = True

    @property
    def key(self) -> str:
        return f"{self.what} at {self.place}"


@dataclass(frozen=True, slots=True)
class Change:
    """Something done to the text other than taking out a finding; `place` may be the whole file."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read. `text` is canonical; what the file does not say is None or empty.

    `places` says of each paragraph of the text where it was found in the file.
    """

    text: str
    places: tuple[str, ...]
    title: str | None
    bylines: tuple[str, ...]
    date: PartialDate
    publication: str | None
    original_url: str | None
    language: str | None
    author_note: str | None
    disclaimer: str | None
    genre: str | None
    found: tuple[Finding, ...]
    changes: tuple[Change, ...]
    reader: str
    reader_version: str
    charset: str
