"""A passage and the words around it, fitted to a stretch of another text.

Where the passage begins and ends follows from the runs of equal characters (`chaining`) on either
side of its ends, brackets: words put in before it stay outside, words changed at its edge are
inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from annotations.spans.chaining import Pattern, Run, beside, chain

# All tuned on the development corpus.
_MISREAD = 0.6  # what a missing edge has in common with words that are the same, misread
_SWAPPED = 0.5  # share of the words between context and passage that are the passage's
_NEAR = 8  # characters by which context may be displaced, and counts fully
_FAR = 64  # further characters, by which it counts for nothing
_EDGE = 12  # characters added to twice a missing edge, within which its sentence must end
_STOPS = ".!?。"
_NEAREST = 12  # characters of context right beside the passage; each counts as much as two others
_NEAREST_COUNT = 2


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


def fit(pattern: Pattern, plain: str, first: int, last: int) -> Fit | None:
    """Fit the pattern to `plain[first:last]`; None where nothing of it stands there."""
    runs = chain(pattern, plain, first, last)
    if not runs:
        return None
    start, end = _bounds(pattern, plain, runs)
    kept = _overlap(runs, pattern.start, pattern.end, start, end)
    quote = pattern.end - pattern.start
    return Fit(
        start=start,
        end=end,
        kept=kept / quote,
        own=kept / max(1, end - start),
        before=_before(pattern, runs, start),
        after=_after(pattern, runs, end),
        gap=_gap(pattern, runs),
    )


def fit_at(pattern: Pattern, plain: str, start: int, end: int, kept: float, own: float) -> Fit:
    """Fit the pattern where the passage's place is known already, and how much of it is there."""
    runs = [*beside(pattern, plain, start, end), *_touching(pattern, plain, start, end)]
    return Fit(
        start=start,
        end=end,
        kept=kept,
        own=own,
        before=_before(pattern, runs, start),
        after=_after(pattern, runs, end),
        gap=end - start,
    )


def _touching(pattern: Pattern, plain: str, start: int, end: int) -> list[Run]:
    """Context right beside the passage that is too short to make a run."""
    after = Prefix.similarity(pattern.words[pattern.end :], plain[end : end + pattern.run])
    before = Postfix.similarity(
        pattern.words[: pattern.start], plain[max(0, start - pattern.run) : start]
    )
    found = [Run(pattern.start - before, start - before, before), Run(pattern.end, end, after)]
    return [run for run in found if 0 < run.length < pattern.run]


def _bounds(pattern: Pattern, plain: str, runs: Sequence[Run]) -> tuple[int, int]:
    """Where the passage begins and ends, and not within a word unless it did."""
    start = _start(pattern, plain, runs)
    end = max(start, _end(pattern, plain, runs))
    if start == end:
        return start, end
    if not is_within_word(pattern.words, pattern.start):
        start = _word_start(plain, start)
    if not is_within_word(pattern.words, pattern.end):
        end = _word_end(plain, end)
    while start < end and pattern.quote[0].isalnum() and not plain[start].isalnum():
        start += 1
    while start < end and pattern.quote[-1].isalnum() and not plain[end - 1].isalnum():
        end -= 1
    return start, end


def _start(pattern: Pattern, plain: str, runs: Sequence[Run]) -> int:
    """Where the passage begins: at its first words if they stand there, else after its prefix."""
    at = pattern.start
    left = next((run for run in reversed(runs) if run.old < at), None)
    right = next((run for run in runs if run.old_end > at), None)
    if right is None:
        return left.new_end if left else 0
    if left is None:
        missing = pattern.words[at : right.old]
        there = plain[max(0, right.new - len(missing)) : right.new]
        if _resembles(missing, there):
            return right.new - len(there)
        return _sentence_start(pattern, plain, right.new, 2 * len(missing) + _EDGE)
    if left == right:
        return left.new + at - left.old
    if right.old == at:
        swapped = _is_swapped(pattern, runs, plain[left.new_end : right.new])
        return left.new_end if left.old_end == at and swapped else right.new
    if left.old_end == at:
        return left.new_end
    return _between(pattern, plain, left, right, at)


def _end(pattern: Pattern, plain: str, runs: Sequence[Run]) -> int:
    """Where the passage ends, as `_start`."""
    at = pattern.end
    left = next((run for run in reversed(runs) if run.old < at), None)
    right = next((run for run in runs if run.old_end > at), None)
    if left is None:
        return right.new if right else 0
    if right is None:
        missing = pattern.words[left.old_end : at]
        there = plain[left.new_end : left.new_end + len(missing)]
        if _resembles(missing, there):
            return left.new_end + len(there)
        return _sentence_end(pattern, plain, left.new_end, 2 * len(missing) + _EDGE)
    if left == right:
        return left.new + at - left.old
    if left.old_end == at:
        swapped = _is_swapped(pattern, runs, plain[left.new_end : right.new])
        return right.new if right.old == at and swapped else left.new_end
    if right.old == at:
        return right.new
    return _between(pattern, plain, left, right, at)


