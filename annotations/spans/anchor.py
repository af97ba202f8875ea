"""Finding a passage again in a text that has changed.

In goes what an annotation keeps of it: its words, some of those around it, where it began. The
answer is decided on two axes (`judging`); none is preferred to a wrong one, and "uncertain" means
that a person must look.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from annotations.spans.bracketing import bracketed, shares
from annotations.spans.candidates import TextIndex, best_copies, copies, places
from annotations.spans.chaining import RUN, RUN_UNSPACED, Pattern
from annotations.spans.fitting import Fit, fit, fit_at
from annotations.spans.judging import Candidate, Known, Quality, decide, is_gone, score
from annotations.spans.normalised import Normalised
from sourcelib.text.cutting import is_unspaced

_SPELLED = 4_000  # characters of a passage that is compared letter by letter
_NUMBER = re.compile(r"\d+")
# What words are worth whose numbers are others: sentences of contracts and statistics that are not
# the same often differ in nothing else. (Tuned on the development corpus.)
_OTHER_NUMBERS = 0.85

Where = tuple[int, int]
Possible = Callable[[int, int], Where | None]


@dataclass(frozen=True, slots=True)
class Match:
    """Where the passage stands now: from `start` to `end`, in code points of the new text.

    "exact": its words, up to the normalisation (`normalised`). "edited": the right place, other
    words. "uncertain": perhaps here. `confidence`, 0 to 1, ranks answers; `quality` decides.
    """

    start: int
    end: int
    confidence: float
    quality: Quality


def reanchor(
    text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Match | None:
    """Return where the passage `exact` stands in `text`, None where it is gone or cannot be told.

    `prefix` and `suffix` are the words right before and after it, as many as are known; `hint` is
    where it began in the old text, in code points. Whoever asks for many passages of one text
    need do nothing about it: the index of the last few texts is kept.
    """
    return _anchorer(text).find(exact, prefix, suffix, hint)


class Anchorer:
    """Finds passages in one text, which is indexed once."""

    def __init__(self, text: str) -> None:
        self._index = TextIndex(text)

    def find(
        self, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
    ) -> Match | None:
        """Return where a passage stands, as `reanchor`."""
        pattern = pattern_of(exact, prefix, suffix)
        return None if pattern is None else self.search(pattern, hint)

    def search(
        self,
        pattern: Pattern,
        hint: int | None,
        *,
        bracket: Where | None = None,
        likely: Iterable[Where] = (),
        possible: Possible | None = None,
    ) -> Match | None:
        """Return where the passage of a pattern stands, as `reanchor`.

        `bracket` is what stands between the words that were right before it and right after it;
        `likely` are further stretches of the text to be looked at; `possible` tells what part of a
        stretch the passage can be, None where that stood in the old text already.
        """
        at = None if hint is None else self._index.normalised.place(hint)
        exact = copies(self._index, pattern, at)
        fits = self._fits(pattern, exact, likely, at)
        if bracket and bracket[0] < bracket[1]:
            fits.append(self._held(pattern, *bracket))
        if possible:
            fits = [allowed for one in fits if (allowed := self._allowed(pattern, one, possible))]
        candidates = [self._candidate(pattern, one, at) for one in fits]
        known = Known(
            weight=_weight(pattern.quote),
            copies=len({one.fit.start for one in candidates if one.alike == 1.0})
            if possible
            else len(exact),
            has_context=len(pattern.words) > len(pattern.quote),
            hinted=at is not None,
            gone=is_gone(candidates, len(pattern.quote)),
            only_new=possible is not None,
        )
        verdict = decide(candidates, known)
        if verdict is None:
            return None
        place = verdict.candidate.fit
        start, end = self._index.normalised.extent(place.start, place.end)
        return Match(start, end, verdict.confidence, verdict.quality)

    def _fits(
        self, pattern: Pattern, exact: list[int], likely: Iterable[Where], hint: int | None
    ) -> list[Fit]:
        plain = self._index.plain
        best = best_copies(self._index, pattern, exact)
        found = [fit_at(pattern, plain, at, at + len(pattern.quote), 1.0, 1.0) for at in best]
        stretches = [self._around(pattern, place) for place in likely]
        for first, last in dict.fromkeys([*stretches, *places(self._index, pattern, best, hint)]):
            fitted = (fit(pattern, plain, first, last), bracketed(pattern, plain, first, last))
            found += filter(None, fitted)
        return found

    def _around(self, pattern: Pattern, place: Where) -> Where:
        """A place, with room for the context and for as many words again."""
        start, end = (self._index.normalised.place(offset) for offset in place)
        room = len(pattern.words) - len(pattern.quote)
        return max(0, start - room), min(len(self._index.plain), end + room)

    def _allowed(self, pattern: Pattern, one: Fit, possible: Possible) -> Fit | None:
        if one.start == one.end:
            return one
        normalised = self._index.normalised
        place = normalised.extent(one.start, one.end)
        part = possible(*place)
        if part is None:
            return None
        if part == place:
            return one
        return self._held(pattern, *part)

    def _held(self, pattern: Pattern, start: int, end: int) -> Fit:
        """The passage fitted to just these words of the text."""
        first, last = (self._index.normalised.place(offset) for offset in (start, end))
        kept, own = shares(pattern, self._index.plain[first:last])
        return fit_at(pattern, self._index.plain, first, last, kept, own)

    def _candidate(self, pattern: Pattern, found: Fit, hint: int | None) -> Candidate:
        words = self._index.plain[found.start : found.end].strip()
        near = 0 if hint is None else abs(found.start - hint)
        if words == pattern.quote:
            alike = 1.0
        else:
            # Of strings without anything in common, half the letters are alike by chance.
            spelled = 0.0
            if words and len(pattern.quote) <= _SPELLED:
                spelled = 2 * Indel.normalized_similarity(pattern.quote, words) - 1
            alike = min(0.99, max(found.alike, spelled))
            if _NUMBER.findall(words) != _NUMBER.findall(pattern.quote):
                alike *= _OTHER_NUMBERS
        return Candidate(found, alike, score(alike, found), near)


_anchorer = lru_cache(maxsize=4)(Anchorer)


def pattern_of(exact: str, prefix: str, suffix: str) -> Pattern | None:
    """Return what is looked for; None where the passage has no words."""
    whole = Normalised(prefix + exact + suffix)
    start, end = whole.place(len(prefix)), whole.place(len(prefix) + len(exact))
    while start < end and whole.plain[start] == " ":
        start += 1
    while end > start and whole.plain[end - 1] == " ":
        end -= 1
    if start == end:
        return None
    run = RUN_UNSPACED if is_unspaced(whole.plain) else RUN
    return Pattern(whole.plain, start, end, run)


def _weight(words: str) -> int:
    """Letters; one of a script without spaces counts double, since it says more."""
    return sum(1 + (c >= "\u0e00") for c in words if c.isalnum())
