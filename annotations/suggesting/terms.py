"""Words of a passage that say how likely, by when and under which condition."""

import datetime
from dataclasses import dataclass

from annotations.suggesting.clauses import clause_around
from annotations.suggesting.horizons import horizon_in
from annotations.suggesting.predictions import cues_in
from annotations.suggesting.suggestion import Part

_STOPS = ".!?…,;: "  # what ends a sentence is none of its horizon


@dataclass(frozen=True, slots=True)
class Terms:
    """What is found: the words, and what the strongest cue among them says of two fields."""

    parts: tuple[Part, ...] = ()
    form: str = ""
    likelihood: str = ""


def terms_in(
    text: str,
    start: int,
    end: int,
    *,
    earliest: datetime.date | None = None,
    latest: datetime.date | None = None,
) -> Terms:
    """Return what the words of an English passage offer, in the order of the text.

    `earliest` and `latest` are the days between which the source was written.
    """
    parts: list[Part] = []
    cues = cues_in(text, (start, end))
    for _cue, (first, last) in cues:
        if first < last:
            parts.append(Part("likelihood", first, last, text[first:last]))
    for _cue, place in cues:
        condition = clause_around(text, (start, end), place).condition
        if condition is not None:
            parts.append(Part("condition", *condition, text[slice(*condition)]))
            break
    if horizon := horizon_in(text[start:end], earliest, latest):
        first, last = start + horizon[0], start + horizon[1]
        exact = text[first:last].rstrip(_STOPS)
        parts.append(Part("horizon", first, first + len(exact), exact))
    parts.sort(key=lambda part: (part.start, part.end))
    if not cues:
        return Terms(tuple(parts))
    strongest = max((cue for cue, _place in cues), key=lambda cue: cue.weight)
    return Terms(tuple(parts), strongest.form, strongest.likelihood)
