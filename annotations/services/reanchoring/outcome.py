"""What became of one annotation whose passage and parts were each looked for in another text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.models import Reanchoring, Span
from annotations.services.reanchoring.passages import Pair, Place, Standing
from annotations.spans import SpanError, trim

Outcome = Reanchoring.Outcome

# From the best to the worst: what is worse outweighs what is better.
_RANK = (Outcome.UNCHANGED, Outcome.MOVED, Outcome.EDITED, Outcome.UNCERTAIN, Outcome.LOST)
CERTAIN = (Outcome.UNCHANGED, Outcome.MOVED)


@dataclass(frozen=True, slots=True)
class Found:
    """An annotation, what became of it, and where its spans stand in the other text."""

    standing: Standing
    outcome: Outcome
    confidence: float
    places: tuple[Place, ...]

    @property
    def is_certain(self) -> bool:
        """Whether it can be carried over without a person."""
        return self.outcome in CERTAIN

    def body(self) -> tuple[tuple[int, int], ...]:
        """The extents of its passage in the other text."""
        return tuple(
            sorted((place.start, place.end) for place in self.places if place.role == "body")
        )


def together(standing: Standing, pairs: Sequence[Pair], text: str) -> Found:
    """Say what became of an annotation in `text`, of whose places each was looked for there.

    All of it goes together: it is as uncertain as the most uncertain of its spans. It is lost only
    where its passage is; a part that is lost beside a passage that is not makes it edited, and
    waits to be looked at.
    """
    bodies = [_exactly(pair, text) for pair in pairs if pair[0].role == Span.Role.BODY]
    kept = [pair for pair in bodies if pair[2] is not None]
    confidence = min(
        (carried.confidence for place, carried in pairs if place.role == Span.Role.BODY),
        default=0.0,
    )
    if not kept:
        return Found(standing, Outcome.LOST, confidence, ())
    found = [*bodies]
    for place, carried in pairs:
        if place.role != Span.Role.BODY:
            found.append(_within(place, kept) or _exactly((place, carried), text))
    outcomes = [outcome for _place, outcome, _new in found]
    # what of it is lost is told by its absence
    worst = worse(*(Outcome.EDITED if each == Outcome.LOST else each for each in outcomes))
    if _torn(found):
        worst = worse(worst, Outcome.UNCERTAIN)
    places = _numbered([new for _place, _outcome, new in found if new is not None])
    return Found(standing, worst, confidence, places)


def worse(*outcomes: Outcome) -> Outcome:
    """Return the worst of some outcomes."""
    return max(outcomes, key=_RANK.index)


# A place as it was, what became of it, and where it is; None where it is lost.
_Sought = tuple[Place, Outcome, Place | None]


def _exactly(pair: Pair, text: str) -> _Sought:
    """Return where a place was found; other words without white space at their edges."""
    place, carried = pair
    if carried.start is None or carried.end is None:
        return place, Outcome.LOST, None
    start, end, outcome = carried.start, carried.end, Outcome(carried.outcome)
    if text[start:end] != place.exact:  # other words are for a person to accept, however alike
        try:
            extent = trim(text, start, end)
        except SpanError:
            return place, Outcome.LOST, None
        start, end = extent.start, extent.end
        outcome = worse(outcome, Outcome.EDITED)
    return place, outcome, Place(place.role, place.part, start, end, text[start:end])


def _within(place: Place, bodies: Sequence[_Sought]) -> _Sought | None:
    """Return where words within a passage stand now, if the passage has them just once.

    A passage that kept its words takes all that stands in it along, letter by letter; short words
    of a passage are looked for there before they are looked for anywhere.
    """
    for before, outcome, after in bodies:
        if after is None or not (before.start <= place.start and place.end <= before.end):
            continue
        if after.exact == before.exact:
            start = after.start + place.start - before.start
        elif after.exact.count(place.exact) == 1:
            start = after.start + after.exact.index(place.exact)
        else:
            continue
        end = start + place.end - place.start
        # The same words: it is no worse than the passage, which was perhaps only moved.
        same = outcome if outcome in CERTAIN else Outcome.MOVED
        return place, same, Place(place.role, place.part, start, end, place.exact)
    return None


def _torn(found: Sequence[_Sought]) -> bool:
    """Whether parts overlap now, or what stood within the passage stands outside of it."""
    kept = [(before, after) for before, _outcome, after in found if after is not None]
    bodies = [pair for pair in kept if pair[0].role == Span.Role.BODY]
    for before, after in kept:
        within = [(one, now) for one, now in bodies if one.start <= before.start < one.end]
        if within and not any(now.start <= after.start < now.end for _one, now in within):
            return True
    of_role = sorted((after.role, after.start, after.end) for _before, after in kept)
    return any(one[0] == other[0] and one[2] > other[1] for one, other in pairwise(of_role))


def _numbered(places: Sequence[Place]) -> tuple[Place, ...]:
    """Number the parts of each role anew, since some may be lost."""
    seen: dict[str, int] = {}
    numbered = []
    for place in sorted(places, key=lambda place: (place.role, place.part)):
        seen[place.role] = seen.get(place.role, 0) + 1
        numbered.append(Place(place.role, seen[place.role], place.start, place.end, place.exact))
    return tuple(numbered)
