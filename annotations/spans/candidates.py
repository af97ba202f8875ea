"""Where in a text a passage could stand: exact copies, and the places that its words vote for.

A text is indexed once. Each short stretch of the passage and its context that stands in the text
votes for the place where the passage would begin if the rest followed; places with many votes are
looked at closely (`fitting`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from annotations.spans.chaining import RUN, RUN_UNSPACED, Pattern
from annotations.spans.fitting import is_within_word
from annotations.spans.normalised import Normalised

# Characters of a stretch that votes: enough to be rare, few enough to survive a misread letter.
_VOTING = {RUN: 6, RUN_UNSPACED: 3}
_VOTERS = 2_000  # stretches of one passage that vote
_COMMONEST = 48  # places of one stretch that are counted: those nearest the hint
_MOST_COPIES = 400  # exact copies that are looked at, nearest the hint
_PLACES = 6  # with the most votes, looked at closely
_COPIES = 6  # with the most context, looked at closely


class TextIndex:
    """A text made plain, and where each of its short stretches stands."""

    def __init__(self, text: str) -> None:
        self.normalised = Normalised(text)
        self.plain = self.normalised.plain
        self._stretches: dict[int, dict[str, list[int]]] = {}

    def stretches(self, size: int) -> dict[str, list[int]]:
        """Return where each stretch of `size` characters begins, in order."""
        if size not in self._stretches:
            found: defaultdict[str, list[int]] = defaultdict(list)
            plain = self.plain
            for at in range(len(plain) - size + 1):
                found[plain[at : at + size]].append(at)
            self._stretches[size] = dict(found)
        return self._stretches[size]


def copies(index: TextIndex, pattern: Pattern, hint: int | None) -> list[int]:
    """Return where the passage stands word for word (in the plain text), nearest the hint first.

    A copy that begins or ends within a word is none, unless the passage itself does.
    """
    quote, plain = pattern.quote, index.plain
    whole_start = not is_within_word(pattern.words, pattern.start)
    whole_end = not is_within_word(pattern.words, pattern.end)
    found: list[int] = []
    at = plain.find(quote)
    while at >= 0:
        broken = (whole_start and is_within_word(plain, at)) or (
            whole_end and is_within_word(plain, at + len(quote))
        )
        if not broken:
            found.append(at)
        at = plain.find(quote, at + 1)
    return sorted(found, key=lambda at: abs(at - (hint or 0)))[:_MOST_COPIES]


def places(
    index: TextIndex, pattern: Pattern, exact: Iterable[int], hint: int | None
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the plain text that are worth a closer look."""
    length = len(pattern.words)
    # As much again as three quarters of the passage may have been put in.
    slack = 48 + 3 * (pattern.end - pattern.start) // 4
    seen: set[int] = set()
    begun = [*exact] if hint is None else [*exact, hint]
    for at in [*(at - pattern.start for at in begun), *_by_votes(index, pattern, hint)]:
        if at not in seen:
            seen.add(at)
            yield max(0, at - slack), min(len(index.plain), at + length + slack)


def best_copies(index: TextIndex, pattern: Pattern, exact: list[int]) -> list[int]:
    """Return those copies that have the most of the passage's context right beside them.

    And that which comes first, nearest the hint.
    """
    before, after = pattern.words[: pattern.start][::-1], pattern.words[pattern.end :]
    quote = pattern.end - pattern.start

    def context(at: int) -> int:
        left = index.plain[max(0, at - len(before)) : at][::-1]
        right = index.plain[at + quote : at + quote + len(after)]
        return _common(before, left) + _common(after, right)

    best = sorted(exact, key=context, reverse=True)[:_COPIES]
    return list(dict.fromkeys([*best, *exact[:1]]))


def _by_votes(index: TextIndex, pattern: Pattern, hint: int | None) -> list[int]:
    size = _VOTING[pattern.run]
    stretches = index.stretches(size)
    near = max(16, (pattern.end - pattern.start) // 4)  # votes this near one another are for one
    expected = None if hint is None else hint - pattern.start
    votes: defaultdict[int, float] = defaultdict(float)
    step = 1 + len(pattern.words) // _VOTERS
    for at in range(0, len(pattern.words) - size + 1, step):
        found = stretches.get(pattern.words[at : at + size], [])
        if len(found) > _COMMONEST:
            nearest = bisect_left(found, (expected or 0) + at)
            first = max(0, min(nearest - _COMMONEST // 2, len(found) - _COMMONEST))
            found = found[first : first + _COMMONEST]
        weight = 1 / len(found) if found else 0
        for place in found:
            votes[(place - at) // near] += weight
    totals = {
        bucket: count + max(votes.get(bucket - 1, 0), votes.get(bucket + 1, 0))
        for bucket, count in votes.items()
    }
    best = sorted(
        totals, key=lambda bucket: (-totals[bucket], abs(bucket * near - (expected or 0)))
    )
    chosen: list[int] = []
    for bucket in best:
        if all(abs(bucket - other) > 1 for other in chosen):
            chosen.append(bucket)
        if len(chosen) == _PLACES:
            break
    return [bucket * near for bucket in chosen]


def _common(one: str, other: str) -> int:
    """How many characters two strings have in common at their beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
