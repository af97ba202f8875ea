"""Sentences that may predict and carry no prediction yet, the likeliest with the best score."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotations.spans.sentence import sentences
from annotations.suggesting import cues
from annotations.suggesting.clauses import Clause, clause_around
from annotations.suggesting.cues import CUES, IF_THEN, SIGNS, Cue
from annotations.suggesting.horizons import horizon_in, speaks_of_the_past
from annotations.suggesting.suggestion import Part, PredictionSuggestion, Reason, Tagged

Where = tuple[int, int]
_LANGUAGE = "en"
_LONGEST = 1_000  # characters of a sentence: more is a list or a table, and no clause


def suggest_predictions(
    text: str,
    *,
    language: str = _LANGUAGE,
    tagged: Iterable[Tagged] = (),
    earliest: datetime.date | None = None,
    latest: datetime.date | None = None,
) -> list[PredictionSuggestion]:
    """Return the passages that may predict, in the order of the text.

    Of English texts only (an unknown language counts as English); none in sentences that carry a
    prediction. `earliest` and `latest` are the days between which the source was written.
    """
    if language and language.lower().split("-")[0] != _LANGUAGE:
        return []
    taken = sorted((one.start, one.end) for one in tagged if one.kind == "prediction")
    found: list[PredictionSuggestion] = []
    for sentence in sentences(text):
        start, end = sentence
        if end - start > _LONGEST or any(first < end and start < last for first, last in taken):
            continue
        found += _of_sentence(text, sentence, earliest, latest)
    return found


def _of_sentence(
    text: str, sentence: Where, earliest: datetime.date | None, latest: datetime.date | None
) -> Iterator[PredictionSuggestion]:
    """Yield what a sentence may predict: one suggestion for each clause with a cue."""
    by_clause: dict[Where, tuple[Clause, list[tuple[Cue, Where]]]] = {}
    for cue, place in cues_in(text, sentence):
        clause = clause_around(text, sentence, place)
        _clause, there = by_clause.setdefault((clause.start, clause.end), (clause, []))
        there.append((cue, place))
    reached = sentence[0]
    for (start, end), (clause, there) in sorted(by_clause.items()):
        one = _suggestion(text, sentence, clause, there, earliest, latest)
        if one.score >= cues.LEAST and reached <= start < end:
            yield one
            reached = end


def cues_in(text: str, sentence: Where) -> list[tuple[Cue, Where]]:
    """Return the cues of a sentence in order; of those that overlap the first of the table."""
    found: list[tuple[Cue, Where]] = []
    for cue in CUES:
        for match in cue.pattern.finditer(text, *sentence):
            start, end = match.span()
            start += len(match.group()) - len(match.group().lstrip())
            if text.startswith("May", start):  # a month, or a wish
                continue
            if not any(first < end and start < last for _cue, (first, last) in found):
                found.append((cue, (start, end)))
    if not found and (begins := IF_THEN.pattern.match(text, *sentence)):
        return [(IF_THEN, (begins.end(), begins.end()))]
    return sorted(found, key=lambda one: one[1])


def _suggestion(
    text: str,
    sentence: Where,
    clause: Clause,
    there: list[tuple[Cue, Where]],
    earliest: datetime.date | None,
    latest: datetime.date | None,
) -> PredictionSuggestion:
    strongest, place = max(there, key=lambda one: one[0].weight)
    exact = text[clause.start : clause.end]
    reasons = [Reason(strongest.code, text[place[0] : place[1]] or exact, strongest.weight)]
    parts = [Part("likelihood", *place, text[place[0] : place[1]])]
    for sign in SIGNS:
        # A question mark and a "but" stand outside the clause that they speak of.
        outside = sign.code in ("question", "concession")
        searched = text[clause.start : sentence[1]] if outside else exact
        if match := sign.pattern.search(searched):
            reasons.append(Reason(sign.code, match.group(), sign.weight))
    if clause.condition:
        words = text[clause.condition[0] : clause.condition[1]]
        parts.append(Part("condition", *clause.condition, words))
        reasons.append(Reason("condition", words, cues.CONDITION))
    if horizon := horizon_in(exact, earliest, latest):
        start, end = clause.start + horizon[0], clause.start + horizon[1]
        parts.append(Part("horizon", start, end, text[start:end]))
        reasons.append(Reason("horizon", text[start:end], cues.HORIZON))
    elif speaks_of_the_past(exact, latest):
        reasons.append(Reason("past", exact, -cues.HORIZON))
    if clause.attribution != "author" and strongest.attribution == "author":
        reasons.append(Reason("reported", text[sentence[0] : clause.start].strip(), cues.REPORTED))
    total = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
    attribution = clause.attribution
    if attribution == "author":
        attribution = strongest.attribution
    return PredictionSuggestion(
        clause.start,
        clause.end,
        exact,
        round(total, 2),
        tuple(reasons),
        tuple(_within(parts, clause)),
        strongest.form,
        strongest.likelihood,
        attribution,
    )


def _within(parts: list[Part], clause: Clause) -> Iterator[Part]:
    """Yield the parts cut to their passage: what stands outside it is no part of it."""
    for part in parts:
        start, end = max(part.start, clause.start), min(part.end, clause.end)
        if start < end:
            cut = part.exact[start - part.start : end - part.start]
            yield replace(part, start=start, end=end, exact=cut)
