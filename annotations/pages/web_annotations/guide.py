"""What people are told of the container who open its address in a browser."""

from typing import Any

from annotations.interchange.w3c.vocabulary import CONTAINER, PREFIX, iri
from annotations.models import Annotation
from annotations.pages.web_annotations.asking import Asked
from annotations.pages.web_annotations.terms import KEYS, TERMS
from annotations.pages.web_annotations.walking import Walk


def guide(asked: Asked, walk: Walk) -> dict[str, Any]:
    """Return what the page shows: how many there are, how they are read, an example of each."""
    rows = Annotation.objects.public().select_related("article", "revision").order_by("pk")
    example = rows.defer("revision__text").first()
    listing = asked.listing
    separator = "&" if listing.values else "?"
    return {
        "section": "about",
        "total": walk.total,
        "chips": listing.chips,
        "cleared": CONTAINER,
        "container": asked.container,
        "as_data": f"{asked.container}{separator}format=jsonld",
        "first": f"{asked.first}&format=jsonld",
        "example": example,
        "text": _text(example),
        "one": iri(example.get_absolute_url()) if example else "",
        "prefix": PREFIX,
        "keys": KEYS,
        "terms": TERMS,
        "noindex": bool(listing.values) or asked.is_page,
    }


def _text(example: Annotation | None) -> str:
    if example is None:
        return ""
    return iri(f"{example.article.get_absolute_url()}v/{example.revision.number}/")
