"""Offsets in code points, UTF-16 code units and UTF-8 bytes, and the way from one to another.

Python and this library count code points; JavaScript and Java count UTF-16 units; Taguette counts
UTF-8 bytes. Nothing else in the project converts; the twin of this module in the browser is
`static/annotations/units.js`, and both answer to `tests/spans/unit_cases.json`.
"""

import re
from bisect import bisect_left
from functools import cached_property

# A code point above U+FFFF takes two UTF-16 units, one above U+007F two to four UTF-8 bytes.
WIDE_IN_UTF16 = re.compile(r"[\U00010000-\U0010ffff]")
WIDE_IN_UTF8 = re.compile(r"[^\x00-\x7f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


class OffsetError(ValueError):
    """An offset that has no counterpart in the other unit; the message says which, and what to do.

    `offset` is the offset as given; for a text that holds half a surrogate pair, where it stands.
    """

    def __init__(self, offset: int, problem: str, remedy: str) -> None:
        super().__init__(f"offset {offset}: {problem}. {remedy}.")
        self.offset = offset


class OffsetIndex:
    """Converts many offsets of one text, which is looked through once: O(log n) each.

    Raises OffsetError for a text that holds a lone surrogate: no file and no browser's form can
    hold one, and it has no length in UTF-8.
    """

    def __init__(self, text: str) -> None:
        surrogate = SURROGATE.search(text)
        if surrogate:
            raise OffsetError(
                surrogate.start(),
                f"U+{ord(surrogate.group()):04X} is half of a surrogate pair, not a character",
                "Take it out of the text",
            )
        self._text = text

    @cached_property
    def _utf16(self) -> "_Wide":
        return _Wide(self._text, "utf-16-le", 2, WIDE_IN_UTF16, "UTF-16 unit")

    @cached_property
    def _utf8(self) -> "_Wide":
        return _Wide(self._text, "utf-8", 1, WIDE_IN_UTF8, "UTF-8 byte")

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._utf16.length

    @property
    def utf8_length(self) -> int:
        """The length of the text in UTF-8 bytes."""
        return self._utf8.length

    def to_utf16(self, offset: int) -> int:
        """UTF-16 units before the code point offset. Raises OffsetError outside the text."""
        return self._utf16.to_units(offset)

    def from_utf16(self, offset: int) -> int:
        """Code points before the UTF-16 offset.

        Raises OffsetError outside the text and between the halves of a surrogate pair.
        """
        return self._utf16.from_units(offset)

    def to_utf8(self, offset: int) -> int:
        """UTF-8 bytes before the code point offset. Raises OffsetError outside the text."""
        return self._utf8.to_units(offset)

    def from_utf8(self, offset: int) -> int:
        """Code points before the byte offset.

        Raises OffsetError outside the text and between the bytes of a character.
        """
        return self._utf8.from_units(offset)


class _Wide:
    """The characters of a text that take more than one unit of an encoding, and where they end."""

    def __init__(
        self, text: str, encoding: str, unit_bytes: int, wide: re.Pattern[str], unit: str
    ) -> None:
        self.unit = unit
        self.code_points = len(text)
        self.before: list[int] = []  # code points before each wide character
        self.starts: list[int] = []  # units before it
        self.ends: list[int] = []  # units up to and with it
        surplus = 0
        for match in wide.finditer(text):
            width = len(match.group().encode(encoding)) // unit_bytes
            self.before.append(match.start())
            self.starts.append(match.start() + surplus)
            surplus += width - 1
            self.ends.append(match.end() + surplus)
        self.length = self.code_points + surplus

    def to_units(self, offset: int) -> int:
        _refuse_outside(offset, self.code_points, "code point")
        wide_before = bisect_left(self.before, offset)
        if not wide_before:
            return offset
        last = wide_before - 1
        return self.ends[last] + offset - (self.before[last] + 1)

    def from_units(self, offset: int) -> int:
        _refuse_outside(offset, self.length, self.unit)
        wide_before = bisect_left(self.starts, offset)
        if not wide_before:
            return offset
        last = wide_before - 1
        if offset < self.ends[last]:
            raise OffsetError(
                offset,
                f"this {self.unit} is inside a character, which spans "
                f"{self.starts[last]} to {self.ends[last]}",
                "Move it to the character's start or end",
            )
        return self.before[last] + 1 + offset - self.ends[last]


def _refuse_outside(offset: int, length: int, unit: str) -> None:
    if not 0 <= offset <= length:
        raise OffsetError(
            offset,
            f"outside the text, whose {unit} offsets go from 0 to {length}",
            "See that offset and text belong to the same revision, and in which unit it counts",
        )


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 units. Raises OffsetError as OffsetIndex does."""
    return OffsetIndex(text).utf16_length


def utf8_length(text: str) -> int:
    """The length of `text` in UTF-8 bytes. Raises OffsetError as OffsetIndex does."""
    return OffsetIndex(text).utf8_length


def to_utf16(text: str, offset: int) -> int:
    """One conversion; for many, see OffsetIndex.to_utf16."""
    return OffsetIndex(text).to_utf16(offset)


def from_utf16(text: str, offset: int) -> int:
    """One conversion; for many, see OffsetIndex.from_utf16."""
    return OffsetIndex(text).from_utf16(offset)


def to_utf8(text: str, offset: int) -> int:
    """One conversion; for many, see OffsetIndex.to_utf8."""
    return OffsetIndex(text).to_utf8(offset)


def from_utf8(text: str, offset: int) -> int:
    """One conversion; for many, see OffsetIndex.from_utf8."""
    return OffsetIndex(text).from_utf8(offset)
