"""Whether what a text shows of itself is what its file states outside of the text."""

from collections.abc import Sequence

from sourcelib.readers.blocks import Block
from sourcelib.readers.dates import parse_date
from sourcelib.readers.document import Finding, PartialDate
from sourcelib.readers.names import names
from sourcelib.readers.surroundings import (
    BYLINE,
    LONGEST_SURROUNDING,
    PUBLISHED_ON,
    SEPARATOR,
    Part,
)
from sourcelib.readers.titles import same_title, without_suffix

MOST_AUTHOR_WORDS = 40  # of a line that is nothing but names


def repeated_parts(block: Block, title: str | None, bylines: Sequence[str]) -> list[Part]:
    """What the block consists of, where it only says again what is stated: title, authors."""
    if len(block.text) > LONGEST_SURROUNDING:
        return []
    text = block.text.strip()
    if title and (same_title(text, title) or _is_stated_shorter(block, title)):
        return [Part("title", text, text, "the title that is stated, again")]
    if block.kind not in {"paragraph", "item"} or len(text.split()) > MOST_AUTHOR_WORDS:
        return []
    known = {person.casefold() for person in bylines}
    parts = []
    for line in (line.strip() for line in SEPARATOR.split(text)):
        byline = BYLINE.fullmatch(line)
        people = names(byline["names"] if byline else line)
        if not people or not all(person.casefold() in known for person in people):
            return []
        parts.append(Part("byline", ", ".join(people), line, "the authors that are stated, again"))
    return parts


def disagreement(part: Part, stated: Finding, date: PartialDate, bylines: Sequence[str]) -> str:
    """Why the part says otherwise than what is stated; "" where it does not.

    `date` and `bylines` are what is stated, read.
    """
    agrees = True
    match part.what:
        case "title":
            agrees = same_title(part.value, stated.text) or without_suffix(stated.text, part.value)
        case "byline":
            shown = {person.casefold() for person in names(part.value)}
            agrees = not shown.isdisjoint(person.casefold() for person in bylines)
        case "date":
            read = parse_date(PUBLISHED_ON.sub("", part.value.strip(), count=1))
            agrees = read is None or _fit(read.value, date.value)
        case "publication":
            agrees = same_title(part.value, stated.text)
        case "original_url":
            agrees = _bare(part.value) == _bare(stated.text)
    return "" if agrees else f"{part.why}; {stated.place} says otherwise: “{stated.text}”"


def _is_stated_shorter(block: Block, title: str) -> bool:
    return block.kind == "heading" and without_suffix(title, block.text.strip())


def _fit(one: str, other: str) -> bool:
    """Whether one date is the other, or a coarser form of it."""
    return one.startswith(other) or other.startswith(one)


def _bare(address: str) -> str:
    """An address less what often differs between two addresses of one page."""
    return address.split("://", 1)[-1].removeprefix("www.").split("#", 1)[0].rstrip("/")
