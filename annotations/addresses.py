"""Addresses that lead on: slugs that changed, actors that were merged, work that was withdrawn."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from sourcelib.models import FormerSlug

Row = TypeVar("Row", bound=Model)


class MovedError(Exception):
    """The page stands at another address now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def find(rows: QuerySet[Row], slug: str) -> Row:
    """Return the row of `rows` with this slug.

    Raises `MovedError` if the slug is a former one of such a row, `Http404` if it never was one.
    """
    row = rows.filter(slug=slug).first()
    if row is not None:
        return row
    former = FormerSlug.objects.filter(model=rows.model._meta.label_lower, slug=slug).first()
    moved: Any = rows.filter(uid=former.uid).first() if former else None
    if moved is None:
        raise Http404(_("Nothing here is called “%(slug)s”.") % {"slug": slug})
    raise MovedError(moved.get_absolute_url())


def follows_moves(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let `view` answer with a permanent redirect where `find` says that a page has moved.

    What else the old address asked is asked of the new one.
    """

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except MovedError as error:
            query = request.META.get("QUERY_STRING", "")
            address = f"{error.address}?{query}" if query else error.address
            return HttpResponsePermanentRedirect(address)

    return answer
