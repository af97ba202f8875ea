"""The difference between two texts as a page shows it: paragraphs of what stayed, went and came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcelib.text import PARAGRAPH_BREAK
from sourcelib.text.differences import pieces

FEWEST_FOLDED = 3  # unchanged paragraphs in a row; fewer take no more room than the line for them
PILCROW = "¶"  # stands for a paragraph break that came or went


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words: `kind` is "same", "deleted" or "inserted"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of either text, or of both."""

    runs: Sequence[Run]

    @property
    def changed(self) -> bool:
        """Whether anything in it is not the same in both."""
        return any(run.kind != "same" for run in self.runs)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row; those that are `folded` did not change, nor did their neighbours."""

    paragraphs: Sequence[Paragraph]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """All paragraphs, and the words that came and went, counted."""

    stretches: Sequence[Stretch]
    deleted: int
    inserted: int


def difference(old: str, new: str) -> Difference:
    """Return what differs between two canonical texts, by words."""
    found = pieces(old, new)
    runs = [
        Run(one.kind, old[slice(*one.old)] if one.kind == "deleted" else new[slice(*one.new)])
        for one in found
    ]
    counts = {
        kind: sum(len(run.text.split()) for run in runs if run.kind == kind)
        for kind in ("deleted", "inserted")
    }
    return Difference(list(_folded(list(_paragraphs(runs)))), **counts)


def _paragraphs(runs: Sequence[Run]) -> Iterator[Paragraph]:
    """Part the runs where either text begins a paragraph."""
    here: list[Run] = []
    for run in runs:
        *before_breaks, last = run.text.split(PARAGRAPH_BREAK)
        for words in before_breaks:
            here += [Run(run.kind, words)] if words else []
            here += [Run(run.kind, PILCROW)] if run.kind != "same" else []
            if here:
                yield Paragraph(here)
            here = []
        here += [Run(run.kind, last)] if last else []
    if here:
        yield Paragraph(here)


def _folded(paragraphs: Sequence[Paragraph]) -> Iterator[Stretch]:
    """Fold what is unchanged, but for one paragraph on each side of a change."""
    near = {
        at + step
        for at, paragraph in enumerate(paragraphs)
        if paragraph.changed
        for step in (-1, 0, 1)
    }
    shown: list[Paragraph] = []
    far: list[Paragraph] = []
    for at, paragraph in enumerate(paragraphs):
        if at in near:
            if len(far) >= FEWEST_FOLDED:
                if shown:
                    yield Stretch(shown)
                yield Stretch(far, folded=True)
                shown = []
            else:
                shown += far
            far = []
            shown.append(paragraph)
        else:
            far.append(paragraph)
    if len(far) < FEWEST_FOLDED:
        shown, far = shown + far, []
    if shown:
        yield Stretch(shown)
    if far:
        yield Stretch(far, folded=True)
