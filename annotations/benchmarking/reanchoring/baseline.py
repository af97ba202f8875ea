"""The widely used approach: one weighted score of quote, context and position, without a floor.

After the client of Hypothesis, hypothes.is (`src/annotator/anchoring/match-quote.ts`): exact copies
of the quote, or, where there is none, the stretch with the fewest errors, up to half the quote; of
these the best by 50 parts quote, 20 prefix, 20 suffix, 2 position. Its search for the fewest errors
is here rapidfuzz' partial alignment, paragraph by paragraph.
"""

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from annotations.benchmarking.reanchoring.altering import Where

WEIGHTS = (50, 20, 20, 2)
MOST_ERRORS = 256  # and never more than half the quote


def anchor(
    text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> tuple[int, int] | None:
    """Return the extent with the highest score, or None where nothing resembles the quote."""
    places = _copies(text, exact) or _alike(text, exact)
    if not places:
        return None

    def score(place: tuple[float, int, int]) -> float:
        alike, start, end = place
        parts = [WEIGHTS[0] * alike]
        before, after = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
        parts.append(WEIGHTS[1] * (Levenshtein.normalized_similarity(prefix, before) or not prefix))
        parts.append(WEIGHTS[2] * (Levenshtein.normalized_similarity(suffix, after) or not suffix))
        if hint is not None:
            parts.append(WEIGHTS[3] * (1 - abs(start - hint) / max(1, len(text))))
        return sum(parts)

    _score, start, end = max(places, key=score)
    return start, end


def _copies(text: str, exact: str) -> list[tuple[float, int, int]]:
    found, at = [], text.find(exact)
    while at >= 0:
        found.append((1.0, at, at + len(exact)))
        at = text.find(exact, at + 1)
    return found


def _alike(text: str, exact: str) -> list[tuple[float, int, int]]:
    """The most alike stretches of the text, if there are several with as few errors."""
    found: list[tuple[int, Where]] = []
    at, fewest = 0, min(MOST_ERRORS, len(exact) // 2)
    for paragraph in text.split("\n\n"):
        aligned = fuzz.partial_ratio_alignment(exact, paragraph)
        if aligned is not None and len(paragraph) * 2 >= len(exact):
            start, end = aligned.dest_start, aligned.dest_end
            errors = Levenshtein.distance(exact, paragraph[start:end])
            if errors <= fewest:
                fewest = errors
                found.append((errors, (at + start, at + end)))
        at += len(paragraph) + 2
    return [(1 - errors / len(exact), *place) for errors, place in found if errors == fewest]
