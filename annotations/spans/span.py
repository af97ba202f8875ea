"""A passage of a text: its extent, its words, the words around it."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["mention", "claim", "prediction"]

CONTEXT_LENGTH = 32  # code points on each side; what the W3C annotation tools keep, too

# Characters that belong to the one before them: marks, the zero-width joiner, variation selectors
# (which are marks).
ZERO_WIDTH_JOINER = "\u200d"


class SpanError(ValueError):
    """An extent that is no passage of its text; the message says why, and what to do."""


class QuoteMismatch(SpanError):  # noqa: N818, a mismatch says more than an error
    """The words sent along with the offsets are not the words that stand there.

    `expected` are the words sent, `actual` those of the text from `start` to `end`.
    """

    def __init__(self, start: int, end: int, expected: str, actual: str) -> None:
        super().__init__(
            f"From {start} to {end} the text reads {actual!r}, not {expected!r}. "
            "Load the text again and select the passage anew."
        )
        self.start = start
        self.end = end
        self.expected = expected
        self.actual = actual


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """From `start` up to, not including, `end`, in code points; never empty.

    Raises SpanError for anything else.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(
                f"{self.start} to {self.end} is not a passage: it must begin at 0 or later "
                "and end after it begins."
            )


@dataclass(frozen=True, slots=True)
class SpanRef:
    """What drawing needs to know of a span: which, of what kind, from where to where.

    `id` tells it from every other span drawn with it. Raises SpanError as Extent does.
    """

    id: int
    start: int
    end: int
    kind: Kind = "mention"

    def __post_init__(self) -> None:
        Extent(self.start, self.end)


def quote(text: str, start: int, end: int) -> str:
    """The words from `start` to `end`. Raises SpanError for what is no passage of the text."""
    extent = Extent(start, end)
    if extent.end > len(text):
        raise SpanError(
            f"{start} to {end} goes beyond the text, which has {len(text)} code points. "
            "See that the offsets belong to this revision and count code points."
        )
    return text[start:end]


def check(text: str, start: int, end: int, exact: str) -> None:
    """Make sure that `exact` stands from `start` to `end`, to the character.

    Raises QuoteMismatch where other words stand there, SpanError where none can.
    """
    actual = quote(text, start, end)
    if actual != exact:
        raise QuoteMismatch(start, end, expected=exact, actual=actual)


def context(text: str, start: int, end: int, length: int = CONTEXT_LENGTH) -> tuple[str, str]:
    """Up to `length` code points before the passage, and after it. Raises SpanError as quote."""
    quote(text, start, end)
    return text[max(0, start - length) : start], text[end : end + length]


def trim(text: str, start: int, end: int) -> Extent:
    """The passage without white space at either end (NBSP is white space, as in canonical text).

    A space that carries a combining mark is a character of its own, and stays. Raises SpanError
    for a passage of white space only, and as quote does.
    """
    words = quote(text, start, end)
    first, last = 0, len(words)
    while first < last and _is_bare_space(words, first):
        first += 1
    while last > first and _is_bare_space(words, last - 1):
        last -= 1
    if first == last:
        raise SpanError(f"From {start} to {end} there is only white space. Select some words.")
    return Extent(start + first, start + last)


def _is_bare_space(words: str, position: int) -> bool:
    following = words[position + 1 : position + 2]
    return words[position].isspace() and not (following and _continues_a_character(following))


def _continues_a_character(character: str) -> bool:
    return character == ZERO_WIDTH_JOINER or unicodedata.category(character)[0] == "M"
