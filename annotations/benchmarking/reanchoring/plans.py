"""What an edit does for one passage, and what an edit is."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from annotations.benchmarking.reanchoring.altering import Change, Move
from annotations.benchmarking.reanchoring.sources import Extent, Source


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes and moves. `copied` is an extent whose very words the first change brings in again,
    after `lead` characters of its words: nobody can say which of the two is the passage."""

    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    copied: Extent | None = None
    lead: int = 0


# Returns None where the passage offers nothing to be edited so.
Edit = Callable[[Random, Source, Extent], Plan | None]


def change(*changes: Change) -> Plan:
    return Plan(changes)


def elsewhere(random: Random, source: Source, extent: Extent, far: int = 2) -> int | None:
    """The start of a paragraph more than `far` paragraphs from the passage's own."""
    own = source.paragraphs.index(source.paragraph_of(extent[0]))
    starts = [p[0] for n, p in enumerate(source.paragraphs) if not own - far < n <= own + far]
    return random.choice(starts) if starts else None


def spare(random: Random, source: Source, length: int) -> str:
    """Sentences kept back from the text, of about this length or longer by part of one."""
    taken = random.choice(source.reserve)
    while len(taken) < length * 0.7:
        taken += (" " if source.spaced else "") + random.choice(source.reserve)
    return taken


def each_word(source: Source, extent: Extent, alter: Callable[[str], str]) -> tuple[Change, ...]:
    """Changes of the words that `alter` alters."""
    changes = []
    for first, last in source.words_in(*extent):
        word = source.text[first:last]
        altered = alter(word)
        if altered != word:
            changes.append(Change(first, last, altered))
    return tuple(changes)


def each_match(source: Source, extent: Extent, altered: dict[str, str]) -> tuple[Change, ...]:
    """Changes of the characters that `altered` has others for."""
    return tuple(
        Change(at, at + 1, altered[source.text[at]])
        for at in range(*extent)
        if source.text[at] in altered
    )
