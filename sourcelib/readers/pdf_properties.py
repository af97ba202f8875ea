"""What a PDF says of itself: its document properties, and the address that browsers print on it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pypdf import PdfReader

from sourcelib.readers.document import Change, Finding, What
from sourcelib.readers.names import names
from sourcelib.readers.pdf_lines import Line
from sourcelib.readers.property_text import one_line

ADDRESS = re.compile(r"https?://[^\s<>]+")
# Left by programs, where nobody gave a title.
NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|(?:document|layout|presentation) ?\d*"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|tex|html?|pages)|(?:https?|file):\S+)",
    re.I,
)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
LONGEST = 500  # characters of a property; longer ones are no titles and no names


def properties(
    reader: PdfReader, pages: Sequence[Sequence[Line]]
) -> tuple[tuple[Finding, ...], list[Change]]:
    """What is stated, and what is passed over. Raises whatever pypdf raises."""
    stated: list[Finding] = []
    changes: list[Change] = []
    shown = " ".join(line.text for line in pages[0]) if pages else ""
    title, author, publisher, created = _values(reader)

    if title and NO_TITLE.fullmatch(title):
        changes.append(Change("document property Title", f"passed over: {title}"))
    elif title:
        stated.append(_finding("title", title, "Title", shown))
    if author and names(author):
        stated.append(_finding("byline", author, "Author", shown))
    elif author:
        changes.append(Change("document property Author", f"no name of a person: {author}"))
    if publisher:
        stated.append(_finding("publication", publisher, "publisher", shown))
    if created:
        what = f"passed over, for a file may be made long after its text: {created}"
        changes.append(Change("document property CreationDate", what))

    language = one_line(str(reader.root_object.get("/Lang") or ""))
    if LANGUAGE.fullmatch(language):
        why = "the file says so; some programs always give the language of their menus"
        place = "document property Lang"
        stated.append(Finding("language", language, place, True, why, cut=False))
    stated += _printed_address(pages)
    return tuple(stated), changes


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
    return title[:LONGEST], author[:LONGEST], publisher[:LONGEST], created


def _finding(what: What, text: str, name: str, shown: str) -> Finding:
    """What a property says; a doubt unless the first page shows the same."""
    known = " ".join(text.casefold().split()) in " ".join(shown.casefold().split())
    why = "the file says so" + (", as its first page does" if known else "")
    return Finding(what, text, f"document property {name}", not known, why, cut=False)


def _printed_address(pages: Sequence[Sequence[Line]]) -> Iterator[Finding]:
    """The address that a browser prints at the foot of every page."""
    found = [{match[0] for line in page for match in ADDRESS.finditer(line.text)} for page in pages]
    everywhere = set.intersection(*found) if len(found) > 1 else set()
    if len(everywhere) == 1:
        why = "every page has it"
        yield Finding("original_url", everywhere.pop(), "pages", True, why, cut=False)
