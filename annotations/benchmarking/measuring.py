"""Timing, and what a benchmark found."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

Unit = Literal["ms", "per second"]


@dataclass(frozen=True, slots=True)
class Result:
    """One row: the median of `runs` measurements, and that of its floor in the same run.

    With the unit "ms" less is better, with "per second" more. `note` says what to know of it.
    """

    row: str
    what: str
    unit: Unit
    ours: float
    floor: float | None
    runs: int
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor's cost it costs; None where there is no floor."""
        if not self.floor or not self.ours:
            return None
        return self.ours / self.floor if self.unit == "ms" else self.floor / self.ours


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_ms(works: Iterable[Callable[[], object]]) -> float:
    """Return the median duration of several pieces of work of one kind, in milliseconds."""
    return 1000 * median(seconds(work) for work in works)
