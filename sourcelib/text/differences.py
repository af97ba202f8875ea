"""What differs between two texts, in words, made to be read.

The words are aligned first (`alignment`), and what is confetti is left out (`confetti`). What was
put in or taken out is shown from the beginning of a sentence or a word, where the same letters
allow more than one reading.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from sourcelib.text.alignment import Block, align
from sourcelib.text.confetti import without_confetti
from sourcelib.text.cutting import cut, ends_paragraph, ends_sentence

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
    blocks = without_confetti(align(old_words, new_words), old_words, new_words)
    blocks = _slid(blocks, old_words, new_words)
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
