"""Lines that are checked and written together: a source with all that is its own."""

from collections.abc import Iterator

from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.schema import OF_A_SOURCE

MOST_TOGETHER = 200  # records of one type that belong to no source


def grouped(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Yield the lines in groups: each source's together, others by type and not too many.

    A source's records follow one another; a second group of the same source is a group of its own,
    which finds the first in what is already known.
    """
    group: list[Line] = []
    for line in lines:
        if group and not _belongs(line, group):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _belongs(line: Line, group: list[Line]) -> bool:
    first = group[0]
    if line.kind not in OF_A_SOURCE:
        return line.kind == first.kind and len(group) < MOST_TOGETHER
    if first.kind not in OF_A_SOURCE:
        return False
    # A version names its annotation, which stands just before; a source begins a group.
    return line.kind == "version" or source_of(line) == source_of(first)


def source_of(line: Line) -> object:
    """Return the uid of the source that a line belongs to."""
    return line.record.get("uid" if line.kind == "source" else "source")
