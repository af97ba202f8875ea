"""Which form of an answer a program or a browser asked for. Rules: RFC 9110, 12.5.1."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.request import MediaType

HTML = "text/html"
JSON = "application/json"
LD_JSON = "application/ld+json"
TEXT = "text/plain"


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Return the offered media type that an `Accept` header prefers.

    Of types liked as well, the one that the header names most exactly wins, then the one offered
    first; that is also the answer where none is accepted, or the header is empty. Parameters, such
    as the profile of JSON-LD, are passed over: there is one of each type.
    """
    ranges = [MediaType(part) for part in accept.split(",") if part.strip()]
    weights = [_weight(ranges, media_type) for media_type in offered]
    best = max(weights, default=(0.0, 0))
    return offered[weights.index(best)] if best[0] else offered[0]


def wants_data(request: HttpRequest, *, by_default: bool) -> bool:
    """Whether JSON-LD is asked for, by `?format=jsonld` or by the header.

    `by_default` tells what is given to those who take anything.
    """
    if request.GET.get("format") == "jsonld":
        return True
    data = (LD_JSON, JSON)
    offered = (*data, HTML) if by_default else (HTML, *data)
    return preferred(request.headers.get("Accept", ""), offered) in data


def _weight(ranges: Sequence[MediaType], media_type: str) -> tuple[float, int]:
    """Return how much a type is liked, and how exactly it was named."""
    main, _slash, sub = media_type.partition("/")
    fitting = [
        given
        for given in ranges
        if given.main_type in (main, "*") and given.sub_type in (sub, "*") and given.sub_type
    ]
    if not fitting:
        return 0.0, 0
    nearest = max(fitting, key=lambda given: (_exactness(given), given.quality))
    return nearest.quality, _exactness(nearest)


def _exactness(given: MediaType) -> int:
    return (given.main_type != "*") + (given.sub_type != "*")
