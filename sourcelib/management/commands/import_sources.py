"""Bring in sources from files, folders and addresses."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from textwrap import fill
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from sourcelib.management.import_report import ImportTeller, write_errors
from sourcelib.management.progress import StepProgress
from sourcelib.management.revising import revise
from sourcelib.readers import EXTENSIONS, FORMATS, ReaderError
from sourcelib.services.batches import resumable, stopped, undo
from sourcelib.services.refusals import Invalid, Refused
from sourcelib.services.running import Asked, Run

HELP = f"""\
Bring in sources: each becomes a draft with its first text.

Name files, folders (searched however deep), patterns such as "inbox/2015-*.html", web addresses, or
- for standard input. Of a folder or pattern these files are read, hidden ones excepted:
{fill(" ".join(EXTENSIONS), 90, initial_indent="  ", subsequent_indent="  ")}
Feeds, web archives (WARC) and JSON Lines hold several sources.

First everything is read and checked: title, byline, date, language, address and so on are found
where they stand, and the report says where; what is not sure is a doubt for the curator. If
anything is refused, every refusal is named with its remedy, and nothing is brought in, unless you
say --skip-invalid. Then each source is written in one transaction.

What the library has already (the same file, or the same text) is passed over, so the same command
can be run again and again over a growing folder. Refused are: an address that the library has with
other words (that may be a correction: see --revises), and what is nearly the same as another
source (--allow-near takes it).

All that came in with one run is a batch. After a stop (Ctrl-C, a power cut) run the same command
again, or --resume the batch: it goes on where it stopped. --undo takes a batch out again, as long
as nobody has worked on its sources; what was published is not taken out but withdrawn.

Each source is told of in detail where there are few of them; with many, say -v 2 for that, and
-v 0 for the summary alone.

  manage.py import_sources inbox/ --dry-run
  manage.py import_sources article.html "more/2015-*.md" --publication "The Moscow Times"
  manage.py import_sources https://example.org/article --language ja
  manage.py import_sources new-text.html --revises slug-of-the-source --reason "Corrected a name"
  manage.py import_sources inbox/ --skip-invalid --errors refused.csv
  manage.py import_sources --undo 974049e7-cf9a-4c3a-9850-bce0913ec7d6
