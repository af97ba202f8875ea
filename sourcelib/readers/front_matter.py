"""The lines between "---" and "---" at the head of many Markdown files (YAML, its simple part)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 100
FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:(?:\s+(?P<value>.*))?")
ITEM = re.compile(r"\s*-\s+(?P<value>.+)")


@dataclass(frozen=True, slots=True)
class FrontField:
    """One entry, with the line (from 1) on which it stands; a list is joined by ", "."""

    key: str
    value: str
    line: int


def front_matter(lines: Sequence[str]) -> tuple[list[FrontField], int]:
    """The fields of the front matter, and the number of lines that it takes up.

    Without front matter, or where it goes beyond plain fields and lists of them: ([], 0).
    """
    if not lines or lines[0].rstrip() != "---":
        return [], 0
    fields: list[FrontField] = []
    for index, line in enumerate(lines[1:MOST_LINES], start=1):
        if line.rstrip() in {"---", "..."}:
            return (fields, index + 1) if fields else ([], 0)
        if not line.strip() or line.startswith("#"):
            continue
        item, entry = ITEM.fullmatch(line), FIELD.fullmatch(line)
        if entry:
            fields.append(FrontField(entry["key"], _plain(entry["value"] or ""), index + 1))
        elif item and fields:
            last = fields.pop()
            value = ", ".join(filter(None, [last.value, _plain(item["value"])]))
            fields.append(FrontField(last.key, value, last.line))
        else:
            return [], 0
    return [], 0


def _plain(value: str) -> str:
    """A scalar without its quotes, or the items of a list in brackets."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(item) for item in value[1:-1].split(",") if item.strip())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
