"""A crawler: follows every link of this site that a page, a feed or a file of data holds.

Addresses that differ only in their filters are many and lead to pages alike: of those with the same
route and the same filter, and of those with several filters, the first two are visited; so are the
first two of each route of the API, which answers for every row alike.
"""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve

from tests.pages.markup import Element, parse

ALIKE = 2  # addresses with the same route and the same name, or several names, in their query
LANDMARKS = {"format", "kind", "show", "standard"}  # whose every value makes another kind of page
OUTSIDE = ("/admin/", "/static/")
PROGRAMS = "api/"  # routes that answer in JSON


@dataclass
class Visit:
    """One answer: what came, as text, and the links in it, each with its fragment."""

    address: str
    status: int
    kind: str
    text: str = ""
    page: Element | None = None
    location: str = ""
    links: list[str] = field(default_factory=list)


class Crawl:
    """All that was visited, by address; and from where each address was found first."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._alike: Counter[tuple[object, ...]] = Counter()
        self.visits: dict[str, Visit] = {}
        self.found_on: dict[str, str] = {}

    def run(self, *starts: str) -> "Crawl":
        """Visit these addresses and all that they lead to."""
        waiting = deque(starts)
        for start in starts:
            self.found_on[start] = "the start"
        while waiting:
            address = waiting.popleft()
            visit = self.visits[address] = self._visit(address)
            for link in visit.links:
                target = urldefrag(link).url
                if target not in self.found_on:
                    self.found_on[target] = address
                    if self._is_worth_it(target):
                        waiting.append(target)
        return self

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield each link of each visited page: where it stands, where it leads."""
        for visit in self.visits.values():
            for link in visit.links:
                yield visit.address, link

    def landing(self, address: str) -> Visit | None:
        """Return where an address leads in the end, if that was visited."""
        visit = self.visits.get(address)
        while visit is not None and visit.location:
            visit = self.visits.get(urldefrag(visit.location).url)
        return visit

    def pages(self) -> Iterator[tuple[str, Element]]:
        """Yield each HTML page that answered well."""
        for visit in self.visits.values():
            if visit.page is not None and visit.status == 200:
                yield visit.address, visit.page

    def _is_worth_it(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.path.startswith(OUTSIDE):
            return False
        try:
            route: object = resolve(parts.path).route
        except Resolver404:
            return True  # its status will tell
        query = parse_qsl(parts.query, keep_blank_values=True)
        if not query and not str(route).startswith(PROGRAMS):
            return True
        query = query or [("", "")]
        told = query[0] if query[0][0] in LANDMARKS else query[0][0]
        key = (route, told if len(query) == 1 else "several", dict(query).get("format"))
        self._alike[key] += 1
        return self._alike[key] <= ALIKE

    def _visit(self, address: str) -> Visit:
        response = self._client.get(address)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        visit = Visit(address, response.status_code, kind)
        if location := response.headers.get("Location"):
            visit.location = _of_this_site(address, location) or ""
            visit.links = [visit.location] if visit.location else []
            return visit
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = visit.text = body.decode()
        if kind == "text/html":
            visit.page = parse(text)
            given = _links_of(visit.page)
        else:
            given = _addresses_in(text, kind)
        visit.links = [link for one in given if (link := _of_this_site(address, one))]
        return visit


def missing_files(crawl: Crawl) -> list[str]:
    """Return the files that pages ask for and that are not there."""
    asked = {urlsplit(link).path for _page, link in crawl.links()}
    prefix = settings.STATIC_URL
    files = {unquote(path.removeprefix(prefix)) for path in asked if path.startswith(prefix)}
    return sorted(name for name in files if finders.find(name) is None)


def _links_of(page: Element) -> list[str]:
    found = []
    for element in page.walk():
        names = ["href", "src"]
        if element.tag == "form" and element.attributes.get("method", "get").lower() == "get":
            names.append("action")
        found += [element.attributes[name] for name in names if name in element.attributes]
    return found


def _addresses_in(text: str, kind: str) -> list[str]:
    """Return the addresses of this site in a feed, a calendar, data or a citation."""
    if kind.endswith("xml"):
        text = html.unescape(html.unescape(text))  # feeds hold escaped HTML
    text = text.replace("\r\n ", "")  # as calendars fold long lines
    found = re.findall(re.escape(settings.SITE_URL) + r"[^\s\"'<>\\,{}]*", text)
    return [address.rstrip(".;)") for address in found if not address.endswith("=")]


def _of_this_site(page: str, link: str) -> str | None:
    """Return a link as an address of this site from its root; None if it leads elsewhere."""
    whole = urljoin(settings.SITE_URL + page, link.strip())
    if not whole.startswith((settings.SITE_URL + "/", settings.SITE_URL + "#")):
        return None if whole != settings.SITE_URL else "/"
    return whole.removeprefix(settings.SITE_URL)
