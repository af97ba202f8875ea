"""From the characters of a web page to its tree, as far as it can be done in bounded time.

Always read as HTML, never as XML: no entity of the page's own is expanded, nothing is fetched.
"""

import re
from dataclasses import dataclass

from lxml import etree, html

from sourcelib.readers.document import Change, ReaderError
from sourcelib.text import TextError, canonicalise, source_lines

# The parser compares every attribute of a tag with those before it.
MOST_ATTRIBUTES = 500
ATTRIBUTE = r"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
ONE_ATTRIBUTE = re.compile(ATTRIBUTE)
# What is consumed is not looked at again, and what does not end goes on to the end of the page:
# so the search takes time in proportion to the page.
TAG = re.compile(
    r"<!--(?:.*?-->|.*+)"
    r"|<(?P<raw>script|style|textarea|title)\b(?:.*?</(?P=raw)|.*+)"
    rf"|<[A-Za-z][^\s/>]*+(?P<attributes>(?:{ATTRIBUTE})*+)",
    re.I | re.S,
)

# Browsers show nothing for the control characters, and U+FFFD for halves of surrogate pairs; 128 to
# 159 they read as Windows-1252, and so does the parser.
REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+));?")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
DOCTYPE_SUBSET = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?P<subset>\[.*?\]\s*)>", re.I | re.S)
SUBSET_STANDS_IN = 100_000  # characters; what comes later is not in front of the page
MOST_ELEMENTS = 200_000  # the longest novels on one page have a tenth of that
REMEDY = "Open the page in a browser, copy its text, and bring that"
LAST_LINE_TOLD = 65_535  # the parser counts no further


@dataclass(frozen=True, slots=True)
class Page:
    """The tree of a page, its root being <html>, and what had to be left out to make it."""

    root: html.HtmlElement
    changes: tuple[Change, ...]


def page(text: str, name: str) -> Page:
    """Parse the characters of a page. Raises ReaderError: nothing in it, or beyond the limits."""
    try:
        lines = source_lines(text.replace("\f", " "))  # a form feed is white space in HTML
        empty = not canonicalise(text).text
    except TextError as error:
        raise ReaderError(f"{name}, {error.place}", error.problem, error.remedy) from error
    if empty:
        raise ReaderError(name, "there is no text in it", "Choose a file with words in it")
    changes = []
    joined = "\n".join(lines.lines)
    source = REFERENCE.sub(_character, joined)
    by_reference = sum(1 for match in REFERENCE.finditer(joined) if not _character(match))
    dropped = lines.dropped_controls + by_reference
    if dropped:
        changes.append(Change("file", f"control characters dropped: {dropped}"))

    source, subset = _without_subset(source)
    if subset:
        told = "the page's own entities left as they stand: its document type defines some"
        changes.append(Change("file", told))
    _refuse_crowded_tags(source, name)
    return Page(_tree(source, name), tuple(changes))


def _character(reference: re.Match[str]) -> str:
    """What a numeric reference is read as, where that is not the parser's affair."""
    digits = (reference["hex"] or reference["decimal"]).lstrip("0")
    code = int(digits[:8] or "0", 16 if reference["hex"] else 10)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0:
        return REPLACEMENT
    return "" if code < 0x20 and chr(code) not in "\t\n\f\r" else reference.group()


def line_of(element: html.HtmlElement) -> int:
    """The line on which the element's tag begins; 0 where the parser does not know."""
    return int(element.sourceline or 0)


def place_of(line: int) -> str:
    """A line for a person to look up."""
    return f"line {line} or later" if line >= LAST_LINE_TOLD else f"line {line}"


def _without_subset(source: str) -> tuple[str, bool]:
    """The source without declarations inside of the document type, its lines kept."""
    match = DOCTYPE_SUBSET.search(source, 0, SUBSET_STANDS_IN)
    if not match:
        return source, False
    kept_lines = "\n" * match["subset"].count("\n")
    start, end = match.span("subset")
    return source[:start] + kept_lines + source[end:], "<!ENTITY" in match["subset"].upper()


def _refuse_crowded_tags(source: str, name: str) -> None:
    for tag in TAG.finditer(source):
        attributes = tag["attributes"] or ""
        if len(attributes) < 2 * MOST_ATTRIBUTES:
            continue
        if sum(1 for _ in ONE_ATTRIBUTE.finditer(attributes)) > MOST_ATTRIBUTES:
            line = source.count("\n", 0, tag.start()) + 1
            problem = f"an element has more than {MOST_ATTRIBUTES} attributes"
            raise ReaderError(f"{name}, line {line}", problem, REMEDY)


def _tree(source: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(huge_tree=False, no_network=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReaderError(name, "there is no web page in it", REMEDY) from error
    for entry in parser.error_log:
        # The parser stops there, and what follows would be lost without a word.
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            problem = f"beyond the parser's limits ({entry.message.split(',')[0]})"
            raise ReaderError(f"{name}, line {entry.line}", problem, REMEDY)
    elements = sum(1 for _ in root.iter())
    if elements > MOST_ELEMENTS:
        problem = f"{elements:,} elements are more than the {MOST_ELEMENTS:,} that a page may have"
        raise ReaderError(name, problem, REMEDY)
    if root.find("body") is None:
        raise ReaderError(name, "the page has no body", REMEDY)
    return root
