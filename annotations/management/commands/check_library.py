"""Prove that the library is sound, or name each fault."""

from argparse import RawDescriptionHelpFormatter
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.services.checking import CHECKS, check_library
from sourcelib.management.progress import StepProgress

HELP = """\
Prove that the library is sound: every span quotes its text, every text is the one that was brought
in, every verdict has its evidence, every history is without gaps. Nothing is changed.

Each fault is one line: its name, the row, what is wrong. The command ends with an error if there
is any, so that it can stand in a nightly job or before a backup.

  manage.py check_library
"""


class Command(BaseCommand):
    """Check the library."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run every check and count the faults."""
        counts: Counter[str] = Counter()
        names = list(CHECKS)
        with StepProgress(self.stderr) as progress:
            for fault in check_library(lambda name: progress(f"checking {name}", 0, len(names))):
                counts[fault.name] += 1
                self.stdout.write(str(fault))
        if counts:
            summary = ", ".join(f"{count} {name}" for name, count in counts.most_common())
            raise CommandError(f"{counts.total()} fault(s): {summary}.")
        self.stdout.write("The library is sound.")
