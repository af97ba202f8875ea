"""Bring in sources and annotations from a file."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.interchange import FORMATS
from annotations.interchange.report import Fault, ImportRefused, ImportReport
from annotations.interchange.undoing import UndoRefused, undo
from sourcelib.management.progress import StepProgress

HELP = """\
Bring in sources, annotations, actors and verdicts from a file.

First the whole file is checked; if anything is wrong, every fault is named with its line, and
nothing is written. Then each source is written with its annotations in one transaction. After a
stop (a power cut, Ctrl-C) run the same command again: it goes on where it stopped. Everything that
came in with one run is a batch, which --undo takes out again as long as nobody has changed it and
none of it is published. What is published is withdrawn instead, so that its addresses go on
answering; a mistake that no reader has seen goes with --also-published.

  manage.py import_annotations library.jsonl --format sourcelib --dry-run
  manage.py import_annotations library.jsonl --format sourcelib
  manage.py import_annotations --undo 974049e7-cf9a-4c3a-9850-bce0913ec7d6

docs/formats.md describes the formats.
"""


class Command(BaseCommand):
    """Bring in a file, or undo what came in with one."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument("path", nargs="?", type=Path, help="the file to bring in")
        parser.add_argument("--format", choices=sorted(FORMATS), help="the format of the file")
        parser.add_argument(
            "--dry-run", action="store_true", help="check, say what would come in, write nothing"
        )
        parser.add_argument(
            "--skip-invalid",
            action="store_true",
            help="leave out records that are wrong, and those that depend on them, and name each",
        )
        parser.add_argument("--undo", metavar="BATCH-UID", help="take out what a batch brought in")
        parser.add_argument(
            "--also-published",
            action="store_true",
            help="with --undo: also what is published, whose addresses then answer no more",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the import, or the undoing."""
        if options["undo"]:
            self._undo(options["undo"], published=options["also_published"])
            return
        if options["also_published"]:
            raise CommandError("--also-published says what --undo takes out: name a batch to undo.")
        if options["path"] is None or options["format"] is None:
            raise CommandError(
                "Name a file and its format, for instance: "
                "manage.py import_annotations library.jsonl --format sourcelib"
            )
        try:
            with StepProgress(self.stderr) as progress:
                report = FORMATS[options["format"]].load(
                    user=None,
                    path=options["path"],
                    dry_run=options["dry_run"],
                    skip_invalid=options["skip_invalid"],
                    progress=progress,
                )
        except ImportRefused as refused:
            self._name(refused.faults, refused.count)
            if refused.resting:
                self.stderr.write(f"… and {refused.resting} that only follow from these")
            raise CommandError(
                f"{refused.count} fault(s); nothing was brought in. Correct the file, or leave out "
                "what is wrong with --skip-invalid."
            ) from refused
        self._tell(report)

    def _name(self, faults: list[Fault], count: int) -> None:
        for fault in faults:
            self.stderr.write(str(fault))
        if count > len(faults):
            self.stderr.write(f"… and {count - len(faults)} more")

    def _tell(self, report: ImportReport) -> None:
        if report.fault_count:
            self._name(report.faults, report.fault_count)
            self._name(report.resting, report.resting_count)
            skipped = report.fault_count + report.resting_count
            self.stdout.write(f"Skipped: {skipped} fault(s), named above.")
        verb = "Would come in" if report.dry_run else "Came in"
        self.stdout.write(f"{verb}: {_counted(report.created)}.")
        if report.unchanged.total():
            self.stdout.write(f"Was there already: {_counted(report.unchanged)}.")
        if report.resumed:
            self.stdout.write("This completed an import that had stopped half-way.")
        if report.batch:
            self.stdout.write(
                f"Batch {report.batch}; to take it out again: "
                f"manage.py import_annotations --undo {report.batch}"
            )

    def _undo(self, uid: str, *, published: bool) -> None:
        try:
            removed = undo(user=None, uid=uid, published=published)
        except UndoRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Taken out: {_counted(removed)}.")


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()) if n) or "nothing"
