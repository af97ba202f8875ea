"""How long it takes to find a hundred passages again in a hundred thousand characters."""

import time
from collections.abc import Callable
from functools import partial
from random import Random

from annotations.benchmarking.measuring import Result
from annotations.benchmarking.reanchoring.altering import Altered, Change
from annotations.benchmarking.reanchoring.corpus import Passage, Trial
from annotations.benchmarking.reanchoring.passages import KINDS, sample
from annotations.benchmarking.reanchoring.rewording import slip_mended, words_inserted
from annotations.benchmarking.reanchoring.scoring import Finder
from annotations.benchmarking.reanchoring.sources import Extent, Source

CHARACTERS = 100_000
PASSAGES = 100
RUNS = 3


def measure(sources: list[Source], finders: dict[str, Finder]) -> list[Result]:
    """Time each finder on the longest text, every third passage edited; the floor is baseline's.

    Every run has a text of its own, so that nothing is left over from the one before. What counts
    is the processor's time, whatever else the machine is doing.
    """
    longest = max(sources, key=lambda source: len(source.text))
    times: dict[str, float] = {}
    for name, finder in finders.items():
        runs = [partial(finder, _trial(longest, run)) for run in range(RUNS)]
        times[name] = 1000 * min(map(_processor_seconds, runs))
    what = (
        f"{PASSAGES} passages in {min(CHARACTERS, len(longest.text)):,} characters, processor time"
    )
    return [Result(name, what, "ms", ms, times.get("baseline"), RUNS) for name, ms in times.items()]


def _processor_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _trial(source: Source, run: int) -> Trial:
    random = Random(run)
    cut = Source(source.name, source.language, source.text[:CHARACTERS], source.reserve)
    changes: list[Change] = []
    passages: list[Passage] = []
    edited: list[Extent] = []
    while len(passages) < PASSAGES:
        sampled = sample(random, cut, tuple(KINDS))
        if sampled is None:
            break
        kind, extent = sampled
        edit = random.choice((slip_mended, words_inserted, None))
        plan = edit(random, cut, extent) if edit else None
        apart = all(extent[1] < first or last < extent[0] for first, last in edited)
        if plan is not None and apart:
            changes += plan.changes
            edited.append(extent)
        passages.append(Passage(kind, *extent, (), harder=False))
    altered = Altered(cut.text, sorted(changes))
    return Trial("speed", source.name, cut.text, altered.text, tuple(passages))
