"""The second pass of an import: what was found good is written, whole sources at a time."""

from typing import Protocol

from annotations.interchange.report import Progress
from annotations.interchange.sourcelib.groups import grouped
from annotations.interchange.sourcelib.lines import Line, RecordFile
from annotations.interchange.sourcelib.schema import ORDER
from annotations.interchange.sourcelib.writing.links import LinkWriter
from annotations.interchange.sourcelib.writing.replies import ReplyWriter
from annotations.interchange.sourcelib.writing.shared import SharedWriter
from annotations.interchange.sourcelib.writing.sources import SourceWriter
from annotations.interchange.sourcelib.writing.store import Store
from sourcelib.models import ImportBatch

MOST_TOGETHER = 2_000  # records written in one transaction, unless one source has more


class Writer(Protocol):
    """Adds the rows of records to the transaction."""

    def write(self, groups: list[list[Line]]) -> None: ...


def write(
    file: RecordFile, marks: bytearray, write_mark: int, batch: ImportBatch, progress: Progress
) -> None:
    """Write the lines of a file that have `write_mark`, under `batch`.

    Shared records are one transaction; after them each transaction holds whole sources, or a
    number of links. A stop leaves what was committed, and the next run goes on from there.
    """
    store = Store(batch)
    shared, sources, links = SharedWriter(store), SourceWriter(store, file), LinkWriter(store)
    writers: list[Writer] = [shared, shared, sources, links, links, links, ReplyWriter(store)]
    waiting: list[list[Line]] = []
    count = 0

    def commit() -> None:
        nonlocal waiting, count
        if waiting:
            writer = writers[ORDER[waiting[0][0].kind]]
            with store.transaction():
                writer.write(waiting)
            progress("writing", waiting[-1][-1].end, file.size)
        waiting, count = [], 0

    for group in grouped(file.lines(lambda _number, _fault: None)):
        lines = [line for line in group if marks[line.number] == write_mark]
        if not lines:
            continue
        rank = ORDER[lines[0].kind]
        if waiting:
            before = ORDER[waiting[0][0].kind]
            full = writers[rank] is not shared and count + len(lines) > MOST_TOGETHER
            # What is shared is one transaction; relations look up what was written before them.
            if writers[rank] is not writers[before] or full:
                commit()
        waiting.append(lines)
        count += len(lines)
    commit()
