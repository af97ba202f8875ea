"""What everybody may read: without an account, from any site, asked again at little cost."""

import datetime
import hashlib
from typing import Any, NoReturn, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.response import Response

from annotations.addresses import MovedError, find, once_public
from annotations.api.refusals import ServiceView
from annotations.list_data import absolute
from annotations.models import Annotation
from sourcelib.models import Article

# Scripts of other sites may read, and may ask whether something has changed.
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Gone(APIException):
    """Something that was public is not any more: 410, when and why."""

    status_code = 410

    def __init__(self, at: datetime.datetime | None, reason: str) -> None:
        super().__init__(_("This was withdrawn."))
        self.at = at
        self.reason = reason


class PublicView(ServiceView):
    """A view that anybody may read from, and those with an account may write to.

    An answer has the hash of what it says as its ETag, so that whoever asks again hears 304 while
    nothing has changed. Scripts of other sites may read what anybody may; what is said to somebody
    who is signed in stays between the two.
    """

    permission_classes = (IsAuthenticatedOrReadOnly,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and say how long and for whom the answer holds."""
        response = cast("Response", super().dispatch(request, *args, **kwargs))
        if request.method == "OPTIONS":
            for name, value in PREFLIGHT.items():
                response[name] = value
        if request.method not in ("GET", "HEAD") or request.user.is_authenticated:
            return response
        patch_cache_control(response, public=True, no_cache=True)
        answer: HttpResponseBase | None = response
        if response.status_code == 200:
            content = response.render().content
            etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
            response["ETag"] = etag
            answer = get_conditional_response(request, etag=etag, response=response)
        assert answer is not None  # a response was given
        answer["Access-Control-Allow-Origin"] = "*"
        return answer

    def handle_exception(self, exc: Exception) -> Response:
        """Say where something went, or that it was withdrawn; leave the rest to services' views."""
        if isinstance(exc, MovedError):
            address = api_address(exc.address)
            if query := self.request.META.get("QUERY_STRING"):
                address = f"{address}?{query}"
            return Response(
                {"detail": _("This has another address now."), "address": address},
                status=301,
                headers={"Location": address},
            )
        if isinstance(exc, Gone):
            return self._refused(
                410, detail=str(exc.detail), withdrawn_at=exc.at, reason=exc.reason
            )
        return super().handle_exception(exc)


def api_address(path: str) -> str:
    """Return, in full, where the API has what stands on the page with this path."""
    return absolute(f"{reverse('api:index')}{path.removeprefix('/')}")


def published_source(slug: str, below: str = "") -> Article:
    """Return the published source with this slug.

    Raises MovedError for a former slug, to the same address `below` the present one; Gone for a
    withdrawn source; Http404 for anything else.
    """
    try:
        article = find(Article.objects.exclude(state=Article.State.DRAFT), slug)
    except MovedError as moved:
        raise MovedError(moved.address + below) from moved
    if article.state == Article.State.WITHDRAWN:
        raise Gone(article.withdrawn_at, article.withdrawal_reason)
    return article


def refuse_absent(uid: UUID, kind: str = "") -> NoReturn:
    """Raise Gone for an annotation that was withdrawn or whose source was, else Http404.

    One of another kind is as if it were not there.
    """
    row = once_public(uid)
    if kind in ("", row.kind):
        if row.article.state == Article.State.WITHDRAWN:
            raise Gone(row.article.withdrawn_at, row.article.withdrawal_reason)
        if row.state == Annotation.State.WITHDRAWN:
            raise Gone(row.withdrawn_at, row.state_reason)
    raise Http404(_("Nothing has this id."))
