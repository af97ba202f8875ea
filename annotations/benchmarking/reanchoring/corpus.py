"""Trials: a text, its next revision, and passages whose place in it is known."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from annotations.benchmarking.reanchoring.altering import Altered, Change, Unclear, Where
from annotations.benchmarking.reanchoring.classes import CLASSES, EditClass, Hint
from annotations.benchmarking.reanchoring.passages import inside_and_across, sample
from annotations.benchmarking.reanchoring.plans import Plan
from annotations.benchmarking.reanchoring.sources import Extent, Source

# A text is edited in several places at once, but not so near one another that edits meet.
CHARACTERS_A_PASSAGE = 1_200
MOST_PASSAGES = 8
APART = 80
# A passage that has lost more than this is one of the harder ones, whatever the edit is called.
MUCH_LEFT = 0.75
TRIES = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """`places` are those in the new text that are right; none where it is gone."""

    kind: str
    start: int
    end: int
    places: tuple[Where, ...]
    harder: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """One class of edits made in one text. `hint` and `context` say what is known of passages."""

    edit: str
    text: str
    old: str
    new: str
    passages: tuple[Passage, ...]
    hint: Hint = "right"
    context: bool = True


@dataclass(frozen=True, slots=True)
class _Planned:
    kind: str
    extent: Extent
    plan: Plan


def trials(
    sources: Sequence[Source], seeds: Sequence[int], classes: Sequence[EditClass] = CLASSES
) -> Iterator[Trial]:
    """Yield a trial of each class in each text for each seed, where the text offers one."""
    for seed in seeds:
        for source in sources:
            for class_ in classes:
                if source.language not in class_.languages:
                    continue
                random = Random(zlib.crc32(f"{seed} {source.name} {class_.name}".encode()))
                trial = _trial(random, source, class_)
                if trial is not None:
                    yield trial


def _trial(random: Random, source: Source, class_: EditClass) -> Trial | None:
    if class_.prepare is not None:
        targets = _planned(random, source, class_)
        prepared = Altered(source.text, [c for t in targets for c in t.plan.changes])
        source = replace(source, text=prepared.text)
        extents = [(t.kind, prepared.where(*t.extent)) for t in targets]
        plans = [
            _Planned(kind, extent, plan)
            for kind, extent in extents
            if extent and (plan := class_.edit(random, source, extent))
        ]
    else:
        plans = _planned(random, source, class_)
    changes = [c for planned in plans for c in planned.plan.changes]
    moves = [m for planned in plans for m in planned.plan.moves]
    altered = Altered(source.text, changes, moves)
    passages = []
    if class_.whole:
        others = [sample(random, source, class_.kinds) for _ in range(MOST_PASSAGES)]
        plans += [_Planned(*other, Plan()) for other in others if other is not None]
    for planned in plans:
        around = inside_and_across(random, source, planned.extent)
        near = around if random.random() < 0.3 and class_.context else []
        for kind, extent in [(planned.kind, planned.extent), *near]:
            try:
                where = altered.where(*extent)
            except Unclear:
                continue
            places = (where, *_copies(altered, planned.plan, extent)) if where else ()
            harder = class_.harder or source.boilerplate
            harder = harder or (bool(places) and altered.share_left(*extent) < MUCH_LEFT)
            passages.append(Passage(kind, *extent, places, harder))
    if not passages:
        return None
    return Trial(
        class_.name,
        source.name,
        source.text,
        altered.text,
        tuple(passages),
        class_.hint,
        class_.context,
    )


def _planned(random: Random, source: Source, class_: EditClass) -> list[_Planned]:
    """Passages of the text with plans that keep out of one another's way."""
    wanted = max(1, min(MOST_PASSAGES, len(source.text) // CHARACTERS_A_PASSAGE))
    wanted = 1 if class_.whole else wanted
    found: list[_Planned] = []
    taken: list[Extent] = []
    for _ in range(wanted * TRIES):
        if len(found) == wanted:
            break
        sampled = sample(random, source, class_.kinds)
        if sampled is None:
            break
        kind, extent = sampled
        plan = (class_.prepare or class_.edit)(random, source, extent)
        if plan is None or not (plan.changes or plan.moves or class_.name.startswith("unchanged")):
            continue
        touched = [extent, *_touched(plan)]
        if any(_near(one, other) for one in touched for other in taken):
            continue
        taken += touched
        found.append(_Planned(kind, extent, plan))
    return found


def _touched(plan: Plan) -> list[Extent]:
    changed = [(c.start, c.end) for c in plan.changes]
    moved = [e for m in plan.moves for e in ((m.start, m.end), (m.to, m.to))]
    return [*changed, *moved]


def _near(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] + APART and other[0] < one[1] + APART


def _copies(altered: Altered, plan: Plan, extent: Extent) -> list[Where]:
    """The passage in the copy that a plan brought in, where it did."""
    if plan.copied is None or not plan.copied[0] <= extent[0] <= extent[1] <= plan.copied[1]:
        return []
    copy: Change = plan.changes[0]
    piece = next(p for p in altered.pieces if not p.kept and p.words == copy.words)
    start = piece.at + plan.lead + extent[0] - plan.copied[0]
    return [(start, start + extent[1] - extent[0])]
