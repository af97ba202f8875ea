"""The title of a page's article, without the name of the site that pages add to it."""

import re
from collections.abc import Sequence
from typing import Protocol

from lxml import html

from sourcelib.readers.document import Finding
from sourcelib.readers.html_json_ld import LinkedData
from sourcelib.readers.html_page import line_of, place_of
from sourcelib.readers.html_runs import is_seen
from sourcelib.readers.titles import same_title, without_suffix

LONGEST_TITLE = 500  # characters
SEPARATED = re.compile(r"\s+(?:[|–—»«·•-]|::)\s+|\s*[|｜]\s*")
MOST_SUFFIX_WORDS = 5


class _Stated(Protocol):
    @property
    def place(self) -> str: ...
    @property
    def text(self) -> str: ...


def title(
    root: html.HtmlElement, metas: Sequence[_Stated], linked: LinkedData, sites: Sequence[str]
) -> Finding | None:
    """The title as the page states it, measured by the heading that it shows.

    `metas` are the meta elements that state one, `sites` the names that the site gives itself.
    """
    stated = [(each.place, each.text) for each in metas]
    headline = linked.text("headline")
    if headline:
        stated.insert(min(1, len(stated)), ("JSON-LD headline", headline))
    element = root.find("head/title")
    in_head = " ".join((element.text or "").split()) if element is not None else ""
    if in_head:
        stated.append(("title element", in_head))
    stated = [(place, text) for place, text in stated if len(text) <= LONGEST_TITLE]
    headings = _headings(root, sites)

    for place, text in stated:
        for at, heading in headings:
            if same_title(text, heading):
                why = f"the heading at {at} says the same"
                return Finding("title", heading, place, False, why, cut=False)
    for place, text in stated:
        for at, heading in headings:
            if without_suffix(text, heading):
                why = f"what the heading at {at} says; the name of the site stood after it"
                return Finding("title", heading, place, False, why, cut=False)
    if not stated:
        return _shown(headings)
    place, text = stated[0]
    told = f"the heading at {headings[0][0]} says otherwise: “{headings[0][1]}”" if headings else ""
    return _unconfirmed(place, text, sites, told)


def _headings(root: html.HtmlElement, sites: Sequence[str]) -> list[tuple[str, str]]:
    """The headings of the first level that are seen, less those that name the site."""
    found = []
    for element in root.xpath("//body//h1"):
        text = " ".join(element.text_content().split())
        hidden = not is_seen(element) or any(not is_seen(each) for each in element.iterancestors())
        if text and not hidden and len(text) <= LONGEST_TITLE:
            found.append((place_of(line_of(element)), text))
    return [(at, text) for at, text in found if not any(same_title(text, site) for site in sites)]


def _shown(headings: Sequence[tuple[str, str]]) -> Finding | None:
    if not headings:
        return None
    at, text = headings[0]
    why = "the first heading of the page; nothing else states a title"
    return Finding("title", text, f"heading at {at}", len(headings) > 1, why, cut=False)


def _unconfirmed(place: str, text: str, sites: Sequence[str], told: str) -> Finding:
    """A title that no heading confirms: less a suffix that names the site, or looks like it."""
    parts = [match.span() for match in SEPARATED.finditer(text)]
    for start, end in parts:
        if any(same_title(text[end:], site) for site in sites):
            why = told or "the page states it; the name of the site stood after it"
            return Finding("title", text[:start], place, bool(told), why, cut=False)
    if place == "title element" and parts:
        start, end = parts[-1]
        cut = text[:start].strip()
        if len(text[end:].split()) <= MOST_SUFFIX_WORDS and len(cut) > len(text[end:]):
            why = f"“{text[start:].strip()}” after it is taken for the name of the site"
            return Finding("title", cut, place, True, why, cut=False)
    return Finding("title", text, place, bool(told), told or "the page states it", cut=False)
