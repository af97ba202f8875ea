"""What a reader of a text format hands on: the file as a row of blocks."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the file, mark-up apart.

    `line` is the line of the file on which it begins, from 1. `emphasised`: all of it is.
    `level` is that of a heading, from 1.
    """

    text: str
    line: int
    kind: Literal["paragraph", "heading", "item", "quote", "code"] = "paragraph"
    level: int = 0
    emphasised: bool = False
