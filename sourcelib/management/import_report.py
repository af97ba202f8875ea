"""What `import_sources` says: of each source, of what stays out, and in sum."""

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sourcelib.readers import Document
from sourcelib.services.outcomes import Outcome
from sourcelib.services.running import Run
from sourcelib.spreadsheets import defused

FEW = 20  # sources that are each told of in detail
MOST_REFUSED = 100  # that are named; a file with errors has them all
SHOWN = 60  # characters of a finding
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ImportTeller:
    """Tells of one run, in as much detail as `verbosity` (0, 1, 2) asks."""

    def __init__(self, out: Any, err: Any, run: Run, verbosity: int) -> None:
        self._out, self._err, self._run = out, err, run
        self._verbosity = verbosity
        self._late: list[Outcome] = []  # what the library refused when it was to be written

    @property
    def tells_each(self) -> bool:
        """Whether each source is told of, once it is known how many there are."""
        return self._verbosity > 1 or (self._verbosity == 1 and self._run.new <= FEW)

    def tell_left_out(self) -> None:
        """Name what was refused, and what the library has already."""
        run = self._run
        most = len(run.refused) if self._verbosity > 1 else MOST_REFUSED
        for outcome in run.refused[:most]:
            self._err.write(f"refused  {_shown(str(outcome.problem))}")
        if len(run.refused) > most:
            rest = len(run.refused) - most
            self._err.write(f"… and {rest:,} more refused: -v 2 or --errors names them")
        if self._verbosity > 1 or (self._verbosity == 1 and len(run.there) <= FEW):
            for outcome in run.there:
                self._out.write(f"passed   {_shown(str(outcome.problem))}")

    def tell(self, outcome: Outcome) -> None:
        """Tell of a source that was brought in, or would be, or was refused in the end."""
        brought = outcome.brought
        if brought is None:
            self._late.append(outcome)
            self._err.write(f"{outcome.kind:<8} {_shown(str(outcome.problem))}")
            return
        if self.tells_each:
            for line in _details(outcome):
                self._out.write(line)

    @property
    def refused(self) -> list[Outcome]:
        """What was refused, in both passes."""
        return [*self._run.refused, *(one for one in self._late if one.kind == "refused")]

    def summary(self, verb: str) -> str:
        """Return the counts in a sentence or two."""
        run, refused = self._run, len(self.refused)
        there = len(run.there) + sum(outcome.kind == "there" for outcome in self._late)
        new = run.new - len(self._late)
        parts = [f"{new:,} of {new + refused + there:,} {verb}"]
        if there:
            parts.append(f"{there:,} there already")
        if refused:
            parts.append(f"{refused:,} refused")
        if run.done_before:
            parts.append(f"{run.done_before:,} came in before the stop")
        passed = [
            f"{count:,} {kind}"
            for count, kind in (
                (run.other, "files of other kinds"),
                (run.hidden, "hidden ones"),
                (run.links, "links to folders"),
            )
            if count
        ]
        over = f" Passed over: {' and '.join(passed)}." if passed else ""
        return f"{', '.join(parts)}.{over}"


def write_errors(path: Path, refused: Sequence[Outcome]) -> None:
    """Write what was refused as CSV, for a spreadsheet. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["from", "place", "problem", "remedy"])
        for outcome in refused:
            if (why := outcome.problem) is not None:
                row = (outcome.origin, why.place, why.problem, why.remedy)
                rows.writerow([defused(value) for value in row])


def _details(outcome: Outcome) -> list[str]:
    brought = outcome.brought
    assert brought is not None
    article, document = brought.article, brought.read.document
    title = f"[{article.title}]" if article.title_supplied else article.title
    where = f"/sources/{article.slug}/, {article.get_state_display()}; " if article.pk else ""
    charset = f", charset {document.charset}" if document.charset else ""
    lines = [
        f"read     {_shown(outcome.name)}: {title}",
        f"         {where}{len(document.text):,} code points by reader {document.reader} "
        f"{document.reader_version}{charset}",
    ]
    notes = [f"  note   {_plain(note)}" for note in brought.notes]
    return [*map(_plain, lines), *read_off(document), *notes]


def read_off(document: Document) -> list[str]:
    """Return lines that say what a reader found and did, each with its place."""
    lines = []
    for finding in document.found:
        doubt = " (doubtful)" if finding.doubtful else ""
        taken = "taken out" if finding.cut else "read off"
        words = " ".join(finding.text.split())
        shown = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
        lines.append(f"  found  {finding.what} at {finding.place}{doubt}, {taken}: {shown}")
    lines += [f"  did    {change.place}: {change.what}" for change in document.changes]
    return [_plain(line) for line in lines]


def _shown(told: str) -> str:
    """Return it with paths from the working folder, and as any terminal can show it."""
    return _plain(told.replace(f"{Path.cwd()}{os.sep}", ""))


def _plain(told: str) -> str:
    """Return it without what commands a terminal, or what no encoding holds."""
    told = CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", told)
    return told.encode("utf-8", "replace").decode()
