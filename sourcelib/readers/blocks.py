"""What a reader of a format hands on: the file as a row of blocks."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the file, mark-up apart.

    `line` is the line of the file on which it begins, from 1; in files without lines, its number
    among the blocks. `where` says it in the format's own terms ("page 3", "paragraph 12").
    `emphasised`: all of it is. `level` is that of a heading, from 1. A "field" is a line with its
    label, stated before the text begins, whose value is one whatever signs are in it.
    """

    text: str
    line: int
    kind: Literal["paragraph", "heading", "item", "quote", "code", "field"] = "paragraph"
    level: int = 0
    emphasised: bool = False
    where: str = ""

    @property
    def place(self) -> str:
        """Where it stands, for a person."""
        return self.where or f"line {self.line}"
