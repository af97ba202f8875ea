"""What is wrong with a row."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its name, the row (its table and uid, or what names it), and what is wrong."""

    name: str
    row: str
    problem: str

    def __str__(self) -> str:
        return f"{self.name}: {self.row}: {self.problem}"


Faults = Iterator[Fault]
