"""What an import found, did and refused."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_VALUE = 120  # characters of an offending value that a fault repeats
MOST_SHOWN = 20  # faults in the message of a refusal; the rest is in its list
MOST_FAULTS = 1_000  # a file with more is another kind of file; the rest is only counted

Progress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how far it is, and how far it goes."""


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, in which field, the value found there, what to do."""

    place: str
    field: str
    value: object
    problem: str
    remedy: str

    def __str__(self) -> str:
        shown = repr(self.value)
        if len(shown) > LONGEST_VALUE:
            shown = f"{shown[:LONGEST_VALUE]}… ({len(shown)} characters)"
        return f"{self.place}: {self.field}: {self.problem} (found {shown}). {self.remedy}."


class ImportRefused(Exception):  # noqa: N818, it is the answer to a request
    """Nothing was written, because of these faults; `count` may be larger than their number.

    `resting` counts the faults that only follow from them: records that name a refused one.
    """

    def __init__(self, faults: list[Fault], count: int | None = None, resting: int = 0) -> None:
        self.faults = faults
        self.count = len(faults) if count is None else count
        self.resting = resting
        shown = [str(fault) for fault in faults[:MOST_SHOWN]]
        more = self.count - len(shown)
        super().__init__("\n".join(shown + [f"… and {more} more"] * (more > 0)))


@dataclass(slots=True)
class ImportReport:
    """What an import did, or with `dry_run` would do: records by type, and those it skipped."""

    name: str
    dry_run: bool
    created: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    resting: list[Fault] = field(default_factory=list)
    resting_count: int = 0
    batch: str | None = None
    resumed: bool = False

    def add_fault(self, fault: Fault) -> None:
        """Count a fault, and keep it unless there are too many."""
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def add_resting(self, fault: Fault) -> None:
        """Count a fault that only follows from another one, apart from those to be mended."""
        self.resting_count += 1
        if len(self.resting) < MOST_FAULTS:
            self.resting.append(fault)
