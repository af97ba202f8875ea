"""Score answers against the truth, by class of edit.

`found`: at the right place, with whatever confidence. `right` and `wrong`: with confidence. For a
passage that is gone, `taken` is an answer with confidence, `recognised` is none at all. An answer
that is uncertain is found, or neither taken nor recognised, and never confident.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from annotations.benchmarking.reanchoring import baseline
from annotations.benchmarking.reanchoring.altering import Where
from annotations.benchmarking.reanchoring.corpus import Passage, Trial
from annotations.spans import context
from annotations.spans.anchor import reanchor
from annotations.spans.transfer import transfer

RIGHT_PLACE = 0.8  # intersection over union, from which on a place is the right one


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a passage is said to be now."""

    start: int
    end: int
    confident: bool


# All passages of a trial at once; None for those that are said to be gone.
Finder = Callable[[Trial], Sequence[Answer | None]]
Outcome = Literal["right", "wrong", "uncertain", "misplaced", "missed", "taken", "left", "gone"]


@dataclass(slots=True)
class Score:
    """Counts of outcomes; the shares are of surviving passages or of deleted ones."""

    counts: Counter[Outcome] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome] += 1

    def __add__(self, other: "Score") -> "Score":
        return Score(self.counts + other.counts)

    @property
    def surviving(self) -> int:
        return sum(self.counts[o] for o in ("right", "wrong", "uncertain", "misplaced", "missed"))

    @property
    def deleted(self) -> int:
        return sum(self.counts[o] for o in ("taken", "left", "gone"))

    @property
    def shares(self) -> dict[str, float | None]:
        of_surviving = {
            "found": self.counts["right"] + self.counts["uncertain"],
            "right": self.counts["right"],
            "wrong": self.counts["wrong"],
        }
        of_deleted = {"taken": self.counts["taken"], "recognised": self.counts["gone"]}
        return {
            **{name: _share(n, self.surviving) for name, n in of_surviving.items()},
            **{name: _share(n, self.deleted) for name, n in of_deleted.items()},
        }


def overlap(one: Where, other: Where) -> float:
    """Intersection over union of two extents."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def outcome(passage: Passage, answer: Answer | None) -> Outcome:
    """Return what an answer is worth."""
    if not passage.places:
        if answer is None:
            return "gone"
        return "taken" if answer.confident else "left"
    if answer is None:
        return "missed"
    there = any(
        overlap(place, (answer.start, answer.end)) >= RIGHT_PLACE for place in passage.places
    )
    if answer.confident:
        return "right" if there else "wrong"
    return "uncertain" if there else "misplaced"


def by_reanchor(trial: Trial) -> list[Answer | None]:
    """Ask for each passage by its quote alone."""
    answers: list[Answer | None] = []
    for quote in quotes(trial):
        match = reanchor(trial.new, *quote)
        answers.append(_answer(match.start, match.end, match.quality) if match else None)
    return answers


def by_transfer(trial: Trial) -> list[Answer | None]:
    """Ask for all passages at once, both texts being known."""
    carried = transfer(trial.old, trial.new, [(p.start, p.end) for p in trial.passages])
    return [_answer(c.start, c.end, c.outcome) for c in carried]


def by_baseline(trial: Trial) -> list[Answer | None]:
    """Ask the widely used approach, which is always sure."""
    extents = [baseline.anchor(trial.new, *quote) for quote in quotes(trial)]
    return [extent and Answer(*extent, confident=True) for extent in extents]


FINDERS: dict[str, Finder] = {
    "reanchor": by_reanchor,
    "transfer": by_transfer,
    "baseline": by_baseline,
}


def quotes(trial: Trial) -> Iterator[tuple[str, str, str, int | None]]:
    """Yield words, prefix, suffix and hint of each passage, as far as the trial gives them."""
    for passage in trial.passages:
        before, after = context(trial.old, passage.start, passage.end)
        if not trial.context:
            before = after = ""
        exact = trial.old[passage.start : passage.end]
        far_off = (passage.start + len(trial.old) // 2) % len(trial.old)
        hints = {"right": passage.start, "none": None, "wrong": far_off}
        yield exact, before, after, hints[trial.hint]


def asked(finder: str, trial: Trial) -> bool:
    """Whether the finder is asked at all: what only a quote can tell is no matter of revisions."""
    return finder != "transfer" or (trial.hint == "right" and trial.context)


@dataclass(frozen=True, slots=True)
class Scored:
    """One answer, with what it was asked for."""

    finder: str
    trial: Trial
    passage: Passage
    answer: Answer | None
    outcome: Outcome


def score(trials: Iterable[Trial], finders: dict[str, Finder] | None = None) -> Iterator[Scored]:
    """Ask every finder about every trial."""
    for trial in trials:
        for name, finder in (finders or FINDERS).items():
            if asked(name, trial):
                for passage, answer in zip(trial.passages, finder(trial), strict=True):
                    yield Scored(name, trial, passage, answer, outcome(passage, answer))


def _answer(start: int | None, end: int | None, how: str) -> Answer | None:
    if start is None or end is None:
        return None
    return Answer(start, end, confident=how != "uncertain")


def _share(count: int, whole: int) -> float | None:
    return count / whole if whole else None
