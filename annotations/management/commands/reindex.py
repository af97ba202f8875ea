"""Make the search index anew from the rows that it is about, and the sketches of texts."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand

from annotations.indexing import EVERYTHING
from sourcelib.management.progress import StepProgress
from sourcelib.search import index
from sourcelib.services.duplicates import remember_all
from sourcelib.services.indexing import SOURCES, Indexed, batches
from sourcelib.services.statistics import refresh_statistics

HELP = """\
Make the search index anew, from sources, claims, predictions and actors, and the sketches by which
import_sources knows a text that is nearly the same as another.

Everything that writes to the library keeps both in step, so this is needed only once after the
upgrade that brought them, after one that changes how words are folded, and when check_library
finds a fault in them.

The library may be read and written meanwhile: rows are taken up some hundred at a time, and are
found as before until their turn. If it is stopped, run it again.

  manage.py reindex
"""


class Command(BaseCommand):
    """Make the search index and the sketches anew."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Take up every row, then let go of what has none any more."""
        with StepProgress(self.stderr) as progress:
            counts = {rows.name: self._index(rows, progress) for rows in EVERYTHING}
            self._sketch(progress)
        refresh_statistics(sum(counts.values()))
        told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        self.stdout.write(f"The search index holds {told}.")

    def _index(self, rows: Indexed, progress: StepProgress) -> int:
        keys = rows.keys()
        done = 0
        for some in batches(keys):
            progress(f"indexing {rows.name}", done, len(keys))
            rows.index(some)
            done += len(some)
        for kind in rows.kinds:
            rows.gone(kind).delete()
            index.sweep(kind)
        return len(keys)

    def _sketch(self, progress: StepProgress) -> None:
        keys = SOURCES.keys()
        done = 0
        for some in batches(keys):
            progress("sketching texts", done, len(keys))
            remember_all(some)
            done += len(some)
