"""What is suggested in a text, held against what is truly in it, by class of error."""

from collections import Counter
from dataclasses import dataclass, field

from annotations.benchmarking.suggestions.cases import Case, Mention
from annotations.suggesting.matching import Matcher
from annotations.suggesting.mentions import suggest_mentions
from annotations.suggesting.namesakes import NAMESAKES
from annotations.suggesting.predictions import suggest_predictions
from annotations.suggesting.suggestion import MentionSuggestion, PredictionSuggestion

RIGHT_PLACE = 0.8  # intersection over union, from which on a passage is the right one
RIGHT, MISSED = "right", "missed"
Where = tuple[int, int]


@dataclass(slots=True)
class Score:
    """How many there truly are, and what became of the suggestions, by class."""

    there: int
    suggested: int = 0
    right: int = 0
    missed: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def note(self, what: str, words: str) -> None:
        """Count an error of a class, and keep its words."""
        self.errors[what] += 1
        self.examples.setdefault(what, []).append(words)

    @property
    def precision(self) -> float | None:
        """The share of the suggestions that are right."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that is suggested rightly."""
        return self.right / self.there if self.there else None


def mentions(case: Case) -> Score:
    """Score the mentions of a text: the right words, and the right actor before all others."""
    found = suggest_mentions(
        case.text, Matcher(case.forms, NAMESAKES), earliest=case.day, latest=case.day
    )
    score = Score(len(case.mentions), len(found))
    left = set(case.mentions)
    for one in found:
        candidates = [candidate.actor for candidate in one.candidates]
        true = Mention(one.start, one.end, candidates[0])
        if true in left:
            left.remove(true)
            score.right += 1
            continue
        score.note(_wrong_mention(one, candidates, case.mentions), one.exact)
    known = {form.actor for form in case.forms}
    words = {(form.actor, form.text.lower()) for form in case.forms}
    for missed in sorted(left, key=lambda one: one.start):
        exact = case.text[missed.start : missed.end]
        score.missed += 1
        if missed.actor not in known:
            score.note("missed: no such actor in the registry", exact)
        elif (missed.actor, exact.lower()) not in words:
            score.note("missed: no such form in the registry", exact)
        else:
            score.note("missed: known words", exact)
    return score


def _wrong_mention(one: MentionSuggestion, candidates: list[int], true: tuple[Mention, ...]) -> str:
    same = [there for there in true if (there.start, there.end) == (one.start, one.end)]
    if any(there.actor in candidates for there in same):
        return "wrong: the right actor is a later candidate"
    if same:
        return "wrong: another actor"
    near = [there for there in true if one.start < there.end and there.start < one.end]
    if any(there.actor in candidates for there in near):
        return "wrong: the right actor, other words"
    return f"wrong: no mention ({one.candidates[0].how})"


def predictions(case: Case) -> Score:
    """Score the predictions of a text: a passage that covers the true one, and little more."""
    found = suggest_predictions(case.text, earliest=case.day, latest=case.day)
    score = Score(len(case.predictions), len(found))
    left = set(case.predictions)
    for one in found:
        best = max(left, key=lambda there: _overlap(there, (one.start, one.end)), default=None)
        worth = 0.0 if best is None else _overlap(best, (one.start, one.end))
        if best is not None and worth >= RIGHT_PLACE:
            left.remove(best)
            score.right += 1
        elif worth > 0:
            score.note("wrong: a prediction, other words", one.exact)
        else:
            score.note(f"wrong: no prediction ({_code(one)})", one.exact)
    for start, end in sorted(left):
        near = any(one.start < end and start < one.end for one in found)
        score.missed += 1
        said = "missed: only other words of it" if near else "missed: nothing suggested"
        score.note(said, case.text[start:end])
    return score


def _overlap(one: Where, other: Where) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def _code(one: PredictionSuggestion) -> str:
    return one.reasons[0].code
