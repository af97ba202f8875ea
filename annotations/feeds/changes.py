"""What was changed, withdrawn or judged anew after it was published."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.corrections import Correction
from annotations.corrections.listing import CorrectionFilters, CorrectionListing
from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn, written
from annotations.models import Annotation


class ChangeFeed(LibraryFeed):
    """The log of corrections, newest first, under the filters of the log."""

    filters = CorrectionFilters
    page = "/about/corrections/"
    name = gettext_lazy("Corrections and withdrawals")

    def rows(self) -> QuerySet[Annotation]:
        return Annotation.objects.none()

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> CorrectionListing:
        return CorrectionListing(request)

    def items(self, listing: CorrectionListing) -> list[Entry]:  # type: ignore[override]
        return [_entry(row) for row in listing.found(0, ENTRIES)]


def _entry(row: Correction) -> Entry:
    return Entry(
        id=urn(row.uid),
        title=_("%(what)s: %(title)s") % {"what": row.what, "title": row.title},
        address=row.address,
        html=written("change", row=row),
        published=row.at,
        updated=row.at,
    )
