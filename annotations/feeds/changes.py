"""What was corrected, withdrawn or judged anew after it was published."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.corrections import Correction, corrections
from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn, written
from annotations.filters import ListFilterSet
from annotations.listing import Listing
from annotations.models import Annotation


class ChangeFeed(LibraryFeed):
    """The log of corrections, newest first; it has no filters, as the log has none."""

    filters = ListFilterSet
    page = "/about/corrections/"
    name = gettext_lazy("Corrections and withdrawals")

    def rows(self) -> QuerySet[Annotation]:
        return Annotation.objects.none()

    def items(self, _listing: Listing) -> list[Entry]:
        return [_entry(row) for row in corrections(0, ENTRIES)]


def _entry(row: Correction) -> Entry:
    return Entry(
        id=urn(row.uid),
        title=_("%(what)s: %(title)s") % {"what": row.what, "title": row.title},
        address=row.address,
        html=written("change", row=row),
        published=row.at,
        updated=row.at,
    )
