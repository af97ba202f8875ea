"""Running heads, feet and page numbers: what the pages of a PDF repeat at their edges."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sourcelib.readers.document import Change
from sourcelib.readers.pdf_lines import Line

EDGE_LINES = 3  # from the top and from the bottom of a page, that may repeat
SAME_HEIGHT = 4.0  # points
APART = 1.5  # times the size of type: a number nearer to a line belongs to it
LEAST_SHARE = 0.3  # of the pages: heads of left and right pages have half each, less one or two

PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:page|p\.|seite|стр\.)?\s*(?P<number>\d{1,4})"
    r"(?:\s*(?:/|of|von|из)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.I,
)


def without_running_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Change]]:
    """The lines of each page less those that repeat, and what was cut."""
    running = _repeated(pages) | _page_numbers(pages)
    kept = [[line for line in page if line not in running] for page in pages]
    if not any(kept):  # every page repeats the same: that is the text
        return [list(page) for page in pages], []
    return kept, _changes(running)


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines next to the top and the bottom of the page."""
    upright = sorted((line for line in page if line.upright), key=lambda line: -line.y)
    if len(upright) <= 2 * EDGE_LINES:
        return upright
    return upright[:EDGE_LINES] + upright[-EDGE_LINES:]


def _repeated(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines whose words, numbers apart, stand at the same height of several pages."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for line in _edges(page):
            alike[re.sub(r"\d+", "#", line.text.casefold())].append(line)
    least = max(2, LEAST_SHARE * len(pages))
    found: set[Line] = set()
    for words, lines in alike.items():
        if words.strip("# ") == "":
            continue  # bare numbers: of pages, or of a table
        for line in lines:
            level = [each for each in lines if abs(each.y - line.y) <= SAME_HEIGHT]
            if len({each.page for each in level}) >= least:
                found.add(line)
    return found


def _page_numbers(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines at the edges that count the pages; on a file's only page, a 1 by itself."""
    found: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        upright = sorted((line for line in page if line.upright), key=lambda line: -line.y)
        for line, beside in zip(
            upright[:1] + upright[-1:], upright[1:2] + upright[-2:-1], strict=False
        ):
            number = PAGE_NUMBER.fullmatch(line.text)
            if number and abs(line.y - beside.y) > APART * line.size:
                found[int(number["number"]) - line.page].append(line)
    least = 2 if len(pages) > 1 else 1
    return {
        line
        for ahead, lines in found.items()
        if len(lines) >= least and (len(pages) > 1 or ahead == 0)
        for line in lines
    }


def _changes(running: set[Line]) -> list[Change]:
    """One change for each wording, with the pages that it was cut from."""
    pages: dict[str, list[int]] = defaultdict(list)
    for line in sorted(running, key=lambda line: (line.page, -line.y)):
        number = PAGE_NUMBER.fullmatch(line.text)
        pages["page number" if number else f"running head or foot “{line.text}”"].append(line.page)
    return [
        Change(_page_range(numbers), f"{what} cut, for the pages repeat it; it may be of the text")
        for what, numbers in pages.items()
    ]


def _page_range(numbers: Sequence[int]) -> str:
    first, last = min(numbers), max(numbers)
    if first == last:
        return f"page {first}"
    return (
        f"pages {first} to {last}"
        if len(set(numbers)) == last - first + 1
        else ("pages " + ", ".join(str(number) for number in sorted(set(numbers))))
    )
