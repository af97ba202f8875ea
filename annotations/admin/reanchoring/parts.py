"""A long list in parts: each begins after a row that its address names, never at a number."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

MOST = 100  # rows of a part

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part(Generic[Key]):
    """One part of a list: the keys of its rows, where it stands, the addresses of its neighbours.

    `first` and `last` count from 1; an address is "" where there is no such part.
    """

    keys: Sequence[Key]
    first: int
    last: int
    of: int
    previous: str
    next: str


def part_of(
    keys: Sequence[Key],
    after: str,
    *,
    order: Sequence[Key] | None = None,
    asked: Mapping[str, str] | None = None,
) -> Part[Key]:
    """Return the part of a list that begins after the row with the key `after`.

    `order` has the keys of all rows that the list could have, in the same order: the row may have
    gone to another list meanwhile. An unknown one gives the first part. `asked` are the other
    parameters of the address.
    """
    places = {str(key): place for place, key in enumerate(order or keys)}
    begins = places.get(after, -1)
    start = sum(places[str(key)] <= begins for key in keys)
    shown = keys[start : start + MOST]

    def address(place: int) -> str:
        given = {**(asked or {}), **({"after": str(keys[place])} if place >= 0 else {})}
        return f"?{urlencode(given)}"

    last = start + len(shown)
    return Part(
        keys=shown,
        first=start + 1,
        last=last,
        of=len(keys),
        previous=address(max(start - MOST, 0) - 1) if start else "",
        next=address(last - 1) if last < len(keys) else "",
    )
