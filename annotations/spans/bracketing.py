"""What stands between the words before a passage and the words after it, in another text.

Whatever happened inside, the passage's ends are clean there; and its words count in any order, so
that clauses that changed places are still its own.
"""

from collections import Counter

from annotations.spans.chaining import RUN, RUN_UNSPACED, Pattern
from annotations.spans.fitting import Fit, fit_at

# Characters right beside the passage that make a bracket: three words or so. (Tuned on the
# development corpus.)
_BRACKET = {RUN: 14, RUN_UNSPACED: 6}
_WIDEST = 3  # lengths of the passage that brackets may hold
_MOST = 6  # brackets of one side in one stretch


def bracketed(pattern: Pattern, plain: str, first: int, last: int) -> Fit | None:
    """Return what the brackets in `plain[first:last]` hold that resembles the passage most."""
    size = _BRACKET[pattern.run]
    before, after = pattern.words[: pattern.start], pattern.words[pattern.end :]
    if min(len(before), len(after)) < size:
        return None
    starts = [at + size for at in _all(plain, before[-size:], first, last)]
    ends = _all(plain, after[:size], first, last)
    quote = len(pattern.quote)
    best: tuple[float, int, int, float, float] | None = None
    for start in starts:
        for end in ends:
            if not 0 <= end - start <= _WIDEST * quote + size:
                continue
            kept, own = shares(pattern, plain[start:end].strip())
            worth = kept * own - (end - start) / len(plain)
            if best is None or worth > best[0]:
                best = worth, start, end, kept, own
    if best is None:
        return None
    _worth, start, end, kept, own = best
    start += end > start and plain[start] == " "
    end -= end > start and plain[end - 1] == " "
    return fit_at(pattern, plain, start, end, kept, own)


def shares(pattern: Pattern, there: str) -> tuple[float, float]:
    """Return how much of the passage is in other words, and how much of them it is; any order."""
    size = pattern.run
    quote, found = _grams(pattern.quote, size), _grams(there, size)
    common = (quote & found).total()
    return common / max(1, quote.total()), common / max(1, found.total())


def _all(plain: str, words: str, first: int, last: int) -> list[int]:
    found: list[int] = []
    at = plain.find(words, first, last)
    while at >= 0 and len(found) < _MOST:
        found.append(at)
        at = plain.find(words, at + 1, last)
    return found


def _grams(words: str, size: int) -> Counter[str]:
    return Counter(words[at : at + size] for at in range(len(words) - size + 1))
