"""Predictions whose deadline has passed and that nobody has decided."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import states
from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn_of_event, written
from annotations.feeds.statements import topics_of, with_topics
from annotations.filters import PredictionFilters
from annotations.listing import Listing
from annotations.models import Annotation
from annotations.scoring.standing import GRACE, Standing
from annotations.statements import StatementView, statements


class DueFeed(LibraryFeed):
    """Predictions that are due or overdue for review, the last due first.

    The id of an entry is that of the prediction and of its deadline, so that it is told anew if
    the deadline is moved, and updated when it becomes overdue.
    """

    filters = PredictionFilters
    page = "/predictions/"
    name = gettext_lazy("Falling due")
    reads_standard = True

    def rows(self) -> QuerySet[Annotation]:
        return Annotation.objects.public().predictions()

    def items(self, listing: Listing) -> list[Entry]:
        late = states.prediction_condition([Standing.DUE, Standing.OVERDUE], timezone.localdate())
        newest = listing.rows.filter(late).order_by("-prediction__deadline", "-pk")
        rows = with_topics(newest[:ENTRIES])
        return [_entry(view) for view in statements(rows, self.standard(listing))]


def _entry(view: StatementView) -> Entry:
    annotation = view.annotation
    deadline: datetime.date = view.detail.deadline
    is_overdue = view.standing == Standing.OVERDUE
    entered = deadline + (GRACE if is_overdue else datetime.timedelta()) + _DAY
    published = annotation.published_at or annotation.created_at
    title = _("Overdue for review: %(summary)s") if is_overdue else _("Due: %(summary)s")
    return Entry(
        id=urn_of_event(annotation.uid, f"due {deadline.isoformat()}"),
        title=title % {"summary": view.summary},
        address=view.address,
        html=written("statement", view=view),
        published=max(published, _beginning(deadline + _DAY)),
        updated=max(published, _beginning(entered)),
        authors=[author.name for author in view.authors],
        categories=[(str(view.standing), view.standing_in_words), *topics_of(view)],
    )


_DAY = datetime.timedelta(days=1)


def _beginning(day: datetime.date) -> datetime.datetime:
    """Return the first moment of a day where the library is."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
