"""Two revisions of a text aligned: which words of the new one are which of the old one.

In order first, as a difference is shown; then what was moved: long stretches that are gone from
one place and new in another. What the words of a place already are, it cannot be anew: so a twin
that was there before is never taken for a passage that was deleted.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, takewhile

from annotations.spans.normalised import plain
from sourcelib.text.alignment import Block, align
from sourcelib.text.confetti import without_confetti
from sourcelib.text.cutting import cut, weight

_WINDOW = 8  # pieces, spaces included, by which a moved stretch is found: four words
_PLACES = 8  # the longest stretches near a passage, by which it is looked for
_LEAST_MOVED = 16  # letters of a stretch that is taken for moved
# Pieces, spaces included, of a block that is in order and trusted whatever stands around it: twelve
# words. Set on the first two sources with their paragraphs in other orders.
_LONG = 24

Where = tuple[int, int]


class Aligned:
    """Two texts and the words that they share; all offsets in code points."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = cut(old), cut(new)
        self._old_at = [0, *accumulate(map(len, self._old))]
        self._new_at = [0, *accumulate(map(len, self._new))]
        self._old_plain = [plain(piece) for piece in self._old]
        self._new_plain = [plain(piece) for piece in self._new]
        blocks = without_confetti(align(self._old, self._new, plain), self._old, self._new)
        self._in_order = self._without_chance(blocks)
        # Which piece of the old text each piece of the new one is, and the reverse; -1 for none.
        self._from = [-1] * len(self._new)
        self._to = [-1] * len(self._old)
        for block in self._in_order:
            self._join(block)
        self._moved = self._find_moved()
        self._blocks = sorted([*self._in_order, *self._moved])

    def carried(self, start: int, end: int) -> tuple[int, int, bool] | None:
        """Return where a passage stands whose words all stand together, and whether in order."""
        first = bisect_right(self._old_at, start) - 1
        last = bisect_left(self._old_at, end) - 1
        for blocks, in_order in ((self._in_order, True), (self._moved, False)):
            place = bisect_right(blocks, first, key=lambda block: block.old) - 1
            if place < 0:
                continue
            block = blocks[place]
            if last < block.old + block.length:
                shift = block.new - block.old
                return (
                    self._inside(first, first + shift, start),
                    self._inside(last, last + shift, end),
                    in_order,
                )
        return None

    def _inside(self, old: int, new: int, offset: int) -> int:
        """Return where an offset inside a piece, or at its end, comes in the piece that it is."""
        into = offset - self._old_at[old]
        if into == len(self._old[old]):
            return self._new_at[new + 1]
        return self._new_at[new] + min(into, len(self._new[new]))

    def places(self, start: int, end: int, around: int) -> Iterator[Where]:
        """Yield where a passage would be, to judge by what is left of it and around it."""
        first = bisect_right(self._old_at, max(0, start - around)) - 1
        last = bisect_left(self._old_at, end + around)
        at = bisect_right(self._blocks, first, key=lambda block: block.old + block.length)
        near = takewhile(lambda block: block.old < last, islice(self._blocks, at, None))
        longest = heapq.nlargest(_PLACES, near, key=lambda block: block.length)
        for block in longest:
            shift = self._new_at[block.new] - self._old_at[block.old]
            yield start + shift, end + shift
        yield self.between(start, end)

    def between(self, start: int, end: int) -> Where:
        """Return the stretch of the new text between what was before a passage and after it."""
        first = bisect_right(self._old_at, start) - 1
        last = bisect_left(self._old_at, end)
        before = bisect_left(self._in_order, first, key=lambda block: block.old) - 1
        begun = done = 0
        if before >= 0:
            block = self._in_order[before]
            begun = self._new_at[block.new + min(block.length, first - block.old)]
        after = bisect_right(self._in_order, last, key=lambda block: block.old + block.length)
        if after < len(self._in_order):
            block = self._in_order[after]
            done = self._new_at[block.new + max(0, last - block.old)]
        else:
            done = self._new_at[-1]
        return begun, max(begun, done)

    def bracket(self, start: int, end: int) -> Where | None:
        """Return that stretch if the words right before the passage and right after it bound it."""
        first = bisect_right(self._old_at, start) - 1
        last = bisect_left(self._old_at, end)
        tight = (
            first > 0 and last < len(self._old) and min(self._to[first - 1], self._to[last]) >= 0
        )
        return self.between(start, end) if tight else None

    def own(self, start: int, end: int, passage: Where) -> Where | None:
        """Return the part of a stretch of the new text that can be the passage.

        Its ends are not words that stood elsewhere in the old text, nor is most of it.
        """
        first = bisect_right(self._new_at, start) - 1
        last = bisect_left(self._new_at, end)
        begun = bisect_right(self._old_at, passage[0]) - 1
        done = bisect_left(self._old_at, passage[1])

        def is_foreign(piece: int) -> bool:
            return self._from[piece] >= 0 and not begun <= self._from[piece] < done

        def is_outer(piece: int) -> bool:
            return is_foreign(piece) or self._new[piece].isspace()

        outer_first, outer_last = first, last
        while first < last and is_outer(first):
            first += 1
        while first < last and is_outer(last - 1):
            last -= 1
        # Signs alone are anybody's: the full stop before it may have been taken for that after it.
        if not any(map(weight, self._new[outer_first:first])):
            first = outer_first
        if not any(map(weight, self._new[last:outer_last])):
            last = outer_last
        pieces = range(first, last)
        foreign = sum(weight(self._new[piece]) for piece in pieces if is_foreign(piece))
        if first == last or 2 * foreign > sum(weight(self._new[piece]) for piece in pieces):
            return None
        return max(start, self._new_at[first]), min(end, self._new_at[last])

    def _join(self, block: Block) -> None:
        for at in range(block.length):
            self._from[block.new + at] = block.old + at
            self._to[block.old + at] = block.new + at

    def _without_chance(self, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks but for short ones that tear what stands once in each text elsewhere.

        Where paragraphs changed places, a few words of one are like a few of another, in order by
        chance; taken for the same, they would keep the true place from being found.
        """
        windows = list(_windows(self._old_plain))
        once_old = _once(windows)
        once_new = _once(list(_windows(self._new_plain)))

        def is_torn(block: Block) -> bool:
            for piece in range(block.old, block.old + block.length):
                around = range(max(0, piece - _WINDOW + 1), min(piece + 1, len(windows)))
                shifts = {
                    once_new[windows[start]] - start
                    for start in around
                    if windows[start] in once_old and windows[start] in once_new
                }
                if shifts and block.new - block.old not in shifts:
                    return True
            return False

        return [block for block in blocks if block.length >= _LONG or not is_torn(block)]

    def _find_moved(self) -> list[Block]:
        old, new = self._old_plain, self._new_plain
        places = _unique_windows(new, self._from)
        found: list[Block] = []
        for window, start in _unique_windows(old, self._to).items():
            if window in places and self._to[start] < 0 and self._from[places[window]] < 0:
                block = self._grown(old, new, start, places[window])
                if sum(map(weight, self._old[block.old : block.old + block.length])) > _LEAST_MOVED:
                    self._join(block)
                    found.append(block)
        return sorted(found)

    def _grown(self, old: Sequence[str], new: Sequence[str], start: int, place: int) -> Block:
        def is_free(one: int, other: int) -> bool:
            return self._to[one] < 0 and self._from[other] < 0 and old[one] == new[other]

        before = after = 0
        while before < min(start, place) and is_free(start - before - 1, place - before - 1):
            before += 1
        while after < min(len(old) - start, len(new) - place) and is_free(
            start + after, place + after
        ):
            after += 1
        return Block(start - before, place - before, before + after)


def _unique_windows(pieces: Sequence[str], known: Sequence[int]) -> dict[tuple[str, ...], int]:
    """Where each stretch of a few pieces begins that is not aligned yet, and comes once."""
    found: dict[tuple[str, ...], int] = {}
    repeated: set[tuple[str, ...]] = set()
    free = 0
    for at, number in enumerate(known):
        free = free + 1 if number < 0 else 0
        if free >= _WINDOW:
            window = tuple(pieces[at - _WINDOW + 1 : at + 1])
            if window in found:
                repeated.add(window)
            found[window] = at - _WINDOW + 1
    return {window: at for window, at in found.items() if window not in repeated}


def _windows(pieces: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each stretch of a few pieces, in order."""
    return zip(*(islice(pieces, first, None) for first in range(_WINDOW)), strict=False)


def _once(windows: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Where each stretch begins that comes once."""
    counts = Counter(windows)
    return {window: at for at, window in enumerate(windows) if counts[window] == 1}
