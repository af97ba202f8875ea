"""Addresses that lead on: slugs that changed, actors that were merged, work that was withdrawn."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from annotations.filter_fields import moved
from annotations.models import Annotation
from sourcelib.models import Article

Row = TypeVar("Row", bound=Model)


class MovedError(Exception):
    """The page stands at another address now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def find(rows: QuerySet[Row], slug: str) -> Row:
    """Return the row of `rows` with this slug.

    Raises `MovedError` if the slug is a former one of such a row, or one of an actor that was
    merged into it, and `Http404` if it never was one.
    """
    row = rows.filter(slug=slug).first()
    if row is not None:
        return row
    now = moved(rows, [slug]).get(slug)
    if now is None:
        raise Http404(_("Nothing here is called “%(slug)s”.") % {"slug": slug})
    raise MovedError(now.get_absolute_url())


def once_public(uid: UUID) -> Annotation:
    """Return the annotation with this id, public or withdrawn.

    Raises Http404 for what never was public.
    """
    row = (
        Annotation.objects.filter(uid=uid)
        .select_related("article__publication", "article__current_revision", "revision")
        .select_related("mention__actor", "claim", "prediction")
        .first()
    )
    if row is None or row.published_at is None or row.article.state == Article.State.DRAFT:
        raise Http404
    shown = row.state in (Annotation.State.PUBLISHED, Annotation.State.WITHDRAWN)
    if not shown and row.article.state != Article.State.WITHDRAWN:
        raise Http404
    return row


def follows_moves(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let `view` answer with a permanent redirect where `find` says that a page has moved.

    What else the old address asked is asked of the new one. Browsers ask again each time: a merge
    can be undone, and a slug can be taken back.
    """

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except MovedError as error:
            query = request.META.get("QUERY_STRING", "")
            address = f"{error.address}?{query}" if query else error.address
            response = HttpResponsePermanentRedirect(address)
            patch_cache_control(response, no_cache=True)
            return response

    return answer
