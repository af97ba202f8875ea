"""What all feeds have in common."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from annotations.feeds.atom import Atom
from annotations.filters import ListFilterSet
from annotations.following import filtered, refusal
from annotations.freshness import last_change
from annotations.list_data import absolute
from annotations.listing import Listing
from annotations.printable import printable
from annotations.scoring.likelihood import Standard
from annotations.standards import DEFAULT, standard_of

ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    """One entry; without `authors` it is the library's own."""

    id: str
    title: str
    address: str
    html: str
    updated: datetime.datetime
    published: datetime.datetime | None = None
    authors: Sequence[str] = ()
    categories: Sequence[tuple[str, str]] = field(default_factory=list)  # terms and labels


def urn(uid: uuid.UUID | str) -> str:
    """Return a permanent id as RFC 4122 writes it."""
    return f"urn:uuid:{uid}"


def urn_of_event(uid: uuid.UUID, what: str) -> str:
    """Return the permanent id of something that happened to the row with this id."""
    return urn(uuid.uuid5(uid, what))


def written(name: str, **context: Any) -> str:
    """Return what an entry says, as HTML, in which addresses of this site are told in full."""
    html = render_to_string(f"annotations/feeds/{name}.html", context)
    return html.replace('href="/', f'href="{settings.SITE_URL}/')


class LibraryFeed(Feed):  # type: ignore[type-arg]
    """A feed of the newest entries under the filters of a list."""

    feed_type = Atom
    filters: ClassVar[type[ListFilterSet]]
    page: ClassVar[str]  # the list that it belongs to
    name: ClassVar[Any]
    reads_standard: ClassVar[bool] = False  # `?standard=`, as its list does

    def rows(self) -> Any:
        """Return all rows that the filters narrow down."""
        raise NotImplementedError

    def items(self, listing: Listing) -> list[Entry]:
        """Return the newest entries."""
        raise NotImplementedError

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = refusal(self.get_object(request), reads_standard=self.reads_standard)
        if refused is not None:
            return refused
        response = super().__call__(request, *args, **kwargs)
        # Django's is the day of the newest entry, and goes back when that one is withdrawn.
        response.headers.pop("Last-Modified", None)
        return response

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Listing:
        return Listing(request, self.filters, self.rows())

    def title(self, listing: Listing) -> str:
        under = [settings.SITE_NAME, str(self.name), *(chip.label for chip in listing.chips)]
        return printable(" · ".join(under))

    def link(self, listing: Listing) -> str:
        return absolute(filtered(self.page, listing))

    def feed_url(self, listing: Listing) -> str:
        return absolute(filtered(listing.path, listing, self.standard(listing)))

    def standard(self, listing: Listing) -> Standard:
        """Return the standard that entries read likelihood words by."""
        return standard_of(listing.query) if self.reads_standard else DEFAULT

    def feed_guid(self, listing: Listing) -> str:
        return urn(uuid.uuid5(uuid.NAMESPACE_URL, self.feed_url(listing)))

    def feed_extra_kwargs(self, _listing: Listing) -> dict[str, Any]:
        return {"changed": last_change()}

    def author_name(self) -> str:
        return str(settings.SITE_NAME)

    def author_link(self) -> str:
        return absolute("/")

    def subtitle(self) -> str:
        return _("From a library in which every claim and prediction is tagged on its exact words.")

    def item_title(self, entry: Entry) -> str:
        return printable(entry.title)

    def item_description(self, entry: Entry) -> str:
        return printable(entry.html)

    def item_link(self, entry: Entry) -> str:
        return absolute(entry.address)

    def item_guid(self, entry: Entry) -> str:
        return entry.id

    def item_pubdate(self, entry: Entry) -> datetime.datetime | None:
        return entry.published

    def item_updateddate(self, entry: Entry) -> datetime.datetime:
        return entry.updated

    def item_extra_kwargs(self, entry: Entry) -> dict[str, Any]:
        return {"authors": entry.authors, "labelled": entry.categories}
