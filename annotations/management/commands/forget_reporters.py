"""Erase who sent the reports of readers, once the time that they were promised is over."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from annotations.services.reporting import forget_older

HELP = """\
Erase the names and e-mail addresses of those who reported a mistake more than REPORT_CONTACT_DAYS
days ago. What they reported, and what became of it, is kept. The form promises readers this, so
let it run once a day, for instance by this line of a crontab:

  15 3 * * *  cd /srv/sourcelib && .venv/bin/python manage.py forget_reporters

  manage.py forget_reporters
  manage.py forget_reporters --days 30
"""


class Command(BaseCommand):
    """Erase who sent old reports."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: Any) -> None:
        """One option."""
        parser.add_argument(
            "--days",
            type=int,
            default=settings.REPORT_CONTACT_DAYS,
            help="how many days back nothing is erased (default: REPORT_CONTACT_DAYS, "
            f"here {settings.REPORT_CONTACT_DAYS})",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        if options["days"] < 0:
            raise CommandError("--days counts days back from now: give 0 or more.")
        count = forget_older(days=options["days"])
        self.stdout.write(f"Erased who sent {count} report(s).")
