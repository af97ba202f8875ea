"""What a PDF says of itself: its document properties, and the address that browsers print on it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pypdf import PdfReader

from sourcelib.readers.document import Change
from sourcelib.readers.pdf_lines import Line
from sourcelib.readers.properties import Property, one_line

ADDRESS = re.compile(r"https?://[^\s<>]+")
# Left by programs, where nobody gave a title.
NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|(?:document|layout|presentation) ?\d*"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|tex|html?|pages)|(?:https?|file):\S+)",
    re.I,
)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def properties(
    reader: PdfReader, pages: Sequence[Sequence[Line]]
) -> tuple[list[Property], list[Change]]:
    """What the file says of itself, and what of it is no use. Raises whatever pypdf raises."""
    title, author, publisher, created = _values(reader)
    found = [
        Property("byline", author, "Author"),
        Property("publication", publisher, "publisher"),
        *_printed_address(pages),
    ]
    changes = []
    if NO_TITLE.fullmatch(title):
        changes.append(Change("document property Title", f"passed over: {title}"))
    else:
        found.insert(0, Property("title", title, "Title"))
    language = one_line(str(reader.root_object.get("/Lang") or ""))
    if LANGUAGE.fullmatch(language):
        found.append(Property("language", language, "Lang"))
    if created:
        what = f"passed over, for it is when the file was made, not the text: {created}"
        changes.append(Change("document property CreationDate", what))
    return found, changes


def _values(reader: PdfReader) -> tuple[str, str, str, str]:
    """Title, author, publisher, day of creation; of the metadata where the older form is empty."""
    information: Mapping[str, object] = reader.metadata or {}
    title, author = (one_line(str(information.get(key) or "")) for key in ("/Title", "/Author"))
    created = one_line(str(information.get("/CreationDate") or "")).removeprefix("D:")[:8]
    publisher = ""
    xmp = reader.xmp_metadata
    if xmp is not None:
        title = title or one_line(next(iter((xmp.dc_title or {}).values()), ""))
        author = author or one_line("; ".join(xmp.dc_creator or ()))
        publisher = one_line("; ".join(xmp.dc_publisher or ()))
    return title, author, publisher, created


def _printed_address(pages: Sequence[Sequence[Line]]) -> Iterator[Property]:
    """The address that a browser prints at the foot of every page."""
    found = [{match[0] for line in page for match in ADDRESS.finditer(line.text)} for page in pages]
    everywhere = set.intersection(*found) if len(found) > 1 else set()
    if len(everywhere) == 1:
        yield Property("original_url", everywhere.pop(), "address on every page")
