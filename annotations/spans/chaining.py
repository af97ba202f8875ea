"""What of a passage and its context stands in a stretch of another text: runs, in order.

Long runs first, then shorter ones between them and right beside them. A run of a few characters
comes about by chance if one looks far enough; between two long runs it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from sourcelib.text.alignment import align
from sourcelib.text.cutting import cut

# The least characters that make a run: four letters, or two of a script without spaces; and of a
# run that is looked for everywhere. (Tuned on the development corpus, as is the price.)
RUN = 4
RUN_UNSPACED = 2
_LONG = {RUN: 10, RUN_UNSPACED: 5}
# What a run loses for each character put in or left out before the next: a run of 20 characters
# may lie 80 away.
_PRICE_OF_DISTANCE = 0.25
_ASIDE = 16  # characters by which context may have been pushed aside
_LARGEST = 30_000_000  # characters of one side times those of the other: 10 ms and 4 MB
_PRICE_OF_OTHERS = 0.1  # and for each that stands there instead of one of the pattern's


@dataclass(frozen=True, slots=True)
class Pattern:
    """A passage with its context, made plain: it stands in `words` from `start` to `end`."""

    words: str
    start: int
    end: int
    run: int  # characters that make a run

    @property
    def quote(self) -> str:
        """The passage itself."""
        return self.words[self.start : self.end]


class Run(NamedTuple):
    """Equal characters: where they begin in the pattern and in the text, and how many they are."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where they end in the pattern."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where they end in the text."""
        return self.new + self.length


class _Gap(NamedTuple):
    old: int
    old_end: int
    new: int
    new_end: int


def chain(pattern: Pattern, plain: str, first: int, last: int) -> list[Run]:
    """Return the runs of the pattern in `plain[first:last]` that belong together, in order."""
    whole = _Gap(0, len(pattern.words), first, last)
    runs = _worthiest(_runs(pattern.words, plain, whole, _LONG[pattern.run]), pattern.run)
    if not runs:
        return _worthiest(_runs(pattern.words, plain, whole, pattern.run), pattern.run)
    found: list[Run] = []
    for gap in _gaps(runs, whole):
        found += _runs(pattern.words, plain, gap, pattern.run)
    return _worthiest(sorted([*runs, *found]), pattern.run)


def beside(pattern: Pattern, plain: str, start: int, end: int) -> list[Run]:
    """Return the runs of the context alone, where the passage stands from `start` to `end`."""
    before, after = pattern.start, len(pattern.words) - pattern.end
    first = max(0, start - before - before // 4 - _ASIDE)
    last = min(len(plain), end + after + after // 4 + _ASIDE)
    return [
        *_runs(pattern.words, plain, _Gap(0, pattern.start, first, start), pattern.run),
        *_runs(pattern.words, plain, _Gap(pattern.end, len(pattern.words), end, last), pattern.run),
    ]


def _gaps(runs: Sequence[Run], whole: _Gap) -> list[_Gap]:
    """What lies between the long runs, where it is of much the same length, and beside them."""
    head, tail = runs[0], runs[-1]
    before = head.old + head.old // 4 + 8
    after = whole.old_end - tail.old_end
    after += after // 4 + 8
    found = [_Gap(0, head.old, max(whole.new, head.new - before), head.new)]
    for left, right in pairwise(runs):
        gap = _Gap(left.old_end, right.old, left.new_end, right.new)
        if gap.new_end - gap.new <= 2 * (gap.old_end - gap.old) + 40:
            found.append(gap)
    found.append(
        _Gap(tail.old_end, whole.old_end, tail.new_end, min(whole.new_end, tail.new_end + after))
    )
    return found


def _runs(words: str, plain: str, gap: _Gap, size: int) -> list[Run]:
    """The longest common sequence of runs: of grams, that is, since equal neighbours overlap."""
    if (gap.old_end - gap.old) * (gap.new_end - gap.new) > _LARGEST:
        return _long_runs(words, plain, gap, size)
    old = [words[at : at + size] for at in range(gap.old, gap.old_end - size + 1)]
    new = [plain[at : at + size] for at in range(gap.new, gap.new_end - size + 1)]
    if not old or not new:
        return []
    found: list[Run] = []
    for code in LCSseq.opcodes(old, new):
        if code.tag != "equal":
            continue
        length = code.src_end - code.src_start + size - 1
        run = Run(gap.old + code.src_start, gap.new + code.dest_start, length)
        if found:  # the end of one run and the beginning of the next can be the same characters
            shared = max(found[-1].old_end - run.old, found[-1].new_end - run.new, 0)
            run = Run(run.old + shared, run.new + shared, run.length - shared)
        if run.length > 0:
            found.append(run)
    return found


def _long_runs(words: str, plain: str, gap: _Gap, size: int) -> list[Run]:
    """The same for stretches so long that they are aligned word by word."""
    old, new = cut(words[gap.old : gap.old_end]), cut(plain[gap.new : gap.new_end])
    old_at = list(accumulate(map(len, old), initial=gap.old))
    new_at = list(accumulate(map(len, new), initial=gap.new))
    runs = [
        Run(old_at[one], new_at[other], old_at[one + length] - old_at[one])
        for one, other, length in align(old, new)
    ]
    return [run for run in runs if run.length >= size]


def _worthiest(runs: Sequence[Run], size: int) -> list[Run]:
    """The runs that belong together: the stretch of them that is worth most, distances paid.

    A run is worth its grams, not its characters: one that is as short as can be says little.
    """
    best: list[Run] = []
    worth = best_worth = 0.0
    begun = 0
    for index, run in enumerate(runs):
        if index:
            left = runs[index - 1]
            old, new = run.old - left.old_end, run.new - left.new_end
            worth -= _PRICE_OF_DISTANCE * abs(new - old) + _PRICE_OF_OTHERS * min(new, old)
            if worth <= 0:
                worth, begun = 0.0, index
        worth += max(1, run.length - size + 1)
        if worth > best_worth:
            best, best_worth = list(runs[begun : index + 1]), worth
    return best
