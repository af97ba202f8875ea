"""Bring in sources from text files."""

import glob
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from sourcelib.management.progress import StepProgress
from sourcelib.models import ImportBatch
from sourcelib.readers import EXTENSIONS, ReaderError
from sourcelib.services.importing import (
    Brought,
    Curated,
    SourceRefused,
    import_source,
    parse_partial_date,
    read_source,
)

HELP = f"""\
Bring in sources from text files ({" ".join(EXTENSIONS)}), each as a draft with its first revision.

The reader finds title, byline, date, author note, disclaimer and address where they stand, and
says where. What it is not sure of it marks as a doubt for the curator. Options outrank it, for all
files named. A text that the library has already is refused. Each source is one transaction; one
that is refused does not hold up the others.

  manage.py import_sources article.txt --dry-run
  manage.py import_sources inbox/ "more/2015-*.md" --publication "The Moscow Times"
"""


class Command(BaseCommand):
    """Bring in files, folders and patterns of files."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or pattern")
        parser.add_argument("--publication", default="", help="where they appeared")
        parser.add_argument(
            "--author", action="append", default=[], help="who signed them; repeat for several"
        )
        parser.add_argument("--date", default="", help="2015-05-20, 2015-05 or 2015")
        parser.add_argument("--language", default="", help="language tag, such as en or pt-BR")
        parser.add_argument("--publish", action="store_true", help="publish them at once")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring each file in and report on it; fail at the end if any was refused."""
        try:
            date = parse_partial_date(options["date"]) if options["date"] else None
        except ValueError as error:
            raise CommandError(f"--date: {error}") from error
        curated = Curated(
            publication=options["publication"],
            authors=options["author"],
            date=date,
            language=options["language"],
        )
        paths = list(_files(options["paths"]))
        with transaction.atomic() if options["dry_run"] else nullcontext():
            refused = self._bring_in(paths, curated, options["publish"], options["dry_run"])
            if options["dry_run"]:
                transaction.set_rollback(True)
        verb = "would come in" if options["dry_run"] else "came in"
        summary = f"{len(paths) - refused} of {len(paths)} {verb}."
        if refused:
            raise CommandError(f"{summary} {refused} refused, each named above.")
        self.stdout.write(summary)

    def _bring_in(self, paths: list[Path], curated: Curated, publish: bool, dry_run: bool) -> int:
        batch = ImportBatch.objects.create(
            name=f"{len(paths)} file(s), {paths[0].name} first"[:300], format="files"
        )
        refused = 0
        with StepProgress(self.stderr) as progress:
            for number, path in enumerate(paths, start=1):
                try:
                    brought = import_source(
                        user=None,
                        source=read_source(path),
                        curated=curated,
                        batch=batch,
                        publish=publish,
                    )
                except (ReaderError, SourceRefused) as error:
                    refused += 1
                    self.stderr.write(f"refused  {error}")
                except OSError as error:
                    refused += 1
                    self.stderr.write(f"refused  {path}: cannot be read: {error.strerror}.")
                except ValidationError as error:
                    refused += 1
                    self.stderr.write(f"refused  {path}: {'; '.join(error.messages)}")
                else:
                    self._tell(path, brought)
                progress("reading", number, len(paths))
        if refused == len(paths) and not dry_run:
            batch.delete()
        else:
            batch.state, batch.finished_at = ImportBatch.State.DONE, timezone.now()
            batch.report = {"refused": refused}
            batch.save()
        return refused

    def _tell(self, path: Path, brought: Brought) -> None:
        article, document = brought.article, brought.read.document
        title = f"[{article.title}]" if article.title_supplied else article.title
        self.stdout.write(
            f"read     {path}: {title}\n"
            f"         /sources/{article.slug}/, {article.get_state_display()}; "
            f"{len(document.text)} code points by reader {document.reader} "
            f"{document.reader_version}, charset {document.charset}"
        )
        for finding in document.found:
            doubt = " (doubtful)" if finding.doubtful else ""
            taken = "taken out" if finding.cut else "read off"
            words = " ".join(finding.text.split())
            shown = words if len(words) <= 60 else f"{words[:60]}…"
            self.stdout.write(
                f"  found  {finding.what} at {finding.place}{doubt}, {taken}: {shown}"
            )
        for change in document.changes:
            self.stdout.write(f"  did    {change.place}: {change.what}")
        for note in brought.notes:
            self.stdout.write(f"  note   {note}")


def _files(names: list[str]) -> Iterator[Path]:
    """Yield the files that are named, those of folders (however deep) and those of patterns."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in EXTENSIONS)
            if not found:
                raise CommandError(f"{name}: no {' or '.join(EXTENSIONS)} file in this folder.")
            yield from found
        elif path.exists():
            yield path
        else:
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207, takes absolute ones too
            if not matches:
                raise CommandError(f"{name}: there is no such file. See that the path is right.")
            yield from map(Path, matches)
