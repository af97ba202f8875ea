"""The original beside what was read of it: lines, a frame, or the parts with their places.

What was received is never trusted. A web page is shown in a frame without scripts, forms and
network, under an address of its own; what it looks like to its readers is of no use if it can act.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from sourcelib.models import ImportItem
from sourcelib.readers import Document, Finding
from sourcelib.services.readings import reading
from sourcelib.services.staging import may_give
from sourcelib.text import TextError, decode, source_lines

MOST_LINES = 5_000
LONGEST_LINE = 4_000
LINE = re.compile(r"line (\d+)")

# What a page may do in its frame. Images that it carries in itself are shown, nothing is fetched.
SANDBOX = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'"
)
# Browsers draw PDF in a viewer of their own, which does not start in a sandbox.
VIEWER = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, with what was found in it."""

    number: int
    text: str
    found: list[Finding]

    @property
    def doubtful(self) -> bool:
        return any(finding.doubtful for finding in self.found)


@dataclass(frozen=True, slots=True)
class Original:
    """How the original is shown: `kind` is "html", "pdf", "lines", "parts" or "" for not at all."""

    kind: str
    lines: list[Line]
    more: int = 0  # lines that are not shown
    name: str = ""


def original_of(item: ImportItem, document: Document | None) -> Original:
    """Return the original of an item as the page shows it."""
    if item.data is None:
        return Original("", [])
    data = bytes(item.data)
    reader = document.reader if document else ""
    if data.startswith(b"%PDF-"):
        return Original("pdf", [])
    if reader in ("plain", "markdown", "html") or not reader:
        lines = _lines(data, document)
        if lines is not None:
            shown, kind = lines[:MOST_LINES], "html" if is_page(item, reader) else "lines"
            return Original(kind, shown, len(lines) - len(shown))
    return Original("parts" if document else "file", [])


def is_page(item: ImportItem, reader: str) -> bool:
    """Whether an item is a web page that a frame can show; one packed as mail is not."""
    return reader == "html" and not item.file_name.lower().endswith((".mht", ".mhtml"))


def serve_original(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the file of an item: to be looked at in a frame, or else to be kept."""
    item = get_object_or_404(ImportItem, pk=pk)
    if not may_give(request.user) or item.data is None:
        raise Http404
    data, document = bytes(item.data), reading(item).document
    response = HttpResponse()
    if "download" not in request.GET and data.startswith(b"%PDF-"):
        response["Content-Type"] = "application/pdf"
        response["Content-Security-Policy"] = VIEWER
        response.content = data
    elif "download" not in request.GET and document and is_page(item, document.reader):
        response["Content-Type"] = "text/html; charset=utf-8"
        response["Content-Security-Policy"] = SANDBOX
        response.content = data.decode(document.charset or "utf-8", "replace").encode()
    else:
        response["Content-Type"] = "application/octet-stream"
        response["Content-Security-Policy"] = SANDBOX
        response.headers["Content-Disposition"] = _attachment(item)
        response.content = data
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-DNS-Prefetch-Control"] = "off"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _attachment(item: ImportItem) -> str:
    return content_disposition_header(True, item.file_name or "original") or "attachment"


def _lines(data: bytes, document: Document | None) -> list[Line] | None:
    """The lines of a text file; None if it is none."""
    charset = document.charset if document and document.charset else None
    try:
        lines = source_lines(decode(data, charset).text).lines
    except TextError:
        return None
    marks: dict[int, list[Finding]] = {}
    for finding in document.found if document else ():
        for number in _lines_of(finding):
            marks.setdefault(number, []).append(finding)
    return [
        Line(number, line[:LONGEST_LINE], marks.get(number, []))
        for number, line in enumerate(lines, start=1)
    ]


def _lines_of(finding: Finding) -> Iterator[int]:
    first = line_of(finding.place)
    if first is not None:
        whole = finding.cut and LINE.fullmatch(finding.place)
        yield from range(first, first + 1 + (finding.text.count("\n") if whole else 0))


def line_of(place: str) -> int | None:
    """Return the number of the line that a place names first, for a link; None if it has none."""
    found = LINE.match(place)
    return int(found[1]) if found else None
