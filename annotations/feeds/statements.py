"""New claims and new predictions."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn, written
from annotations.filters import ClaimFilters, PredictionFilters
from annotations.listing import Listing
from annotations.models import Annotation
from annotations.statements import StatementView, statements, with_statements


class _StatementFeed(LibraryFeed):
    def items(self, listing: Listing) -> list[Entry]:
        newest = listing.rows.order_by("-published_at", "-pk")[:ENTRIES]
        views = statements(with_topics(newest), self.standard(listing))
        return [_entry(view) for view in views]


class ClaimFeed(_StatementFeed):
    """Claims, the last published first."""

    filters = ClaimFilters
    page = "/claims/"
    name = _("New claims")

    def rows(self) -> QuerySet[Annotation]:
        return Annotation.objects.public().claims()


class PredictionFeed(_StatementFeed):
    """Predictions, the last published first."""

    filters = PredictionFilters
    page = "/predictions/"
    name = _("New predictions")
    reads_standard = True

    def rows(self) -> QuerySet[Annotation]:
        return Annotation.objects.public().predictions()


def with_topics(rows: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Return claims and predictions with all that entries tell of them."""
    return with_statements(rows).prefetch_related("topics")


def topics_of(view: StatementView) -> list[tuple[str, str]]:
    """Return the topics of a claim or prediction of `with_topics` as categories."""
    return [(topic.slug, topic.name) for topic in view.annotation.topics.all()]


def _entry(view: StatementView) -> Entry:
    annotation = view.annotation
    published = annotation.published_at or annotation.created_at
    return Entry(
        id=urn(annotation.uid),
        title=view.summary,
        address=view.address,
        html=written("statement", view=view),
        published=published,
        updated=max(published, annotation.changed_at),
        authors=[author.name for author in view.authors],
        categories=topics_of(view),
    )
