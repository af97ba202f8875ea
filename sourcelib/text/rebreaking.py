"""The breaks of a text put right by a person: white space moves, words do not.

A curator gets a text as it was read and gives it back with paragraphs joined, split or left out.
`steps` tells what they did, or refuses at the first word that differs; `rebroken` does it again,
and `carried` does so on another reading of the same source. What lies between two words on one
line stays as it was read, whatever the form that carried the text has made of it.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

from sourcelib.text.canonical import PARAGRAPH_BREAK, canonicalise
from sourcelib.text.cutting import cut
from sourcelib.text.errors import TextError

# A byte order mark inside of a text is invisible, and goes where it comes to its front.
_GAP = re.compile(r"[\s\ufeff]+")
_MOST_PLACES = 64  # where the words given may go on, at once; more than one only after repetitions
_CONTEXT = 40  # characters on either side that tell whether two words would become one

RESTORE = "Put the words back: only white space and whole paragraphs can be corrected here"


@dataclass(frozen=True, slots=True)
class Step:
    """One correction: of which paragraph as it was read (from 1), and where in it.

    "joined" to the last one before it that is kept, with `gap` between them (a space, a line end
    or nothing); "split" at the white space that begins at `at`; "line": the line there is broken or
    goes on, as `gap` says.
    """

    kind: Literal["left out", "joined", "split", "line"]
    paragraph: int
    at: int = 0
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Rebroken:
    """A canonical text, and of each paragraph the numbers of those as read that it is made of."""

    text: str
    origins: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """A text without its white space; `gaps` has that, by the number of characters before it."""

    solid: str
    gaps: dict[int, str]

    places: list[int]  # of the gaps, in order

    def gap(self, at: int) -> str:
        return self.gaps.get(at, "")

    def between(self, start: int, end: int) -> list[int]:
        """The places of the gaps that have words of this extent on both sides."""
        return self.places[bisect_right(self.places, start) : bisect_left(self.places, end)]

    def shown(self, at: int) -> str:
        """What stands around a place, for a message."""
        begin, end = max(0, at - 12), min(at + 18, len(self.solid))
        words = "".join(
            self.solid[n] if n == begin else f"{' ' * (n in self.gaps)}{self.solid[n]}"
            for n in range(begin, end)
        )
        return f"{'…' * (begin > 0)}{words}{'…' * (end < len(self.solid))}"


def steps(before: str, after: str) -> list[Step]:
    """Return what makes `after` of the canonical text `before`.

    Raises TextError, whose place is a paragraph of `before`, if a word was changed, put in, moved
    or taken out, or if nothing is left.
    """
    read = [_words(paragraph) for paragraph in before.split(PARAGRAPH_BREAK)]
    given = _words(canonicalise(after).text)
    if not given.solid:
        raise TextError(
            "the text", "nothing is left of it", "Keep one paragraph, or discard the whole"
        )
    starts = _starts(read, given)
    found: list[Step] = []
    first = True
    for number, (paragraph, start) in enumerate(zip(read, starts, strict=True), start=1):
        if start is None:
            found.append(Step("left out", number))
            continue
        gap = given.gap(start)
        if not first and PARAGRAPH_BREAK not in gap:
            if not gap:
                _check_parted(given, start, number)
            found.append(Step("joined", number, gap=_plain(gap)))
        first = False
        found += _inside(number, paragraph, given, start)
    return found


def rebroken(text: str, taken: Sequence[Step]) -> Rebroken:
    """Return a canonical text with the steps taken that `steps` found for it."""
    by_paragraph: dict[int, list[Step]] = {}
    for step in taken:
        by_paragraph.setdefault(step.paragraph, []).append(step)
    parts: list[str] = []
    origins: list[tuple[int, ...]] = []
    for number, words in enumerate(text.split(PARAGRAPH_BREAK), start=1):
        mine = by_paragraph.get(number, [])
        if any(step.kind == "left out" for step in mine):
            continue
        joined = next((step for step in mine if step.kind == "joined"), None)
        for step in sorted(mine, key=lambda step: -step.at):
            if step.kind in ("split", "line"):
                gap = _GAP.match(words, step.at)
                now = PARAGRAPH_BREAK if step.kind == "split" else step.gap
                words = words[: step.at] + now + words[gap.end() if gap else step.at :]
        first, *others = words.split(PARAGRAPH_BREAK)
        if joined and parts:
            indent = _GAP.match(first)
            parts[-1] += joined.gap + first[indent.end() if indent else 0 :]
            origins[-1] += (number,)
        else:
            parts.append(first)
            origins.append((number,))
        parts += others
        origins += [(number,)] * len(others)
    return Rebroken(canonicalise(PARAGRAPH_BREAK.join(parts)).text, tuple(origins))


def carried(taken: Sequence[Step], before: str, now: str) -> list[Step]:
    """Return the steps on `before` as steps on another reading; those that do not fit it are gone.

    A step fits where its paragraph reads the same; a join needs the paragraph before it too.
    """
    old, new = before.split(PARAGRAPH_BREAK), now.split(PARAGRAPH_BREAK)
    number: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        number.update({block.a + n + 1: block.b + n + 1 for n in range(block.size)})
    return [
        replace(step, paragraph=number[step.paragraph])
        for step in taken
        if step.paragraph in number
        and (step.kind != "joined" or number.get(step.paragraph - 1) == number[step.paragraph] - 1)
    ]


def _words(text: str) -> _Words:
    parts: list[str] = []
    gaps: dict[int, str] = {}
    length = end = 0
    for match in _GAP.finditer(text):
        parts.append(text[end : match.start()])
        length += match.start() - end
        gaps[length] = match.group()
        end = match.end()
    return _Words("".join((*parts, text[end:])), gaps, list(gaps))


def _starts(read: Sequence[_Words], given: _Words) -> list[int | None]:
    """Where in the words given each paragraph begins; None for one that was left out."""
    # Each place that can be reached by the paragraphs so far, and the paragraph that led there.
    # Paragraphs that repeat make several; those that are furthest are the likeliest.
    reached: dict[int, tuple[int, int]] = {0: (-1, 0)}
    places = [0]
    for index, paragraph in enumerate(read):
        for place in places[: -_MOST_PLACES - 1 : -1]:
            end = place + len(paragraph.solid)
            if end not in reached and given.solid.startswith(paragraph.solid, place):
                reached[end] = (index, place)
                insort(places, end)
    if len(given.solid) not in reached:
        furthest = places[-1]
        raise _different(read, reached[furthest][0] + 1, given, furthest)
    starts: list[int | None] = [None] * len(read)
    place = len(given.solid)
    while place:
        index, place = reached[place]
        starts[index] = place
    return starts


def _different(read: Sequence[_Words], first: int, given: _Words, place: int) -> TextError:
    """Say which paragraph the words given depart from: the one that agrees with them longest."""
    rest = given.solid[place:]
    if first == len(read):
        problem = f"“{given.shown(place)}” does not stand there in the source"
        return TextError("the end of the text", problem, RESTORE)
    index = max(range(first, len(read)), key=lambda index: _agreement(read[index].solid, rest))
    at = _agreement(read[index].solid, rest)
    problem = f"“{given.shown(place + at)}” stands where the source has “{read[index].shown(at)}”"
    return TextError(f"paragraph {index + 1}", problem, RESTORE)


def _agreement(one: str, other: str) -> int:
    """How many characters both begin with."""
    for at, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return at
    return min(len(one), len(other))


def _inside(number: int, paragraph: _Words, given: _Words, start: int) -> Iterator[Step]:
    """Yield what was done between the first and the last word of a paragraph."""
    length = len(paragraph.solid)
    theirs = (at - start for at in given.between(start, start + length))
    before = len(paragraph.gap(0))  # white space of the paragraph that stands before the place
    for at in sorted({*paragraph.between(0, length), *theirs}):
        was, now = paragraph.gap(at), given.gap(start + at)
        if PARAGRAPH_BREAK in now:
            if not was:
                _check_parted(given, start + at, number)
            yield Step("split", number, at + before)
        elif not was:
            raise _moved(given, start + at, number)
        elif _plain(was) != _plain(now):
            if not now:
                _check_parted(given, start + at, number)
            yield Step("line", number, at + before, _plain(now))
        before += len(was)


def _plain(gap: str) -> str:
    return "\n" if "\n" in gap else " " if gap else ""


def _check_parted(given: _Words, at: int, number: int) -> None:
    """Refuse to make one word of two, or two of one. Raises TextError."""
    left, right = given.solid[max(0, at - _CONTEXT) : at], given.solid[at : at + _CONTEXT]
    if len(left) not in accumulate(map(len, cut(left + right))):
        raise _moved(given, at, number)


def _moved(given: _Words, at: int, number: int) -> TextError:
    left, right = given.solid[max(0, at - 12) : at], given.solid[at : at + 12]
    problem = f"between “{left}” and “{right}”, white space makes two words of one, or one of two"
    return TextError(f"paragraph {number}", problem, RESTORE)
