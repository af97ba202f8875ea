"""What all answers to annotation clients have in common: methods, headers, JSON."""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from annotations.interchange.w3c.vocabulary import MEDIA_TYPE
from annotations.pages.reader.view import CACHE_CONTROL

ALLOWED = "GET, HEAD, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",  # what is public, for scripts of every site
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Prefer, If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "Allow, Content-Location, ETag, Last-Modified, Link, Vary",
}
View = Callable[..., HttpResponseBase]
Links = Callable[[HttpRequest], Iterable[str]]


def read_only(
    vary: Iterable[str] = ("Accept",), links: Links = lambda _request: ()
) -> Callable[[View], View]:
    """Let a view answer GET and HEAD; OPTIONS says so, and every other method is refused.

    All answers vary by the headers named, have the links that their requests give, and may be read
    by scripts of other sites. What writes is refused before anything looks for a form's token.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if request.method in ("GET", "HEAD"):
                response = view(request, **kwargs)
            elif request.method == "OPTIONS":
                response = HttpResponse(headers={"Content-Length": "0"})
            else:
                message = _("Annotations can be read here. They are made by curators only.")
                response = data({"errors": {"method": [message]}}, status=405)
            response.headers.setdefault("Allow", ALLOWED)
            patch_vary_headers(response, vary)
            for name, value in _CORS.items():
                response.headers[name] = value
            before = [response["Link"]] if "Link" in response else []
            if given := [*before, *links(request)]:
                response["Link"] = ", ".join(given)
            return response

        return answer

    return decorate


def data(document: Any, status: int = 200) -> HttpResponse:
    """Answer with JSON-LD."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return HttpResponse(body, content_type=MEDIA_TYPE, status=status)


def unless_known(request: HttpRequest, response: HttpResponse, mark: str = "") -> HttpResponseBase:
    """Give an answer its ETag, and answer 304 to who has it already.

    The tag is that of its content, or of `mark`, which names the content.
    """
    digest = mark or hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = CACHE_CONTROL
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    assert found is not None  # it returns the response it is given
    return found
