"""How alike two texts are, by the runs of words that they share.

A text is the set of its runs of five neighbouring words. Two texts resemble each other as much as
the part of all their runs that both have (Jaccard). Comparing a text with a whole library that way
would mean to read the library; so of each text a few numbers are kept, its sketch: the smallest
hashes of its runs. Texts that are alike have many of these in common (Broder 1997, "On the
resemblance and containment of documents").
"""

import hashlib
from collections.abc import Sequence
from heapq import nsmallest

WORDS = 5  # of a run: shorter ones are phrases that any two texts on one subject share

# Of two texts that resemble each other by 0.7, about 22 of 32 values are the same, and fewer than
# eight in one pair of a hundred million. More values would cost rows, and find no more.
VALUES = 32


def runs(words: Sequence[str]) -> set[str]:
    """Return every run of neighbouring words; a text of fewer words is one run of them all."""
    if len(words) <= WORDS:
        return {" ".join(words)} if words else set()
    return set(map(" ".join, zip(*(words[first:] for first in range(WORDS)), strict=False)))


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """Return the smallest hashes of the runs, at most VALUES of them, in ascending order.

    They are 64 bits with a sign, as databases hold them, and the same on every machine for ever.
    """
    return tuple(nsmallest(VALUES, {_hash(run) for run in runs(words)}))


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the part of the runs of two texts that both have, from 0 (also of nothing) to 1."""
    mine, theirs = runs(one), runs(other)
    return len(mine & theirs) / (len(mine | theirs) or 1)


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
