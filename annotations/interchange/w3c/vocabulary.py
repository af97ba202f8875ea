"""The words that the JSON-LD uses: the standard's context, and our own beside it.

Our own keys have the prefix `sourcelib:`, which stands for a place on the page `/annotations/`
that says what each of them means. So a document needs no further context to be fetched, and tools
that do not know the keys pass them over.
"""

import datetime
from typing import Any

from django.conf import settings

Data = dict[str, Any]

ANNO = "http://www.w3.org/ns/anno.jsonld"
LDP = "http://www.w3.org/ns/ldp.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{ANNO}"'
CONTAINER = "/annotations/"
PREFIX = "sourcelib"


def contexts(*standard: str) -> list[Any]:
    """Return the value of `@context`: of the standards named, then our prefix."""
    return [*standard, {PREFIX: f"{iri(CONTAINER)}#"}]


def iri(path: str) -> str:
    """Return an address of this site in full."""
    return f"{settings.SITE_URL}{path}"


def node(path: str) -> Data:
    """Return a reference to something that has a page here."""
    return {"id": iri(path)}


def own(**values: Any) -> Data:
    """Return our own keys with their prefix, without those that are None or empty."""
    return {f"{PREFIX}:{key}": value for key, value in values.items() if value not in (None, "")}


def utc(moment: datetime.datetime) -> str:
    """Return a time as `xsd:dateTime` in UTC, to the second, ending in "Z"."""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
