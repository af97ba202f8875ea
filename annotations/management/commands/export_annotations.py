"""Take the library, or one source, out into a file."""

import os
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.interchange import FORMATS
from sourcelib.management.progress import StepProgress
from sourcelib.models import Article

HELP = """\
Take the library out into a file, or one source with all that it refers to.

The rows are those of one moment; readers and curators are not held up. The file appears under its
name only when it is complete. Without --output the records go to standard output.

  manage.py export_annotations --format sourcelib --output library.jsonl
  manage.py export_annotations --format sourcelib --source some-slug --output source.jsonl
"""


class Command(BaseCommand):
    """Write an export."""

    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument(
            "--format", required=True, choices=sorted(FORMATS), help="what to write the library as"
        )
        parser.add_argument("--source", metavar="SLUG", help="only this source")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the export."""
        source = None
        if options["source"]:
            source = Article.objects.filter(slug=options["source"]).first()
            if source is None:
                raise CommandError(
                    f"There is no source with the slug {options['source']!r}. "
                    "The slug is the last part of its address, /sources/<slug>/."
                )
        dump = FORMATS[options["format"]].dump
        with StepProgress(self.stderr) as progress:
            if options["output"] is None:
                left_out = dump(write=self.stdout.write, source=source, progress=progress)
            else:
                left_out = _to_file(options["output"], dump, source, progress)
        for what in left_out:
            self.stderr.write(f"Left out: {what}.")
        if options["output"] is not None:
            self.stderr.write(f"Written: {options['output']}")


def _to_file(path: Path, dump: Any, source: Article | None, progress: StepProgress) -> list[str]:
    """Write beside `path` and give the file its name at the end; leave nothing after a failure."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CommandError(
            f"Cannot write into {path.parent}: {error.strerror}. Choose another --output."
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            left_out: list[str] = dump(write=file.write, source=source, progress=progress)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return left_out
