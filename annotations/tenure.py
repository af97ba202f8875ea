"""Pure: names, roles and members that hold for a time, and wholes that hold parts.

What is said under one key (the same role with the same organisation, say) is said once for each
day: two stretches of time that share a day contradict or repeat one another. A stretch without a
first day has always been, one without a last day has not ended, as far as is known.

Days are dates, or text as ISO 8601 writes them, which sorts alike.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tenure:
    """What holds from its first day to its last, both included; None is an open end."""

    key: Hashable
    first: Any = None
    last: Any = None

    def overlaps(self, other: "Tenure") -> bool:
        """Return whether both say the same of one day."""
        return (
            self.key == other.key
            and (self.first is None or other.last is None or self.first <= other.last)
            and (other.first is None or self.last is None or other.first <= self.last)
        )


def same_title(title: str) -> str:
    """Return a title so that it is equal to itself in other letters and spaces."""
    return " ".join(title.split()).casefold()


def overlaps(tenures: Sequence[Tenure]) -> Iterator[tuple[int, int]]:
    """Yield the places of two tenures that overlap, the one that begins earlier first.

    Of several that begin within a long one, each is told with the long one.
    """
    longest: dict[Hashable, int] = {}
    for place in sorted(range(len(tenures)), key=lambda place: str(tenures[place].first or "")):
        tenure = tenures[place]
        before = longest.setdefault(tenure.key, place)
        if before != place and tenures[before].overlaps(tenure):
            yield before, place
        if _lasts_longer(tenure, tenures[before]):
            longest[tenure.key] = place


def _lasts_longer(one: Tenure, other: Tenure) -> bool:
    return other.last is not None and (one.last is None or one.last > other.last)


def on_circles(above: Mapping[Any, Iterable[Any]]) -> Iterator[Any]:
    """Yield one node of each circle that is met when going up from each node to those above it."""
    done: set[Any] = set()
    for start in above:
        path: dict[Any, Iterator[Any]] = {}
        here: Any = start
        while here is not None:
            if here not in path:
                path[here] = iter(() if here in done else above.get(here, ()))
            following = next(path[here], None)
            if following is None:
                done.add(here)
                path.popitem()
                here = next(reversed(path), None)
            elif following in path:
                yield following
            else:
                here = following
