"""What is said to a text that is longer than a form may send, in place of a bare refusal.

Django refuses such a request while it reads it, before any page is asked: before it looks for the
token of the form, too, so nothing may be done with what was sent.
"""

from contextlib import suppress
from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views import defaults

from sourcelib.admin.importing.giving import MEGABYTE, MOST_BYTES, page, says_so
from sourcelib.models import Article
from sourcelib.readers import LARGEST_FILE
from sourcelib.services.staging import may_give

GIVING = "sourcelib_article_add"
CHUNK = 64 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be understood; a text that was too long with the form and a way."""
    match = request.resolver_match
    given = isinstance(exception, RequestDataTooBig) and match and match.url_name == GIVING
    if not given or not may_give(request.user):
        return cast("HttpResponse", defaults.bad_request(request, exception))
    _read_the_rest(request)
    told = _(
        "The text is longer than the %(most)s MB that a form may send. Nothing of it was taken, "
        "and it is still there if you go back in your browser. Save it as a file and choose that: "
        "a file may have %(file)s MB."
    ) % {
        "most": f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / MEGABYTE:g}",
        "file": LARGEST_FILE // MEGABYTE,
    }
    return says_so(request, told) or page(request, _context(request), told=told, status=413)


def _context(request: HttpRequest) -> dict[str, Any]:
    return {**admin.site.each_context(request), "opts": Article._meta}


def _read_the_rest(request: HttpRequest) -> None:
    """Take what is still on its way: a browser that is cut off shows no answer."""
    with suppress(UnreadablePostError):
        left = MOST_BYTES
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
