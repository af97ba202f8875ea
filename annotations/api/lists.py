"""The lists of the library, with the rows, filters and columns that their pages have."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.public import PublicView, api_address
from annotations.list_data import Collection, Column, absolute
from annotations.listing import Listing
from annotations.lists import forms
from annotations.lists.predictions import PREDICTIONS, predictions_by
from annotations.lists.registry import ACTORS, AUTHORS, PROPOSITIONS, PUBLICATIONS, TOPICS
from annotations.lists.sources import SOURCES
from annotations.lists.statements import CLAIMS
from annotations.standards import PARAMETER, UnknownStandardError, standard_of
from sourcelib.services.refusals import Invalid

ROWS = 100  # on a page: as many as come in one moment

COLLECTIONS = {
    one.name: one
    for one in (
        *(SOURCES, CLAIMS, PREDICTIONS, PROPOSITIONS),
        *(ACTORS, TOPICS, PUBLICATIONS, AUTHORS),
    )
}


class Rows(PublicView):
    """One list, under the filters of the address."""

    collection: Collection = SOURCES

    def get(self, request: Request) -> Response:
        """Return how many there are, a page of them, and the addresses of its neighbours."""
        collection = read_by(self.collection, request)
        listing = Listing(
            request._request,
            collection.filters,
            collection.rows(),
            load=collection.load,
            size=ROWS,
        )
        besides = {PARAMETER} if collection.name == PREDICTIONS.name else set()
        unknown = {name: [message] for name, message in listing.unknown(besides).items()}
        if errors := listing.errors | unknown:
            raise Invalid(errors)
        return Response(
            {
                "count": listing.count,
                "next": listing.next and absolute(listing.next),
                "previous": listing.previous and absolute(listing.previous),
                "results": list(rows_of(collection, listing.page.rows)),
            }
        )


def read_by(collection: Collection, request: Request) -> Collection:
    """Return the collection as it reads under the standard that the address asks for.

    Raises Invalid where there is no such standard.
    """
    if collection.name != PREDICTIONS.name:
        return collection
    try:
        return predictions_by(standard_of(request.query_params))
    except UnknownStandardError as problem:
        raise Invalid({PARAMETER: [str(problem)]}) from problem


def rows_of(collection: Collection, rows: Any) -> Iterator[dict[str, Any]]:
    """Yield rows of `collection.load` as the API has them."""
    for record in collection.records(collection.views(rows)):
        yield {SELF.name: SELF.value(record), **record}


SELF = Column(
    "self",
    lambda record: api_address(record["address"].removeprefix(settings.SITE_URL)),
    forms.ADDRESS,
    _("Its address in this API."),
)