def _sentence_start(pattern: Pattern, plain: str, at: int, most: int) -> int:
    """The start of the sentence, if the passage began with one and it is as near as that."""
    if at == 0 or _begins(pattern.words, pattern.start):
        for start in range(at, max(-1, at - most), -1):
            if _begins(plain, start):
                return start
    return at


def _sentence_end(pattern: Pattern, plain: str, at: int, most: int) -> int:
    """The end of the sentence, if the passage ended with one and it is as near as that."""
    if pattern.quote[-1] in _STOPS:
        for end in range(at, min(len(plain), at + most)):
            if plain[end] in _STOPS:
                return end + 1
    return at


def _begins(words: str, at: int) -> bool:
    """Whether a sentence begins there."""
    before = words[max(0, at - 3) : at].rstrip(" '")[-1:] if at else ""
    return not before or before in _STOPS


def _resembles(missing: str, there: str) -> bool:
    """Whether words at the passage's edge are its own, misread or mended."""
    return Levenshtein.normalized_similarity(missing, there) >= _MISREAD


def _is_swapped(pattern: Pattern, runs: Sequence[Run], there: str) -> bool:
    """Whether what stands between context and passage is the passage's too, in another order."""
    size = pattern.run
    missing: set[str] = set()
    reached = pattern.start
    for run in (*runs, Run(pattern.end, 0, 0)):
        stop = min(run.old, pattern.end)
        missing |= {pattern.words[at : at + size] for at in range(reached, stop - size + 1)}
        reached = max(reached, run.old_end)
    found = [there[at : at + size] for at in range(len(there) - size + 1)]
    return len(found) > size and sum(gram in missing for gram in found) > _SWAPPED * len(found)


def _between(pattern: Pattern, plain: str, left: Run, right: Run, at: int) -> int:
    """Where an offset of the pattern comes that lies between two runs, both sides changed."""
    old = pattern.words[left.old_end : right.old]
    new = plain[left.new_end : right.new]
    if not new:
        return left.new_end
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


def _before(pattern: Pattern, runs: Sequence[Run], start: int) -> float | None:
    """How much of the context before the passage stands before its place."""
    shift = start - pattern.start
    kept = sum(
        _weighed(pattern.start - min(run.old_end, pattern.start), pattern.start - run.old)
        * _placed(run, shift)
        for run in runs
        if run.old < pattern.start
    )
    return min(1.0, kept / _weighed(0, pattern.start)) if pattern.start else None


def _after(pattern: Pattern, runs: Sequence[Run], end: int) -> float | None:
    """How much of the context after the passage stands after its place."""
    shift = end - pattern.end
    length = len(pattern.words) - pattern.end
    kept = sum(
        _weighed(max(run.old, pattern.end) - pattern.end, run.old_end - pattern.end)
        * _placed(run, shift)
        for run in runs
        if run.old_end > pattern.end
    )
    return min(1.0, kept / _weighed(0, length)) if length else None


def _weighed(first: int, last: int) -> float:
    """What characters of the context count for, by their distance from the passage."""
    return (last - first) + (_NEAREST_COUNT - 1) * max(0, min(last, _NEAREST) - first)


def _placed(run: Run, shift: int) -> float:
    """Context that stands where it should counts fully, what is farther away less."""
    return 1 - min(1.0, max(0, abs(run.new - run.old - shift) - _NEAR) / _FAR)


def _gap(pattern: Pattern, runs: Sequence[Run]) -> int:
    """How much stands between the context's two sides; as long as the quote, if one is missing."""
    left = next((run for run in reversed(runs) if run.old < pattern.start), None)
    right = next((run for run in runs if run.old_end > pattern.end), None)
    if left is None or right is None:
        return pattern.end - pattern.start
    before = left.new + min(left.length, pattern.start - left.old)
    after = right.new + max(0, pattern.end - right.old)
    return max(0, after - before)


def is_within_word(words: str, at: int) -> bool:
    """Whether an offset lies within a word (in scripts that part words by spaces)."""
    if not 0 < at < len(words):
        return False
    return all(c.isalnum() and c < "\u0e00" for c in words[at - 1 : at + 1])


def _word_start(plain: str, at: int) -> int:
    while is_within_word(plain, at):
        at -= 1
    return at


def _word_end(plain: str, at: int) -> int:
    while is_within_word(plain, at):
        at += 1
    return at


def _nearest_word(plain: str, at: int) -> int:
    before, after = _word_start(plain, at), _word_end(plain, at)
    return before if at - before <= after - at else after
