"""Collections of annotations, and their pages, as the standard words them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from annotations.interchange.w3c.vocabulary import Data


def collection_data(address: str, total: int, first: Any, last: Any = None) -> Data:
    """Return a collection without its context; `first` and `last` are pages or their addresses."""
    return {
        "id": address,
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": label(),
        "total": total,
        "first": first,
        **({"last": last} if last else {}),
    }


def page_data(
    address: str,
    *,
    part_of: Data,
    items: Sequence[Any],
    start_index: int | None = None,
    previous: str | None = None,
    following: str | None = None,
) -> Data:
    """Return a page without its context. A start that is not known is left out."""
    return {
        "id": address,
        "type": "AnnotationPage",
        "partOf": part_of,
        **({"startIndex": start_index} if start_index is not None else {}),
        **({"prev": previous} if previous else {}),
        **({"next": following} if following else {}),
        "items": items,
    }


def label() -> str:
    """Return what the annotations of this library are called."""
    return _("Annotations of %(library)s") % {"library": settings.SITE_NAME}
