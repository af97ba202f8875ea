"""Prepare a library to try things out in, and serve it.

This command alone reaches from the library of sources into its annotations: it shows both.
"""

import errno
import socket
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from annotations.interchange import FORMATS
from annotations.interchange.report import ImportRefused
from annotations.services.roles import ADMINISTRATOR, CURATOR, EDITOR
from sourcelib.management.progress import StepProgress
from sourcelib.models import Account, Article, ImportBatch, SearchEntry, SketchValue

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "library.jsonl"
HOST = "127.0.0.1"

# Made by this command only, and served to this machine only; the manual says so too.
ACCOUNTS = (
    ("curator", CURATOR, "curator-demo-1"),
    ("editor", EDITOR, "editor-demo-1"),
    ("editor2", EDITOR, "editor-demo-2"),
    ("admin", ADMINISTRATOR, "admin-demo-1"),
)

HELP = """\
Prepare the database, the first two sources and four demo accounts, and serve the site to this
machine. Running it again changes nothing; if it was stopped half-way, it goes on from there.

  manage.py demo                  http://127.0.0.1:8000/
  manage.py demo --port 8080      another port
  manage.py demo --no-serve       prepare only

The passwords are fixed and printed. Do not let others reach a site prepared in this way.
"""


class Command(BaseCommand):
    """Prepare and serve the demo."""

    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument("--port", type=int, default=8000, help="port to serve on (8000)")
        parser.add_argument("--no-serve", action="store_true", help="prepare, then stop")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare what is missing, say what there is, serve."""
        port = options["port"]
        if not options["no_serve"]:
            check_port(port)
        call_command("migrate", verbosity=0)
        self.stdout.write("Database: ready.")
        self.stdout.write(self._library())
        self.stdout.write(self._accounts())
        self._tell(port)
        if not options["no_serve"]:
            # One process: the code reloader would run all of this a second time.
            call_command("runserver", f"{HOST}:{port}", use_reloader=False)

    def _library(self) -> str:
        """Bring the first sources in, unless there are some."""
        stopped = ImportBatch.objects.filter(
            state=ImportBatch.State.RUNNING, name=FIXTURES.name
        ).exists()
        if Article.objects.exists() and not stopped:
            # a library from before there was an index, or before texts had sketches
            if not (SearchEntry.objects.exists() and SketchValue.objects.exists()):
                call_command("reindex", stdout=self.stdout, stderr=self.stderr)
            return f"Library: {Article.objects.count()} sources, left as they are."
        try:
            with StepProgress(self.stderr) as progress:
                report = FORMATS["sourcelib"].load(user=None, path=FIXTURES, progress=progress)
        except ImportRefused as refused:
            raise CommandError(f"The first sources cannot be brought in:\n{refused}") from refused
        done = report.created + report.unchanged
        return f"Library: {done['source']} sources with {done['annotation']} annotations."

    def _accounts(self) -> str:
        """Make the demo accounts that do not exist; those that do keep what they have."""
        made = []
        for name, group, password in ACCOUNTS:
            with transaction.atomic():
                if Account.objects.filter(username=name).exists():
                    continue
                account = Account(username=name, is_staff=True, is_superuser=group == ADMINISTRATOR)
                account.set_password(password)
                account.save()
                account.groups.add(Group.objects.get(name=group))
                made.append(name)
        return f"Accounts: made {', '.join(made)}." if made else "Accounts: left as they are."

    def _tell(self, port: int) -> None:
        site = f"http://{HOST}:{port}"
        first = Article.objects.public().newest_first().first()
        page = first.get_absolute_url() if first else "/sources/"
        lines = [
            "",
            f"  The site      {site}/",
            f"  Curation      {site}/admin/",
            "",
            "  account    password          may",
            *(f"  {name:<9}  {password:<16}  {_MAY[group]}" for name, group, password in ACCOUNTS),
            "  (as made by the demo; a password that you changed is the one that you chose)",
            "",
            "  To try:",
            f"  - read a source with its claims, predictions and actors: {site}{page}",
            f"  - see how its predictions turned out: {site}/predictions/",
            f"  - as curator, open a source at {site}/admin/, select words, say what they are,",
            "    submit them; then, as editor, publish them and look at the source again",
            "",
        ]
        self.stdout.write("\n".join(lines))


_MAY = {
    CURATOR: "bring sources in, annotate",
    EDITOR: "also review, publish, judge predictions",
    ADMINISTRATOR: "everything",
}


def check_port(port: int) -> None:
    """Raise CommandError unless the demo can be served on this port."""
    if not 0 < port < 65536:
        raise CommandError(f"{port} is no port. Choose one from 1 to 65535 with --port.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                reason = "needs rights that you do not have"
            else:
                reason = "is in use by another program"
            raise CommandError(
                f"Port {port} {reason}. Choose another, for instance: "
                f"manage.py demo --port {port + 80 if port < 65000 else 8080}"
            ) from error
