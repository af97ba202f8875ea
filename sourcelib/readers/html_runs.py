"""The visible words of a page in order: runs of text, grouped into what is shown as a paragraph.

Which elements begin a new paragraph and which are not seen follows the rendering section of the
HTML standard; style sheets are not looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import html

from sourcelib.readers.html_page import line_of

# fmt: off
UNSEEN = frozenset({
    "area", "audio", "base", "button", "canvas", "datalist", "embed", "frameset", "head", "iframe",
    "input", "link", "map", "math", "meta", "noembed", "noframes", "noscript", "object", "optgroup",
    "option", "param", "progress", "rp", "rt", "rtc", "script", "select", "source", "style", "svg",
    "template", "textarea", "title", "track", "video",
})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing",
    "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})
EMPHASIS = frozenset({"b", "em", "i", "strong"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PREFORMATTED = frozenset({"listing", "plaintext", "pre", "xmp"})
# fmt: on
HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)

Kind = Literal["paragraph", "heading", "item", "quote", "code"]


@dataclass(frozen=True, slots=True)
class Run:
    """The text of one text node. `number` is its own: see `numbered`; -1 for a line break."""

    text: str
    number: int
    emphasised: bool
    inline: html.HtmlElement | None  # the innermost element inside of the paragraph that holds it


@dataclass(slots=True)
class Paragraph:
    """The runs of what is shown as one paragraph; `box` is the element that makes it one."""

    box: html.HtmlElement
    line: int
    kind: Kind
    level: int = 0
    row: html.HtmlElement | None = None  # the table row whose cell it is
    cell: html.HtmlElement | None = None
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Context:
    """Where the walk is: what the elements above make of a text."""

    box: html.HtmlElement
    kind: Kind
    level: int = 0
    row: html.HtmlElement | None = None
    cell: html.HtmlElement | None = None
    emphasised: bool = False
    inline: html.HtmlElement | None = None


def numbered(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """A number for each node under `root`; the text in it has twice that, the text after it +1."""
    return {node: number for number, node in enumerate(root.iter())}


def is_seen(element: html.HtmlElement) -> bool:
    """Whether a browser shows the element, as far as its own tag tells."""
    return (
        element.tag not in UNSEEN
        and element.get("hidden") is None
        and not (element.tag == "dialog" and element.get("open") is None)
        and not HIDING_STYLE.search(element.get("style", ""))
    )


def seen_paragraphs(
    root: html.HtmlElement, numbers: dict[html.HtmlElement, int]
) -> list[Paragraph]:
    """What is shown of the element, paragraph by paragraph; those without words are left out."""
    found: list[Paragraph] = []
    fresh = True  # whether the next text begins a paragraph
    for event in _events(root, _Context(root, "paragraph")):
        if not isinstance(event, _Text):
            fresh = True
            continue
        context = event.context
        if fresh or not found:
            if not event.text.strip() and context.kind != "code":
                continue
            found.append(
                Paragraph(
                    context.box,
                    line_of(event.at),
                    context.kind,
                    context.level,
                    context.row,
                    context.cell,
                )
            )
            fresh = False
        number = -1 if event.is_break else 2 * numbers[event.node] + event.after
        found[-1].runs.append(Run(event.text, number, context.emphasised, context.inline))
    return [paragraph for paragraph in found if any(run.text.strip() for run in paragraph.runs)]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the walk: in `node`, or after it; `at` is the element that its line is told by."""

    text: str
    node: html.HtmlElement
    after: bool
    at: html.HtmlElement
    context: _Context
    is_break: bool = False


def _events(element: html.HtmlElement, context: _Context) -> Iterator[_Text | None]:
    """The texts of the element in order; None wherever a paragraph begins or ends."""
    if element.text:
        yield _Text(element.text, element, False, element, context)
    for child in element:
        if isinstance(child.tag, str) and is_seen(child):
            if child.tag == "br":
                yield _Text("\n", child, False, child, context, is_break=True)
            elif child.tag in BLOCKS:
                yield None
                yield from _events(child, _inside_block(child, context))
                yield None
            else:
                yield from _events(child, _inside_inline(child, context))
        if child.tail:
            at = child if child.tag == "br" else element
            yield _Text(child.tail, child, True, at, context)


def _inside_block(element: html.HtmlElement, above: _Context) -> _Context:
    kind, level, row, cell = above.kind, above.level, above.row, above.cell
    if element.tag in HEADINGS:
        kind, level = "heading", int(element.tag[1])
    elif element.tag in PREFORMATTED:
        kind = "code"
    elif element.tag in {"li", "dd", "dt"}:
        kind = "item"
    elif element.tag == "blockquote":
        kind = "quote"
    elif element.tag == "tr":
        row = element
    elif element.tag in {"td", "th"}:
        cell = element
    elif element.tag == "table":
        row = cell = None
    return _Context(element, kind, level, row, cell, above.emphasised)


def _inside_inline(element: html.HtmlElement, above: _Context) -> _Context:
    return _Context(
        above.box,
        above.kind,
        above.level,
        above.row,
        above.cell,
        above.emphasised or element.tag in EMPHASIS,
        element,
    )
