"""What a request to the container asks for, and the one address of each part of it."""

import uuid
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from annotations.interchange.w3c.vocabulary import CONTAINER, iri
from annotations.listing import Listing
from annotations.models import Annotation
from annotations.pages.web_annotations.filters import AnnotationFilters
from annotations.printable import printable

FIRST = "first"
MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"
_NAMES = frozenset({"after", "page", "iris", "format"})


class Asked:
    """One request, understood.

    `?page=first` and `?after=UID` ask for a page, all else for the container. `?iris=1` asks that
    pages name annotations by their addresses only; a container without it may be asked the same by
    the header `Prefer`.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.query = request.GET
        self.listing = Listing(request, AnnotationFilters, Annotation.objects.public())
        self._prefer = request.headers.get("Prefer", "")

    @cached_property
    def faults(self) -> dict[str, list[str]]:
        """What could not be understood: by name, what is wrong."""
        errors = self.listing.filters.errors if self.listing.filters.is_bound else {}
        found = {name: [str(message) for message in told] for name, told in errors.items()}
        for name, known in (("page", [FIRST]), ("iris", ["0", "1"]), ("format", ["jsonld"])):
            if name in self.query and self.query[name] not in known:
                given = {"value": printable(self.query[name][:40]), "known": ", ".join(known)}
                found[name] = [_("“%(value)s” is not one of: %(known)s.") % given]
        if "page" in self.query and "after" in self.query:
            found["page"] = [_("Give page=first or after=, not both.")]
        filters = {*self.listing.filters.filters} - {"sort", "before"}
        for name in {*self.query} - filters - _NAMES:
            all_names = ", ".join(sorted(filters | _NAMES))
            message = _("This means nothing here. There are: %(known)s.") % {"known": all_names}
            found[printable(name[:60])] = [message]
        return found

    @property
    def is_page(self) -> bool:
        """Whether a page is asked for, and not the container."""
        return "page" in self.query or "after" in self.query

    @property
    def after(self) -> uuid.UUID | None:
        """The annotation after which the page begins; None for the first page."""
        found: uuid.UUID | None = self.listing.filters.cleaned.get("after")
        return found

    @property
    def preferences(self) -> frozenset[str]:
        """What the header `Prefer` asks for, of what a container knows (RFC 7240)."""
        known = (MINIMAL, IRIS, DESCRIPTIONS)
        return frozenset(each for each in known if each in self._prefer)

    @property
    def iris(self) -> bool:
        """Whether annotations are named by their addresses only."""
        if "iris" in self.query or self.is_page:
            return self.query.get("iris") == "1"
        return IRIS in self.preferences and DESCRIPTIONS not in self.preferences

    @property
    def container(self) -> str:
        """The address of the container under these filters, in full."""
        return self._address()

    @property
    def first(self) -> str:
        """The address of its first page."""
        return self._address(page=FIRST)

    def page_after(self, uid: uuid.UUID) -> str:
        """Return the address of the page that begins after an annotation."""
        return self._address(after=str(uid))

    @property
    def here(self) -> str:
        """The address of what is asked for."""
        if not self.is_page:
            return self.container
        return self.first if self.after is None else self.page_after(self.after)

    def _address(self, **more: str) -> str:
        query = QueryDict(mutable=True)
        values: dict[str, Any] = self.listing.values
        for name in sorted(values):
            query.setlist(name, sorted(self.query.getlist(name)))
        if self.iris:
            query["iris"] = "1"
        query.update(more)
        return iri(f"{CONTAINER}?{query.urlencode()}" if query else CONTAINER)
