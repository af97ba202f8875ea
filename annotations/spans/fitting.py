"""A passage and the words around it, fitted to a stretch of another text: where it would stand there.

Runs of a few equal characters are chained in order; where the passage begins and ends follows from
the runs on either side of its ends (brackets): words put in before it stay outside, words changed
at its edge are inside. A run cannot come about by the chance of single letters, so an end is never
drawn to a letter far away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

# What a run of words in one place loses for each character put in or left out before the next: a
# run of 20 characters may lie 80 away. (Tuned on the development corpus.)
_PRICE_OF_DISTANCE = 0.25
# The least characters that make a run: four letters, or two of a script without spaces.
RUN = 4
RUN_UNSPACED = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """A passage with its context, made plain: it stands in `words` from `start` to `end`."""

    words: str
    start: int
    end: int
    run: int  # characters that make a run

    @property
    def quote(self) -> str:
        return self.words[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the passage would stand (in the plain text), and what speaks for it.

    `kept` is the share of the passage's characters that stand there, `own` the share of the
    characters there that are the passage's; `before` and `after` the shares of its context that
    stand around it, None where none is known. `start == end`: what was around it stands together.
    """

    start: int
    end: int
    kept: float
    own: float
    before: float | None
    after: float | None
    gap: int  # characters between what was before and what was after

    @property
    def alike(self) -> float:
        """How alike the words are, 0 to 1."""
        return 2 * self.kept * self.own / (self.kept + self.own) if self.kept else 0.0


class Run(NamedTuple):
    """Equal characters: where they begin in the pattern and in the text, and how many they are."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


def fit(pattern: Pattern, plain: str, first: int, last: int) -> Fit | None:
    """Fit the pattern to `plain[first:last]`; None where nothing of it stands there."""
    runs = _chain(_runs(pattern, plain, first, last))
    if not runs:
        return None
    start = _start(pattern, plain, runs)
    end = _end(pattern, plain, runs)
    kept = _overlap(runs, pattern.start, pattern.end, start, end)
    quote = pattern.end - pattern.start
    return Fit(
        start=start,
        end=max(start, end),
        kept=kept / quote,
        own=kept / max(1, end - start),
        before=_share(runs, 0, pattern.start),
        after=_share(runs, pattern.end, len(pattern.words)),
        gap=_gap(pattern, runs),
    )


def _runs(pattern: Pattern, plain: str, first: int, last: int) -> list[Run]:
    """The longest common sequence of runs: of grams, that is, since equal neighbours overlap."""
    size = pattern.run
    old = [pattern.words[at : at + size] for at in range(len(pattern.words) - size + 1)]
    new = [plain[at : at + size] for at in range(first, last - size + 1)]
    found: list[Run] = []
    for code in LCSseq.opcodes(old, new):
        if code.tag != "equal":
            continue
        run = Run(code.src_start, first + code.dest_start, code.src_end - code.src_start + size - 1)
        if found:  # the end of one run and the beginning of the next can be the same characters
            shared = max(found[-1].old_end - run.old, found[-1].new_end - run.new, 0)
            run = Run(run.old + shared, run.new + shared, run.length - shared)
        if run.length > 0:
            found.append(run)
    return found


def _chain(runs: Sequence[Run]) -> list[Run]:
    """The runs that belong together: the stretch of them that is worth most, distances paid."""
    best: list[Run] = []
    worth = best_worth = 0.0
    begun = 0
    for index, run in enumerate(runs):
        if index:
            before = runs[index - 1]
            worth -= _PRICE_OF_DISTANCE * abs(
                (run.new - before.new_end) - (run.old - before.old_end)
            )
            if worth <= 0:
                worth, begun = 0.0, index
        worth += run.length
        if worth > best_worth:
            best, best_worth = list(runs[begun : index + 1]), worth
    return best


def _start(pattern: Pattern, plain: str, runs: Sequence[Run]) -> int:
    """Where the passage begins: at its own first words if they stand there, else after its prefix."""
    at = pattern.start
    left = next((run for run in reversed(runs) if run.old < at), None)
    right = next((run for run in runs if run.old_end > at), None)
    if left is not None and left == right:
        return left.new + at - left.old
    if right is None:
        return left.new_end if left else 0
    if right.old == at:
        return right.new
    if left is None:
        return _word_start(plain, max(0, right.new - (right.old - at)))
    if left.old_end == at:
        return left.new_end
    return _between(pattern, plain, left, right, at)


def _end(pattern: Pattern, plain: str, runs: Sequence[Run]) -> int:
    """Where the passage ends, as `_start`."""
    at = pattern.end
    left = next((run for run in reversed(runs) if run.old < at), None)
    right = next((run for run in runs if run.old_end > at), None)
    if left is not None and left == right:
        return left.new + at - left.old
    if left is None:
        return right.new if right else 0
    if left.old_end == at:
        return left.new_end
    if right is None:
        return _word_end(plain, min(len(plain), left.new_end + at - left.old_end))
    if right.old == at:
        return right.new
    return _between(pattern, plain, left, right, at)


def _between(pattern: Pattern, plain: str, left: Run, right: Run, at: int) -> int:
    """Where an offset of the pattern comes that lies between two runs, both sides changed."""
    old = pattern.words[left.old_end : right.old]
    new = plain[left.new_end : right.new]
    reached = 0
    for code in Levenshtein.opcodes(old, new):
        if left.old_end + code.src_end >= at:
            into = at - left.old_end - code.src_start
            reached = min(code.dest_start + into, code.dest_end)
            break
    return _nearest_word(plain, left.new_end + reached)


def _overlap(runs: Sequence[Run], old: int, old_end: int, new: int, new_end: int) -> int:
    """How many characters of `old` to `old_end` stand from `new` to `new_end`."""
    total = 0
    for run in runs:
        first = max(run.old, old, run.old + new - run.new)
        last = min(run.old_end, old_end, run.old + new_end - run.new)
        total += max(0, last - first)
    return total


def _share(runs: Sequence[Run], start: int, end: int) -> float | None:
    if start == end:
        return None
    kept = sum(max(0, min(run.old_end, end) - max(run.old, start)) for run in runs)
    return kept / (end - start)


def _gap(pattern: Pattern, runs: Sequence[Run]) -> int:
    """How much stands between the context's two sides; as long as the quote, if one is missing."""
    left = next((run for run in reversed(runs) if run.old < pattern.start), None)
    right = next((run for run in runs if run.old_end > pattern.end), None)
    if left is None or right is None:
        return pattern.end - pattern.start
    before = left.new + min(left.length, pattern.start - left.old)
    after = right.new + max(0, pattern.end - right.old)
    return max(0, after - before)


def _word_start(plain: str, at: int) -> int:
    while 0 < at < len(plain) and plain[at - 1].isalnum() and plain[at].isalnum():
        at -= 1
    return at


def _word_end(plain: str, at: int) -> int:
    while 0 < at < len(plain) and plain[at - 1].isalnum() and plain[at].isalnum():
        at += 1
    return at


def _nearest_word(plain: str, at: int) -> int:
    before, after = _word_start(plain, at), _word_end(plain, at)
    return before if at - before <= after - at else after
