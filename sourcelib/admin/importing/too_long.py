"""What is said to a text that is longer than a form may send, in place of a bare refusal.

Django refuses such a request as soon as it reads it, which it does before any page is asked, to
find the token of the form. So nothing may be done here but to say so.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from sourcelib.admin.importing.giving import MEGABYTE, MOST_BYTES, page, says_so
from sourcelib.models import Article
from sourcelib.readers import LARGEST_FILE
from sourcelib.services.staging import may_give

GIVING = "sourcelib_article_add"
CHUNK = 64 * 1024


class TellsOfTooLongTexts:
    """Middleware: answers a form with too long a text with that form, and with a way.

    It stands before the one that looks for the token of the form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on: what is to be done is done once it is known which page is asked."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answer where the page that sources are given to is sent too much."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.url_name != GIVING:
            return None
        if not may_give(request.user):
            return None
        try:
            request.POST  # noqa: B018 - this reads it
        except RequestDataTooBig:
            return _too_long(request)
        return None


def _too_long(request: HttpRequest) -> HttpResponse:
    _read_the_rest(request)
    told = _(
        "The text is longer than the %(most)s MB that a form may send. Nothing of it was taken, "
        "and it is still there if you go back in your browser. Save it as a file and choose that: "
        "a file may have %(file)s MB."
    ) % {
        "most": f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / MEGABYTE:g}",
        "file": LARGEST_FILE // MEGABYTE,
    }
    answer = page(request, _context(request), told=told, status=413)
    return says_so(request, told) or answer.render()


def _context(request: HttpRequest) -> dict[str, Any]:
    return {**admin.site.each_context(request), "opts": Article._meta}


def _read_the_rest(request: HttpRequest) -> None:
    """Take what is still on its way: a browser that is cut off shows no answer."""
    with suppress(UnreadablePostError):
        left = MOST_BYTES
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
