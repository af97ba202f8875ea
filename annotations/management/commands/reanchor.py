"""Look for annotations in the current texts of their sources, where that was not done yet."""

from argparse import RawDescriptionHelpFormatter
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, OuterRef, Subquery

from annotations.models import Annotation, Reanchoring
from annotations.services.reanchoring.following import reanchor
from sourcelib.management.progress import StepProgress
from sourcelib.models import Article, Revision

HELP = """\
Look for annotations in the current texts of their sources.

Whenever a source gets a new text, its annotations follow it at once: those whose words are found
surely stand there from then on, the others wait in the administration for a person. This command
does the same for annotations that stand on an earlier text and were never looked for in the
current one, as after an import of texts, or of annotations that were made on an earlier one.

Each source is one transaction; if the command is stopped, run it again. What was looked for once
is not looked for again.

  manage.py reanchor --dry-run
  manage.py reanchor --source a-source-of-the-library
"""


class Command(BaseCommand):
    """Re-anchor."""

    help = HELP
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, which keeps the lines of the help as they are."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: Any) -> None:
        """Which source, and whether in earnest."""
        parser.add_argument("--source", metavar="SLUG", help="this source only")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and write nothing"
        )

    def handle(self, *_args: Any, source: str | None, dry_run: bool, **_options: Any) -> None:
        """Look in every source that has such annotations, and count."""
        slugs = _sources(source)
        total: Counter[str] = Counter()
        with StepProgress(self.stderr) as progress:
            for done, slug in enumerate(slugs):
                progress("looking for annotations", done, len(slugs))
                current = Revision.objects.select_related("article").get(
                    article__slug=slug, pk=F("article__current_revision")
                )
                counts = reanchor(current, dry_run=dry_run)
                total.update({str(outcome): n for outcome, n in counts.items()})
                if counts:
                    self.stdout.write(f"{slug}, revision {current.number}: {_told(counts)}")
        if not total:
            self.stdout.write("Every annotation was looked for in the current text of its source.")
            return
        done_or_not = "would be looked for; nothing was written" if dry_run else "were looked for"
        self.stdout.write(f"{total.total():,} annotations {done_or_not}: {_told(total)}.")


def _sources(slug: str | None) -> list[str]:
    """Return the slugs of the sources with annotations that are to be looked for."""
    if slug is not None and not Article.objects.filter(slug=slug).exists():
        raise CommandError(f"There is no source {slug!r}. Its slug is the end of its address.")
    current = OuterRef("article__current_revision")
    looked_for = Reanchoring.objects.filter(annotation=OuterRef("pk"), revision=current)
    rows = (
        Annotation.objects.exclude(revision=F("article__current_revision"))
        .annotate(looked_for=Subquery(looked_for.values("pk")[:1]))
        .filter(looked_for__isnull=True, article__current_revision__isnull=False)
    )
    if slug is not None:
        rows = rows.filter(article__slug=slug)
    return list(rows.order_by("article__slug").values_list("article__slug", flat=True).distinct())


def _told(counts: Counter[Any]) -> str:
    return ", ".join(f"{counts[one]:,} {one}" for one in Reanchoring.Outcome.values if counts[one])
