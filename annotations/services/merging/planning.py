"""What follows an actor that is merged, row by row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from annotations.models import Actor, Prediction
from annotations.services.dated import tenure
from annotations.services.merging.links import ABOUT, DATED, LINKS, SHARING, Link


@dataclass
class Following:
    """The rows that refer to the source by one column.

    `moves` are the keys of those that go to the target, `out` the rows (also of the target) that
    would say twice what the target has or is already; they are taken out until the merge is undone.
    """

    link: Link
    moves: list[int] = field(default_factory=list)
    out: list[Any] = field(default_factory=list)


def following(source: Actor, target: Actor) -> list[Following]:
    """Return what a merge moves and takes out; two queries a table, however many rows."""
    return [_of(link, source, target) for link in LINKS]


def _of(link: Link, source: Actor, target: Actor) -> Following:
    found = Following(link)
    if link.model is ABOUT:
        twice = set(link.to(target).values_list("annotation_id", flat=True))
        _part(found, source, lambda row: row.annotation_id in twice)
    elif link.model is SHARING:
        _sharing(found, source, target)
    elif link in DATED:
        own = f"{link.field}_id"
        held = [tenure(row, but=own) for row in link.to(target)]
        _part(found, source, lambda row: any(tenure(row, but=own).overlaps(one) for one in held))
    else:
        found.moves = list(link.to(source).values_list("pk", flat=True))
    return found


def _part(found: Following, source: Actor, is_twice: Callable[[Any], bool]) -> None:
    for row in found.link.to(source):
        if is_twice(row):
            found.out.append(row)
        else:
            found.moves.append(row.pk)


def _sharing(found: Following, source: Actor, target: Actor) -> None:
    """Tell apart the predictions that the source shares: nobody shares their own."""
    theirs = list(found.link.to(target))
    spoken_by_target = set(
        Prediction.objects.filter(speaker=target, co_speakers=source).values_list("pk", flat=True)
    )
    spoken_by_source = set(
        Prediction.objects.filter(speaker=source, co_speakers=target).values_list("pk", flat=True)
    )
    twice = spoken_by_target | {row.prediction_id for row in theirs}
    _part(found, source, lambda row: row.prediction_id in twice)
    found.out += [row for row in theirs if row.prediction_id in spoken_by_source]
