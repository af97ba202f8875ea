"""Whether two web addresses lead to the same page, however they are written.

These make no difference: http or https; "www." before the host, and its capitals; the port that
goes without saying; a slash at the end; the order of the parameters; parameters that only say how
somebody came to the page (utm_source, fbclid …); what stands after "#", unless it is "#!", by which
some sites name their pages. Anything else does, capitals in the path too. An address is compared
so, and stored as it was found.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import connection
from django.db.models import Q

from sourcelib.models import Article

TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl"
    r"|ref_src|at_(?:medium|campaign)|smid|cmpid)(?:=|$)",
    re.IGNORECASE,
)
PORTS = {"http": 80, "https": 443}
AFTER_ANY = "\U0010ffff"  # sorts after every character that an address can have


@dataclass(frozen=True, slots=True)
class Page:
    """What an address leads to: equal for two addresses of one page."""

    host: str
    path: str
    parameters: tuple[str, ...]
    fragment: str


def page_of(address: str) -> Page | None:
    """Return the page that an address of the web leads to; None for any other."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname:
        return None
    host = parts.hostname.removesuffix(".").removeprefix("www.")
    if port not in (None, *PORTS.values()):
        host = f"{host}:{port}"
    kept = (one for one in parts.query.split("&") if one and not TRACKING.match(one))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return Page(host, parts.path.rstrip("/"), tuple(sorted(kept)), fragment)


def articles_at(address: str) -> list[Article]:
    """Return the sources whose address leads to the same page, the oldest first.

    The database looks up the ways to write such an address by their beginnings (an index), and
    what it finds is compared here.
    """
    page = page_of(address)
    if page is None:
        return []
    written = Q()
    for base in _beginnings(page):
        written |= Q(original_url__in=[base, f"{base}/"])
        for follows in ("?", "#", "/?", "/#"):
            written |= _begins_with(base + follows)
    found = Article.objects.filter(written)
    for parameter in page.parameters:
        found = found.filter(original_url__contains=parameter)
    return [one for one in found.order_by("pk") if page_of(one.original_url) == page]


def _beginnings(page: Page) -> list[str]:
    return [f"{scheme}://{www}{page.host}{page.path}" for scheme in PORTS for www in ("", "www.")]


def _begins_with(beginning: str) -> Q:
    """Return the condition in the form that each database can answer from its index."""
    if connection.vendor == "postgresql":
        return Q(original_url__startswith=beginning)
    return Q(original_url__gte=beginning, original_url__lt=beginning + AFTER_ANY)