"""

# Each task, and the options that do something with it.
SAID = ("publication", "author", "date", "language", "publish")
TAKEN = ("skip_invalid", "allow_near")
OPTIONS = ("paths", "dry_run", "reader", "errors", "reason", *SAID, *TAKEN)
TAKES = {
    "undo": (),
    "resume": ("dry_run", "errors"),
    "revises": ("paths", "dry_run", "reader", "reason"),
    "paths": ("dry_run", "reader", "errors", *SAID, *TAKEN),
}


class Command(BaseCommand):
    """Bring in what is named, take up or undo a batch, or correct the text of one source."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument(
            "paths", nargs="*", metavar="PATH", help="file, folder, pattern, web address, or -"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        said = parser.add_argument_group("what you say of all of them; it outranks what is found")
        said.add_argument("--publication", default="", help="where they appeared")
        said.add_argument(
            "--author", action="append", default=[], help="who signed them; repeat for several"
        )
        said.add_argument("--date", default="", help="2015-05-20, 2015-05 or 2015")
        said.add_argument("--language", default="", help="language tag, such as en or pt-BR")
        said.add_argument("--publish", action="store_true", help="publish them at once")
        how = parser.add_argument_group("how they are read and taken")
        how.add_argument(
            "--reader", choices=list(FORMATS), help="read all of them so, whatever they are called"
        )
        how.add_argument(
            "--name",
            default="standard-input.txt",
            help="what standard input would be called as a file; its extension says the format",
        )
        how.add_argument(
            "--skip-invalid", action="store_true", help="bring in the rest if some are refused"
        )
        how.add_argument(
            "--allow-near", action="store_true", help="take what is nearly the same as another"
        )
        how.add_argument(
            "--errors", metavar="FILE", help="write what was refused, and why, to a CSV file"
        )
        one = parser.add_argument_group("a corrected text of a source that the library has")
        one.add_argument("--revises", metavar="SLUG", help="the source; name one PATH")
        one.add_argument("--reason", default="", help="what was corrected, and why; readers see it")
        batch = parser.add_argument_group("a batch that was begun before")
        batch.add_argument("--resume", metavar="BATCH-UID", help="go on with one that was stopped")
        batch.add_argument("--undo", metavar="BATCH-UID", help="take out what it brought in")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what is asked; fail if anything was refused."""
        try:
            _refuse_idle(options)
            if options["undo"]:
                self._undo(options["undo"])
            elif options["resume"]:
                begun = resumable(options["resume"])
                with Run(user=None, asked=Asked.of(begun), batch=begun) as run:
                    self._bring_in(run, options)
            elif not options["paths"]:
                raise CommandError("Name a file, a folder or an address. See --help for examples.")
            elif options["revises"]:
                asked = self._asked(options)
                for line in revise(
                    options["revises"], asked, options["reason"], options["dry_run"]
                ):
                    self.stdout.write(line)
            else:
                asked = self._asked(options)
                batch = None if options["dry_run"] else stopped(asked.kept())
                if batch is not None:
                    self.stdout.write(f"Going on with batch {batch.uid}, which was stopped.")
                with Run(user=None, asked=asked, batch=batch) as run:
                    self._bring_in(run, options)
        except Invalid as invalid:
            if options["revises"]:
                raise CommandError(str(invalid)) from invalid
            named = "; ".join(
                f"--{field.removesuffix('s')}: {' '.join(messages)}"
                for field, messages in invalid.errors.items()
            )
            raise CommandError(named) from invalid
        except (Refused, ReaderError) as refused:
            raise CommandError(str(refused)) from refused

    def _asked(self, options: dict[str, Any]) -> Asked:
        asked = Asked(
            names=tuple(options["paths"]),
            publication=options["publication"],
            authors=tuple(options["author"]),
            date=options["date"],
            language=options["language"],
            publish=options["publish"],
            reader=options["reader"],
            name=options["name"],
            allow_near=options["allow_near"],
            skip_invalid=options["skip_invalid"],
        )
        try:
            asked.curated()
        except ValueError as error:
            raise CommandError(f"--date: {error}") from error
        return asked

    def _bring_in(self, run: Run, options: dict[str, Any]) -> None:
        teller = ImportTeller(self.stdout, self.stderr, run, options["verbosity"])
        try:
            with StepProgress(self.stderr) as progress:
                run.check(progress)
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was brought in yet.") from None
        teller.tell_left_out()
        self._write_errors(teller, options["errors"])
        if options["dry_run"]:
            for outcome in run.planned() if teller.tells_each else ():
                teller.tell(outcome)
            self._end(teller, "would come in")
            return
        if run.refused and not run.asked.skip_invalid:
            raise CommandError(
                f"{teller.summary('could come in')} Nothing was brought in. See to what was "
                "refused, or leave it out with --skip-invalid."
            )
        if run.new or run.batch is not None:
            try:
                self._write(run, teller)
            finally:  # also of what was written before a stop
                self._write_errors(teller, options["errors"])
            if not run.asked.publish:
                self.stdout.write(f"To take them out again: {_again('undo', run)}")
        self._end(teller, "came in")

    def _end(self, teller: ImportTeller, verb: str) -> None:
        if teller.refused:
            raise CommandError(teller.summary(verb))
        self.stdout.write(teller.summary(verb))

    def _write(self, run: Run, teller: ImportTeller) -> None:
        try:
            with StepProgress(self.stderr) as progress:
                for outcome in run.write(progress):
                    teller.tell(outcome)
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. To go on: {_again('resume', run)}") from None
        except DatabaseError as error:  # its disk is full, it went away, another import was first
            begun = f"To go on: {_again('resume', run)}" if run.batch else "Nothing was brought in."
            raise CommandError(f"The database stopped it ({error}). {begun}") from error

    def _write_errors(self, teller: ImportTeller, path: str | None) -> None:
        if path is None:
            return
        try:
            write_errors(Path(path), teller.refused)
        except OSError as error:
            raise CommandError(f"--errors: {path} cannot be written: {error.strerror}.") from error

    def _undo(self, uid: str) -> None:
        removed = undo(user=None, uid=uid)
        counted = ", ".join(f"{count:,} {kind}(s)" for kind, count in removed.items())
        self.stdout.write(f"Taken out: {counted or 'nothing'}.")


def _refuse_idle(options: dict[str, Any]) -> None:
    """Refuse options that would do nothing with the task: who gave them expects them to."""
    task = next((name for name in TAKES if options[name]), "paths")
    for name in sorted({*OPTIONS, *TAKES} - {*TAKES[task], task}):
        if options[name]:
            shown = "PATH" if name == "paths" else f"--{name.replace('_', '-')}"
            with_it = "a new import" if task == "paths" else f"--{task}"
            raise CommandError(f"{shown} does nothing with {with_it}. Leave it out.")


def _again(option: str, run: Run) -> str:
    return f"manage.py import_sources --{option} {run.batch.uid if run.batch else ''}"
