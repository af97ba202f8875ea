"""Two sequences of words aligned: which stretches stand in both, in the same order.

Whole paragraphs first, then sentences, then stretches of a few words, each where it is unique on
both sides; what is left between them is aligned word by word. So a sentence that stayed is not
torn to pieces by the words of those around it, and the time is bounded for texts of any kind.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from sourcelib.text.cutting import ends_paragraph, ends_sentence

# Words of one side times words of the other that are compared one by one at once: 30 ms and
# 13 MB, as measured. What is larger and has no unique stretch is compared in parts.
_LARGEST = 100_000_000
_PART = 5_000  # words of a part
_SHORTEST_SENTENCE = 8  # pieces, spaces included: shorter ones are unique by accident
_STRETCH = 8  # pieces of a stretch that is looked for in large gaps: four words and their spaces
_MOST_STRETCHES = 20_000  # the longest that are put in order


class Block(NamedTuple):
    """A stretch of equal words: where it begins in the old and the new, and how many they are."""

    old: int
    new: int
    length: int


class _Gap(NamedTuple):
    old: int
    old_end: int
    new: int
    new_end: int


def align(old: Sequence[str], new: Sequence[str], plain: Callable[[str], str] = str) -> list[Block]:
    """Return the stretches that stand in both, in order, none touching the next on both sides.

    Words are equal that are equal when made `plain`.
    Deterministic; not the longest common subsequence where a unique paragraph or sentence would
    have to be given up for it.
    """
    number: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = {word: number[plain(word)] for word in {**dict.fromkeys(old), **dict.fromkeys(new)}}
    aligner = _Aligner(old, new, [numbers[word] for word in old], [numbers[word] for word in new])
    return aligner.blocks()


class _Aligner:
    def __init__(
        self, old: Sequence[str], new: Sequence[str], old_ids: list[int], new_ids: list[int]
    ) -> None:
        self._words = (old, new)
        self._old = old_ids
        self._new = new_ids

    def blocks(self) -> list[Block]:
        found, gaps = self._stripped(_Gap(0, len(self._old), 0, len(self._new)))
        for units in (self._paragraphs, self._sentences, self._stretches):
            rest: list[_Gap] = []
            for gap in gaps:
                anchored, between = self._anchored(gap, units)
                found += anchored
                rest += between
            gaps = rest
        for gap in gaps:
            found += self._by_word(gap)
        return _joined(found)

    def _stripped(self, gap: _Gap) -> tuple[list[Block], list[_Gap]]:
        """Take what is equal at both ends of a gap; leave what lies between, if both have some."""
        old, old_end, new, new_end = gap
        while old < old_end and new < new_end and self._old[old] == self._new[new]:
            old, new = old + 1, new + 1
        while old < old_end and new < new_end and self._old[old_end - 1] == self._new[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
        found = [
            block
            for block in (
                Block(gap.old, gap.new, old - gap.old),
                Block(old_end, new_end, gap.old_end - old_end),
            )
            if block.length
        ]
        left = [_Gap(old, old_end, new, new_end)] if old < old_end and new < new_end else []
        return found, left

    def _anchored(
        self, gap: _Gap, units: Callable[[_Gap], tuple["_Units", "_Units"]]
    ) -> tuple[list[Block], list[_Gap]]:
        """Take the units that are unique on both sides of a gap, and what is equal around them."""
        blocks = _in_order(_matched(*units(gap)))
        found: list[Block] = []
        rest: list[_Gap] = []
        old, new = gap.old, gap.new
        for block in (*blocks, Block(gap.old_end, gap.new_end, 0)):
            around, between = self._stripped(_Gap(old, block.old, new, block.new))
            found += around
            rest += between
            if block.length:
                found.append(block)
            old, new = block.old + block.length, block.new + block.length
        return found, rest

    def _paragraphs(self, gap: _Gap) -> tuple["_Units", "_Units"]:
        return self._cut(gap, ends_paragraph, shortest=2)

    def _sentences(self, gap: _Gap) -> tuple["_Units", "_Units"]:
        return self._cut(gap, ends_sentence, shortest=_SHORTEST_SENTENCE)

    def _cut(
        self, gap: _Gap, ends: Callable[[str], bool], shortest: int
    ) -> tuple["_Units", "_Units"]:
        old, new = self._words
        return (
            _units(old, self._old, gap.old, gap.old_end, ends, shortest),
            _units(new, self._new, gap.new, gap.new_end, ends, shortest),
        )

    def _stretches(self, gap: _Gap) -> tuple["_Units", "_Units"]:
        if (gap.old_end - gap.old) * (gap.new_end - gap.new) <= _LARGEST:
            return {}, {}  # small enough to be compared word by word, which sees more
        return (
            _windows(self._old, gap.old, gap.old_end),
            _windows(self._new, gap.new, gap.new_end),
        )

    def _by_word(self, gap: _Gap) -> Iterator[Block]:
        for old, old_end, new, new_end in _parts(gap):
            opcodes = LCSseq.opcodes(self._old[old:old_end], self._new[new:new_end])
            for code in opcodes:
                if code.tag == "equal":
                    length = code.src_end - code.src_start
                    yield Block(old + code.src_start, new + code.dest_start, length)


# Units: what they are made of, and where each begins and ends; -1 for one that comes again.
_Units = dict[tuple[int, ...], tuple[int, int]]
_REPEATED = (-1, -1)


def _units(
    words: Sequence[str],
    ids: Sequence[int],
    start: int,
    end: int,
    ends: Callable[[str], bool],
    shortest: int,
) -> _Units:
    found: _Units = {}
    begun = start
    for at in range(start, end):
        if at + 1 == end or ends(words[at]):
            if at + 1 - begun >= shortest:
                key = tuple(ids[begun : at + 1])
                found[key] = _REPEATED if key in found else (begun, at + 1)
            begun = at + 1
    return found


def _windows(ids: Sequence[int], start: int, end: int) -> _Units:
    found: _Units = {}
    for at in range(start, end - _STRETCH + 1):
        key = tuple(ids[at : at + _STRETCH])
        found[key] = _REPEATED if key in found else (at, at + _STRETCH)
    return found


def _matched(old: _Units, new: _Units) -> list[Block]:
    """Return the units that are unique on both sides, those that overlap as one, in old order."""
    found: list[Block] = []
    for key, (start, end) in old.items():
        at, _end = new.get(key, _REPEATED)
        if start < 0 or at < 0:
            continue
        if found:
            last = found[-1]
            reached = last.old + last.length
            if start <= reached and start - last.old == at - last.new:
                found[-1] = last._replace(length=end - last.old)
                continue
            if start < reached:
                continue
        found.append(Block(start, at, end - start))
    return sorted(found)


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Return those blocks that stand in the same order on both sides, the most words in all."""
    if len(blocks) > _MOST_STRETCHES:
        blocks = sorted(sorted(blocks, key=lambda block: -block.length)[:_MOST_STRETCHES])
    # For each number of words reached, the least end in the new at which a chain reaches it:
    # ends and weights both rise along these lists.
    ends: list[int] = []
    weights: list[int] = []
    chains: list[tuple[int, int]] = []
    before: list[int] = []
    for index, block in enumerate(blocks):
        at = bisect_left(ends, block.new + 1)
        weight = block.length + (weights[at - 1] if at else 0)
        before.append(chains[at - 1][1] if at else -1)
        end = block.new + block.length
        place = bisect_left(ends, end)
        if place and weights[place - 1] >= weight:
            continue
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[place:stop] = [end]
        weights[place:stop] = [weight]
        chains[place:stop] = [(end, index)]
    index = chains[-1][1] if chains else -1
    chosen: list[Block] = []
    while index >= 0:
        chosen.append(blocks[index])
        index = before[index]
    return chosen[::-1]


def _parts(gap: _Gap) -> Iterator[_Gap]:
    """Cut a gap that is too large to be compared at once into parts, each side in proportion."""
    olds, news = gap.old_end - gap.old, gap.new_end - gap.new
    parts = 1 if olds * news <= _LARGEST else -(-max(olds, news) // _PART)
    for part in range(parts):
        yield _Gap(
            gap.old + olds * part // parts,
            gap.old + olds * (part + 1) // parts,
            gap.new + news * part // parts,
            gap.new + news * (part + 1) // parts,
        )


def _joined(blocks: list[Block]) -> list[Block]:
    """Return the blocks in order, those that follow one another on both sides as one."""
    found: list[Block] = []
    for block in sorted(blocks):
        if found:
            last = found[-1]
            if (last.old + last.length, last.new + last.length) == (block.old, block.new):
                found[-1] = last._replace(length=last.length + block.length)
                continue
        found.append(block)
    return found
