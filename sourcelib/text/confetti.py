"""Common words that are no common ground: a few that happen to stand in both of two texts.

Between longer stretches that differ they tell nothing, and nobody can read such a difference.
"""

from collections.abc import Sequence
from itertools import accumulate

from sourcelib.text.alignment import Block
from sourcelib.text.cutting import ends_paragraph, weight

# Letters of a common stretch beyond which it is kept, however much changed around it: about four
# words. Shorter ones are kept where the change on either side is not twice as long as they are.
# (diff-match-patch's "semantic cleanup" asks only that it is as long: made for characters, it
# takes two changed words and the one between them for one change.)
_COINCIDENCE = 24
_LONGER = 2


def without_confetti(
    blocks: Sequence[Block], old: Sequence[str], new: Sequence[str]
) -> list[Block]:
    """Leave out the short blocks between longer changes; a break between paragraphs stays.

    `old` and `new` are the words that the blocks align.
    """
    old_weight = [0, *accumulate(map(weight, old))]
    new_weight = [0, *accumulate(map(weight, new))]

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
        common = old_weight[block.old + block.length] - old_weight[block.old]
        if common > _COINCIDENCE or _only_break(block, old):
            return False
        around = min(changed(before, block), changed(block, after))
        return around > 0 and around >= _LONGER * common

    kept: list[Block] = []
    waiting = list(blocks)[::-1]
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


def _only_break(block: Block, words: Sequence[str]) -> bool:
    return block.length == 1 and ends_paragraph(words[block.old])


def _breaks(block: Block, words: Sequence[str]) -> list[Block]:
    return [
        Block(block.old + at, block.new + at, 1)
        for at in range(block.length)
        if ends_paragraph(words[block.old + at])
    ]
