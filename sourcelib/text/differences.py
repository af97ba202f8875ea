"""What differs between two texts, in words, made to be read.

The words are aligned first (`alignment`). Then what would be confetti is taken together: a few
words that happen to stand in both, between longer stretches that do not, are no common ground. And
what was put in or taken out is shown from the beginning of a sentence or a word, where the same
letters allow more than one reading.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from sourcelib.text.alignment import Block, align
from sourcelib.text.cutting import cut, ends_paragraph, ends_sentence, is_letterless

# Letters of a common stretch beyond which it is kept, however much changed around it: about four
# words. Shorter ones are kept where the change on either side is not twice as long as they are.
# (diff-match-patch's "semantic cleanup" asks only that it is as long: made for characters, it
# takes two changed words and the one between them for one change.)
_COINCIDENCE = 24
_LONGER = 2
_LONGEST_SLIDE = 200  # pieces by which an insertion may move; bounds the time for "ababab…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stands in both texts, or in one only; extents in code points.

    Of a deletion `new` is empty, and says where the words would stand; of an insertion `old`.
    """

    kind: Literal["same", "deleted", "inserted"]
    old: tuple[int, int]
    new: tuple[int, int]


def pieces(old: str, new: str) -> list[Piece]:
    """Return what both texts are made of, in order: together the pieces cover both wholly.

    By words, and by characters in scripts without spaces. No two neighbours are of one kind; where
    words were replaced, the deleted ones come first. A text of a million characters takes seconds
    at worst.
    """
    old_words, new_words = cut(old), cut(new)
    blocks = _readable(align(old_words, new_words), old_words, new_words)
    old_at = [0, *accumulate(map(len, old_words))]
    new_at = [0, *accumulate(map(len, new_words))]
    found: list[Piece] = []
    old_done = new_done = 0
    for block in (*blocks, Block(len(old_words), len(new_words), 0)):
        before = (old_at[old_done], old_at[block.old])
        after = (new_at[new_done], new_at[block.new])
        if before[0] < before[1]:
            found.append(Piece("deleted", before, (after[0], after[0])))
        if after[0] < after[1]:
            found.append(Piece("inserted", (before[1], before[1]), after))
        old_done, new_done = block.old + block.length, block.new + block.length
        if block.length:
            found.append(Piece("same", (before[1], old_at[old_done]), (after[1], new_at[new_done])))
    return found


def _readable(blocks: list[Block], old: list[str], new: list[str]) -> list[Block]:
    weights = (_weights(old), _weights(new))
    return _slid(_without_confetti(blocks, old, *weights), old, new)


def _weights(words: list[str]) -> list[int]:
    """Letters up to each word. A letter of a script without spaces counts double: it says more."""
    return [0, *accumulate(map(_weight, words))]


def _weight(word: str) -> int:
    if is_letterless(word):
        return 0
    return 2 if len(word) == 1 and word >= "\u0e00" else len(word)


def _without_confetti(
    blocks: list[Block], old: list[str], old_weight: list[int], new_weight: list[int]
) -> list[Block]:
    """Leave out the short blocks between longer changes; a break between paragraphs stays."""

    def changed(before: Block | None, after: Block | None) -> int:
        old_start, new_start = (
            (before.old + before.length, before.new + before.length) if before else (0, 0)
        )
        old_end = after.old if after else len(old_weight) - 1
        new_end = after.new if after else len(new_weight) - 1
        return max(
            old_weight[old_end] - old_weight[old_start], new_weight[new_end] - new_weight[new_start]
        )

    def is_confetti(before: Block | None, block: Block, after: Block | None) -> bool:
        weight = old_weight[block.old + block.length] - old_weight[block.old]
        if weight > _COINCIDENCE or _only_break(block, old):
            return False
        around = min(changed(before, block), changed(block, after))
        return around > 0 and around >= _LONGER * weight

    kept: list[Block] = []
    waiting = blocks[::-1]
    while waiting:
        block = waiting.pop()
        after = waiting[-1] if waiting else None
        if not is_confetti(kept[-1] if kept else None, block, after):
            kept.append(block)
            continue
        kept_breaks = _breaks(block, old)
        waiting += kept_breaks[::-1]
        if kept and not kept_breaks:
            waiting.append(kept.pop())  # the change after it has grown: look at it again
    return kept


def _only_break(block: Block, words: list[str]) -> bool:
    return block.length == 1 and ends_paragraph(words[block.old])


def _breaks(block: Block, words: list[str]) -> list[Block]:
    return [
        Block(block.old + at, block.new + at, 1)
        for at in range(block.length)
        if ends_paragraph(words[block.old + at])
    ]


def _slid(blocks: list[Block], old: list[str], new: list[str]) -> list[Block]:
    """Move what was only put in, or only taken out, to where it begins most naturally."""
    found = list(blocks)
    for index in range(len(found) - 1):
        before, after = found[index], found[index + 1]
        puts_in = before.old + before.length == after.old
        takes_out = before.new + before.length == after.new
        if puts_in == takes_out:
            continue
        words = new if puts_in else old
        start = before.new + before.length if puts_in else before.old + before.length
        end = after.new if puts_in else after.old
        by = _best_slide(words, start, end, before.length - 1, after.length - 1)
        found[index] = before._replace(length=before.length + by)
        found[index + 1] = Block(after.old + by, after.new + by, after.length - by)
    return found


def _best_slide(words: list[str], start: int, end: int, left: int, right: int) -> int:
    """Return by how much the stretch may move with the same result, at the best place to begin."""
    best, place = _naturalness(words, start), 0
    by = 0
    while -by < min(left, _LONGEST_SLIDE) and words[start + by - 1] == words[end + by - 1]:
        by -= 1
        if (natural := _naturalness(words, start + by)) > best:
            best, place = natural, by
    by = 0
    while by < min(right, _LONGEST_SLIDE) and words[start + by] == words[end + by]:
        by += 1
        if (natural := _naturalness(words, start + by)) > best:
            best, place = natural, by
    return place


def _naturalness(words: list[str], at: int) -> int:
    """How natural it is to begin at a word: a paragraph, a sentence, a word after a space."""
    before = words[at - 1] if at else "\n\n"
    if ends_paragraph(before):
        return 3
    if before.isspace():
        return 2 if at > 1 and ends_sentence(words[at - 2]) else 1
    return 2 if ends_sentence(before) and not words[at].isspace() else 0
