"""New verdicts: on predictions, and checks of claims."""

from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn, written
from annotations.feeds.statements import topics_of, with_topics
from annotations.filters import PredictionFilters
from annotations.listing import Listing
from annotations.models import Annotation, Verdict
from annotations.statements import StatementView, statements


class VerdictFeed(LibraryFeed):
    """Verdicts, the last published or confirmed first; one that took another's place says so.

    An entry has no author but the library: who judged is not public.
    """

    filters = PredictionFilters
    page = "/predictions/"
    name = gettext_lazy("New verdicts")
    reads_standard = True  # as the list that it belongs to does; no entry shows a band

    def rows(self) -> QuerySet[Annotation]:
        return Annotation.objects.public()

    def items(self, listing: Listing) -> list[Entry]:
        found = Verdict.objects.public()
        if listing.values:
            found = found.filter(annotation__in=listing.rows.values("pk"))
        newest = (
            found.annotate(
                told_at=Greatest("published_at", Coalesce("confirmed_at", "published_at")),
                pieces=Count("evidence"),
            )
            .select_related("supersedes")
            .order_by("-told_at", "-pk")
        )
        verdicts: list[Any] = list(newest[:ENTRIES])
        judged = Annotation.objects.filter(pk__in={row.annotation_id for row in verdicts})
        views = {view.annotation.pk: view for view in statements(with_topics(judged))}
        return [_entry(verdict, views[verdict.annotation_id]) for verdict in verdicts]


def _entry(verdict: Any, view: StatementView) -> Entry:
    return Entry(
        id=urn(verdict.uid),
        title=_title(verdict),
        address=f"{view.address}#evidence",
        html=written("verdict", view=view, verdict=verdict),
        published=verdict.published_at,
        updated=verdict.told_at,
        categories=[(verdict.state, str(verdict.get_state_display())), *topics_of(view)],
    )


def _title(verdict: Any) -> str:
    """Return the verdict and what it judges; of one that took another's place, that it did."""
    before = verdict.supersedes
    what = {
        "verdict": verdict.get_state_display(),
        "summary": verdict.judged_summary,
        "before": before.get_state_display() if before else "",
    }
    if before is None:
        return capfirst(_("%(verdict)s: %(summary)s") % what)
    if before.state == verdict.state:
        return _("Judged anew, still “%(verdict)s”: %(summary)s") % what
    return _("Changed from “%(before)s” to “%(verdict)s”: %(summary)s") % what
