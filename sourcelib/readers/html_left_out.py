"""What is shown between the words of an article, and cannot be in a text: pictures, formulas, …"""

from collections.abc import Collection, Iterator

from lxml import html

from sourcelib.readers.document import Change
from sourcelib.readers.html_page import line_of, place_of

MOST_TOLD = 100  # of a page
LONGEST = 200  # characters of what is told of one
SMALLEST_PICTURE = 3  # pixels; smaller ones count visits


def left_out(
    root: html.HtmlElement, numbers: dict[html.HtmlElement, int], taken: Collection[int]
) -> list[Change]:
    """What was left out between the first and the last text that is taken."""
    nodes = [number // 2 for number in taken if number >= 0]
    if not nodes:
        return []
    first, last = min(nodes), max(nodes)
    changes: list[Change] = []
    for element in root.iter("img", "math", "rt", "q", "ol"):
        if first <= numbers[element] <= last:
            place = place_of(line_of(element))
            changes += [Change(place, told) for told in _told(element)]
        if len(changes) >= MOST_TOLD:
            break
    return changes


def _told(element: html.HtmlElement) -> Iterator[str]:
    words = " ".join(element.text_content().split())[:LONGEST]
    match element.tag:
        case "img" if not _counts_visits(element):
            source = element.get("src", "")
            address = "" if source.startswith("data:") else source
            described = " ".join(f"{element.get('alt', '')} {address}".split())
            yield f"image left out: {described[:LONGEST]}".rstrip(": ")
        case "math":
            yield f"formula left out: {words}"
        case "rt" if words:
            yield f"reading aid left out: {words}"
        case "q" if words:
            yield f"quotation marks that browsers draw are not in the file: {words}"
        case "ol":
            yield "numbers of a list that browsers draw are not in the file"


def _counts_visits(image: html.HtmlElement) -> bool:
    sizes = [image.get("width", ""), image.get("height", "")]
    return any(size.isdecimal() and int(size[:6]) < SMALLEST_PICTURE for size in sizes)
