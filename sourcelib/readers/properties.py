"""What a document's properties say of it, weighed against what its text shows.

Properties are filled in by programs and by whoever typed the file: a title left over from another
document, a secretary's name. So they count where the text says nothing, as a doubt, or the same.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcelib.readers.blocks import Block
from sourcelib.readers.document import Change, Finding, What
from sourcelib.readers.matter import Matter, separate
from sourcelib.readers.names import names

LONGEST = 500  # characters; no title and no row of names is longer
FRONT = 3  # blocks, among which a title may stand


@dataclass(frozen=True, slots=True)
class Property:
    """One property: what it would be, what it says, and what the format calls it."""

    what: What
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """The blocks, among which the title is a heading now; what is stated; what was passed over."""

    blocks: list[Block]
    stated: tuple[Finding, ...]
    changes: tuple[Change, ...]


def weigh(blocks: Sequence[Block], properties: Sequence[Property]) -> Weighed:
    """Decide which of a document's properties to take."""
    known = [
        replace(each, text=one_line(each.text))
        for each in properties
        if one_line(each.text) and len(each.text) <= LONGEST
    ]
    titles = [each.text for each in known if each.what == "title"]
    marked = _with_title(blocks, titles)
    shown = separate(marked)
    stated: list[Finding] = []
    changes: list[Change] = []
    for each in known:
        place = f"document property {each.name}"
        if each.what == "byline" and not names(each.text):
            changes.append(Change(place, f"no name of a person, passed over: {each.text}"))
            continue
        in_text = _shown(shown, each.what)
        if not in_text:
            why = "the file says so, and its text does not"
            stated.append(Finding(each.what, each.text, place, True, why, cut=False))
        elif _same(each, in_text):
            why = "the file says so, and its text too"
            stated.append(Finding(each.what, each.text, place, False, why, cut=False))
        else:
            what = f"passed over for “{'; '.join(in_text)}” in the text: {each.text}"
            changes.append(Change(place, what))
    return Weighed(marked, tuple(stated), tuple(changes))


def one_line(text: str) -> str:
    """`text` on one line, without control characters and lone surrogates."""
    kept = (
        character if unicodedata.category(character) not in {"Cc", "Cs"} else " "
        for character in text
    )
    return " ".join("".join(kept).split())


def _with_title(blocks: Sequence[Block], titles: Sequence[str]) -> list[Block]:
    """The blocks, in which a paragraph in front that is the title is a heading."""
    wanted = {_folded(title) for title in titles}
    return [
        replace(block, kind="heading", level=1)
        if number < FRONT and block.kind == "paragraph" and _folded(block.text) in wanted
        else block
        for number, block in enumerate(blocks)
    ]


def _shown(matter: Matter, what: What) -> list[str]:
    match what:
        case "title":
            return [matter.title] if matter.title else []
        case "byline":
            return matter.bylines
        case "publication":
            return [matter.publication] if matter.publication else []
        case "original_url":
            return [matter.original_url] if matter.original_url else []
        case "language":
            return [matter.language] if matter.language else []
        case _:
            return []


def _same(one: Property, shown: Sequence[str]) -> bool:
    said = names(one.text) if one.what == "byline" else (one.text,)
    return {_folded(each) for each in said} <= {_folded(each) for each in shown}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
