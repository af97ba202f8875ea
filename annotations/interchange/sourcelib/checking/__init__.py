"""The first pass of an import: everything is checked, nothing is written."""

from annotations.interchange.report import ImportReport, Progress
from annotations.interchange.sourcelib.checking.context import Context
from annotations.interchange.sourcelib.checking.known import SHARED
from annotations.interchange.sourcelib.checking.links import LinkCheck
from annotations.interchange.sourcelib.checking.shared import SharedCheck
from annotations.interchange.sourcelib.checking.sources import SourceCheck
from annotations.interchange.sourcelib.groups import grouped
from annotations.interchange.sourcelib.lines import RecordFile
from annotations.interchange.sourcelib.schema import OF_A_SOURCE


def check(file: RecordFile, report: ImportReport, progress: Progress) -> bytearray:
    """Check a file from beginning to end and note in `report` what would be created, what is wrong.

    Returns a mark for each line number: `context.WRITE`, `UNCHANGED` or `BAD`.
    """
    context = Context(file, report)
    shared, sources, links = SharedCheck(context), SourceCheck(context), LinkCheck(context)
    try:
        for lines in grouped(file.lines(context.bad_line)):
            context.reach(lines[-1].number)
            kind = lines[0].kind
            if kind not in SHARED:
                shared.finish()
            if kind in SHARED:
                shared.check(lines)
            elif kind in OF_A_SOURCE:
                sources.check(lines)
            else:
                links.check(lines)
            progress("checking", lines[-1].end, file.size)
        shared.finish()
    finally:
        context.known.close()
    return context.marks
