"""Finding a passage again in a text that has changed.

In goes what an annotation keeps of it: its words, some of those around it, where it began. The
answer is decided on two axes (`judging`); none is preferred to a wrong one, and "uncertain" means
that a person must look.
"""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from annotations.spans.bracketing import bracketed
from annotations.spans.candidates import TextIndex, best_copies, copies, places
from annotations.spans.chaining import RUN, RUN_UNSPACED, Pattern
from annotations.spans.fitting import Fit, fit, fit_at
from annotations.spans.judging import Candidate, Known, Quality, decide, is_gone, score
from annotations.spans.normalised import Normalised
from sourcelib.text.cutting import is_unspaced


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
        pattern = _pattern(exact, prefix, suffix)
        if pattern is None:
            return None
        at = None if hint is None else self._index.normalised.place(hint)
        exact_places = copies(self._index, pattern, at)
        likely = best_copies(self._index, pattern, exact_places)
        plain = self._index.plain
        length = len(pattern.quote)
        found = [fit_at(pattern, plain, place, place + length, 1.0, 1.0) for place in likely]
        for first, last in places(self._index, pattern, likely, at):
            found += filter(
                None,
                (fit(pattern, plain, first, last), bracketed(pattern, plain, first, last)),
            )
        fits = {(one.start, one.end): one for one in reversed(found)}
        candidates = [self._candidate(pattern, one, at) for one in fits.values()]
        known = Known(
            weight=_weight(pattern.quote),
            copies=len(exact_places),
            has_context=len(pattern.words) > len(pattern.quote),
            hinted=at is not None,
        )
        verdict = decide(candidates, known, is_gone(candidates, length))
        if verdict is None:
            return None
        start, end = self._index.normalised.extent(
            verdict.candidate.fit.start, verdict.candidate.fit.end
        )
        return Match(start, end, verdict.confidence, verdict.quality)

    def _candidate(self, pattern: Pattern, found: Fit, hint: int | None) -> Candidate:
        words = self._index.plain[found.start : found.end].strip()
        near = 0 if hint is None else abs(found.start - hint)
        if words == pattern.quote:
            alike = 1.0
        else:
            # Of strings without anything in common, half the letters are alike by chance.
            spelled = 2 * Indel.normalized_similarity(pattern.quote, words) - 1
            alike = min(0.99, max(found.alike, spelled if words else 0.0))
        return Candidate(found, alike, score(alike, found), near)


_anchorer = lru_cache(maxsize=4)(Anchorer)


def _pattern(exact: str, prefix: str, suffix: str) -> Pattern | None:
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
