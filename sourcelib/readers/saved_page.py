"""Web pages as browsers save them: the page inside of an MHTML file, the address it came from."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from sourcelib.readers.document import Change, Finding, ReaderError
from sourcelib.readers.formats import File

MHTML_NAMES = (".mhtml", ".mht")
# A file that lost its extension still begins with headers.
MHTML_HEAD = re.compile(rb"(?:From|MIME-Version|Subject|Date|Snapshot-Content-Location):", re.I)
PAGE_TYPES = ("text/html", "application/xhtml+xml")

# Browsers write where a page came from into a comment before or just inside of its root element.
COMMENTS_STAND_IN = 8192  # characters
SAVED_FROM = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>https?://\S+?)\s*-->"),
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)"),
    re.compile(r"<!--\s*Mirrored from (?P<url>[\w.-]+\.\w+/\S*) by HTTrack"),
)


@dataclass(frozen=True, slots=True)
class WebPage:
    """The page alone, what the file around it says of its address, and what was left out."""

    file: File
    stated: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()


def unpack(file: File) -> WebPage:
    """The web page in `file`: its root page for MHTML, the file itself otherwise.

    Raises ReaderError for MHTML without a page in it.
    """
    if not file.name.lower().endswith(MHTML_NAMES) and not MHTML_HEAD.match(file.data):
        return WebPage(file)
    try:
        message = message_from_bytes(file.data)
        parts = list(message.walk())
    except (RecursionError, ValueError, LookupError) as error:
        raise _refusal(file, "its parts cannot be told apart") from error
    pages = [part for part in parts if part.get_content_type() in PAGE_TYPES]
    if not pages:
        if file.data.lstrip()[:1] == b"<":
            return WebPage(file)  # HTML under another name
        raise _refusal(file, "there is no web page among its parts")
    root = _root(message, pages)
    data = root.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise _refusal(file, "its page cannot be decoded")

    stated = tuple(
        Finding("original_url", address, place, False, "the browser that saved it noted it", False)
        for place, address in (
            ("MHTML Snapshot-Content-Location", _header(message, "Snapshot-Content-Location")),
            ("MHTML Content-Location", _header(root, "Content-Location")),
        )
        if re.match("https?://", address)
    )
    others = sum(1 for part in parts if part is not root and not part.is_multipart())
    changes = (Change("file", f"other parts of the saved page left out: {others}"),)
    charset = root.get_content_charset()
    return WebPage(File(data, file.name, charset), stated, changes if others else ())


def saved_from(text: str) -> Finding | None:
    """The address in the comment that a browser wrote into the page when it saved it."""
    head = text[:COMMENTS_STAND_IN]
    for pattern in SAVED_FROM:
        match = pattern.search(head)
        if match:
            url = match["url"]
            address = url if url.startswith("http") else f"http://{url}"
            line = head.count("\n", 0, match.start()) + 1
            why = "the browser that saved it noted it"
            return Finding(
                "original_url", address, f"comment “saved from” at line {line}", False, why, False
            )
    return None


def _root(message: Message, pages: list[Message]) -> Message:
    """The part that the `start` parameter names, else the first page."""
    start = message.get_param("start")
    for page in pages:
        if start and _header(page, "Content-ID") == start:
            return page
    return pages[0]


def _header(message: Message, name: str) -> str:
    return str(message.get(name, "")).strip()


def _refusal(file: File, problem: str) -> ReaderError:
    return ReaderError(file.name, problem, "Save the page again as one HTML file")
