"""Passages carried from one revision of a text to the next.

Both texts are known, so they are aligned first (`aligned`), and what lies whole in words that
stayed together is carried as it is. For the rest the places are looked at where its words and
those around it went, as for a quote alone (`anchor`), but with more of its context, and never
at words that were another passage's before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.spans.aligned import Aligned, Where
from annotations.spans.anchor import Anchorer, pattern_of

Outcome = Literal["unchanged", "moved", "edited", "uncertain", "lost"]

# Characters of context on each side: twice what an annotation keeps, since the old text is known.
_AROUND = 64


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a passage, and where it stands in the new text; None twice if it is lost.

    "unchanged": its words stand where they stood among those around them. "moved": its words,
    elsewhere. "edited": its place, other words. "uncertain": perhaps there; a person must look.
    """

    outcome: Outcome
    start: int | None
    end: int | None
    confidence: float


LOST = Carried("lost", None, None, 1.0)


def transfer(
    old: str,
    new: str,
    extents: Sequence[Where],
    within: Sequence[int | None] | None = None,
) -> list[Carried]:
    """Return what became of each passage of the old text, in the order given.

    `within` gives for each passage the index of that which holds it, None where none does (the
    condition of a prediction stands in its body): it is then looked for in there only, wherever
    that now stands, and is lost with it. No circles.

    Raises ValueError for an extent that is no passage of the old text.
    """
    for start, end in extents:
        if not 0 <= start < end <= len(old):
            raise ValueError(
                f"{start} to {end} is no passage of the old text, which has {len(old)} code "
                "points. See that the offsets are those of the old revision."
            )
    carrier = _Carrier(old, new)
    found: dict[int, Carried] = {}

    def carry(index: int) -> Carried:
        if index not in found:
            holder = within[index] if within else None
            found[index] = carrier.carry(
                *extents[index], carry(holder) if holder is not None else None
            )
        return found[index]

    return [carry(index) for index in range(len(extents))]


class _Carrier:
    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._aligned = Aligned(old, new)
        self._anchorer = Anchorer(new)

    def carry(self, start: int, end: int, holder: Carried | None) -> Carried:
        """Return what became of a passage, in the place of its holder if it has one."""
        if holder and holder.outcome == "lost":
            return LOST
        carried = self._aligned.carried(start, end)
        # Between the two there may be nothing left: the passage was a soft hyphen, say.
        if carried and carried[0] < carried[1] and _is_in(holder, *carried[:2]):
            first, last, in_order = carried
            return Carried("unchanged" if in_order else "moved", first, last, 1.0)
        return self._searched(start, end, holder)

    def _searched(self, start: int, end: int, holder: Carried | None) -> Carried:
        pattern = pattern_of(
            self._old[start:end],
            self._old[max(0, start - _AROUND) : start],
            self._old[end : end + _AROUND],
        )
        if pattern is None:
            return LOST

        def possible(first: int, last: int) -> Where | None:
            part = self._aligned.own(first, last, (start, end))
            return part if part and _is_in(holder, *part) else None

        begun, done = self._aligned.between(start, end)
        match = self._anchorer.search(
            pattern,
            begun,
            bracket=self._aligned.bracket(start, end),
            likely=self._aligned.places(start, end, _AROUND),
            possible=possible,
        )
        if match is None:
            return LOST
        if match.quality != "exact":
            return Carried(match.quality, match.start, match.end, match.confidence)
        in_order = begun <= match.start and match.end <= done
        outcome: Outcome = "unchanged" if in_order else "moved"
        return Carried(outcome, match.start, match.end, match.confidence)


def _is_in(holder: Carried | None, start: int, end: int) -> bool:
    if holder is None or holder.start is None or holder.end is None:
        return True
    return holder.start <= start and end <= holder.end
