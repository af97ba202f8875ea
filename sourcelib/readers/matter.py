"""Tell the body of an article from what stands before and after it.

In front: title, byline, date, and labelled lines such as "Source: …". At the end: author, note on
the author, disclaimer, address. Reading stops at the first block, from either side, that is none
of these. Whatever is taken out is a Finding; what is recognised by its form alone is doubtful, and
so is what differs from what the file states outside of the text.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sourcelib.readers.agreement import disagreement, repeated_parts
from sourcelib.readers.blocks import Block
from sourcelib.readers.dates import date_in_address, parse_date
from sourcelib.readers.document import UNKNOWN_DATE, Finding, PartialDate, What
from sourcelib.readers.names import names, people
from sourcelib.readers.surroundings import ADDRESS, PUBLISHED_ON, Part, back_part, front_parts
from sourcelib.readers.titles import without_suffix

MOST_FRONT_BLOCKS = 8

PUBLICATION_IN_DISCLAIMER = re.compile(
    r"necessarily (?:reflect|represent)\b[^.]*? of "
    r"(?P<name>(?:The )?[A-Z][\w&'’-]*(?: (?:(?:of|and|the|&) )*[A-Z][\w&'’-]*)*)"
)
GENRES = {"op-ed": "op-ed", "oped": "op-ed", "opinion": "op-ed", "commentary": "op-ed"} | {
    genre: genre for genre in ("analysis", "interview", "speech", "report")
}
GENRE_IN_TITLE = re.compile(
    rf"\((?P<closing>{'|'.join(GENRES)})\)$|^(?P<opening>{'|'.join(GENRES)})\s*[:|]", re.I
)
# schema.org's names for them: https://schema.org/NewsArticle
GENRES_BY_TYPE = {
    "opinionnewsarticle": "op-ed",
    "analysisnewsarticle": "analysis",
    "reportagenewsarticle": "report",
}


@dataclass(slots=True)
class Matter:
    """The body's blocks, and what was recognised around them; findings in the file's order."""

    body: list[Block]
    title: str | None = None
    bylines: list[str] = field(default_factory=list)
    date: PartialDate = UNKNOWN_DATE
    publication: str | None = None
    original_url: str | None = None
    language: str | None = None
    author_notes: list[str] = field(default_factory=list)
    disclaimers: list[str] = field(default_factory=list)
    genre: str | None = None
    found: list[Finding] = field(default_factory=list)
    stated: dict[What, Finding] = field(default_factory=dict)


def separate(
    blocks: Sequence[Block], keep: Collection[str] = (), stated: Sequence[Finding] = ()
) -> Matter:
    """Part `blocks` into the body and its surroundings.

    `keep` holds kinds ("byline") or keys ("byline at line 43") of findings that a person has
    turned down: they stay in the text, and are not read as what they looked like. What is `stated`
    outside of the text outranks what the text shows.
    """
    matter = Matter(body=[])
    _enter_stated(matter, stated, keep)
    remaining = [[block] for block in blocks]

    front_end = _take_front(matter, blocks, remaining, keep)
    _take_back(matter, blocks, front_end, remaining, keep)
    _read_off(matter, keep)

    matter.body = [block for left in remaining for block in left]
    order = {block.place: index for index, block in enumerate(blocks)}
    matter.found.sort(key=lambda finding: order.get(finding.place, -1))
    return matter


# --- what is known beforehand ---


def _enter_stated(matter: Matter, stated: Sequence[Finding], keep: Collection[str]) -> None:
    for finding in stated:
        if finding.what in keep or finding.key in keep:
            continue
        if finding.what in matter.stated and finding.what != "byline":
            continue  # the first of several outranks the others
        matter.found.append(finding)
        matter.stated.setdefault(finding.what, finding)
        if finding.what == "byline" and not finding.doubtful:
            # A field for the author holds one, whatever its form ("the editorial board").
            _add_bylines(matter, people(finding.text))
        else:
            _enter(matter, finding.what, finding.text.strip())


# --- in front ---


def _take_front(
    matter: Matter, blocks: Sequence[Block], remaining: list[list[Block]], keep: Collection[str]
) -> int:
    """Take what stands in front; return the index of the first block that stays unread."""
    for index, block in enumerate(blocks[:MOST_FRONT_BLOCKS]):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        parts = _stated_again(matter, block) or front_parts(block, following, is_first=index == 0)
        if not parts or not _are_new(matter, parts) or _is_section(matter, block, parts):
            return index
        left = [part.text for part in parts if not _take(matter, part, block, keep)]
        remaining[index] = [replace(block, text="\n".join(left))] if left else []
    return min(len(blocks), MOST_FRONT_BLOCKS)


def _stated_again(matter: Matter, block: Block) -> list[Part]:
    title = matter.title if "title" in matter.stated else None
    bylines = matter.bylines if "byline" in matter.stated else []
    return repeated_parts(block, title, bylines)


def _is_section(matter: Matter, block: Block, parts: Sequence[Part]) -> bool:
    """Whether a heading of a lower level is no title: another is stated."""
    return block.kind == "heading" and block.level > 1 and bool(_otherwise(matter, parts[0]))


def _otherwise(matter: Matter, part: Part) -> str:
    """Why the part differs from what is stated; "" where it does not, or nothing is."""
    stated = matter.stated.get(part.what)
    return disagreement(part, stated, matter.date, matter.bylines) if stated else ""


def _are_new(matter: Matter, parts: Sequence[Part]) -> bool:
    """Whether none of the parts would be a second title, date or address."""
    taken: dict[What, object] = {
        "title": matter.title,
        "date": matter.date.value,
        "original_url": matter.original_url,
    }
    single = [part.what for part in parts if part.what in taken]
    repeated = any(taken[what] for what in single if what not in matter.stated)
    cut = {finding.what for finding in matter.found if finding.cut}
    differing = any(part.what in cut and _otherwise(matter, part) for part in parts)
    return len(set(single)) == len(single) and not repeated and not differing


# --- at the end ---


def _take_back(
    matter: Matter,
    blocks: Sequence[Block],
    front_end: int,
    remaining: list[list[Block]],
    keep: Collection[str],
) -> None:
    """Take what stands at the end, from the last block upwards; one block at least stays."""
    index = len(blocks) - 1
    while index > front_end:
        above = blocks[index - 1]
        part, size = back_part(matter.bylines, blocks[index], above)
        if part is None or not _are_new(matter, [part]) or index - size < front_end:
            return
        first = index - size + 1
        if _take(matter, part, blocks[first], keep):
            remaining[first : index + 1] = [[] for _ in range(size)]
        index -= size


# --- what is taken ---


def _take(matter: Matter, part: Part, block: Block, keep: Collection[str]) -> bool:
    """Enter a part in the metadata and the findings, unless a person wants it in the text."""
    otherwise = _otherwise(matter, part)
    is_stated = part.what in matter.stated and not otherwise
    doubtful = bool(otherwise) or (part.doubtful and not is_stated)
    finding = Finding(part.what, part.text, block.place, doubtful, otherwise or part.why)
    if finding.what in keep or finding.key in keep:
        return False
    matter.found.append(finding)
    if part.what not in matter.stated or _yields(matter, part):
        _enter(matter, part.what, part.value.strip())
    elif part.what == "title" and without_suffix(matter.title or "", part.value):
        _enter(matter, "title", part.value)  # what was stated goes on with the name of the site
    return True


def _yields(matter: Matter, part: Part) -> bool:
    """Whether what is stated gives way: a doubtful date, such as a guess, to a line with a date."""
    stated = matter.stated[part.what]
    if part.what != "date" or not stated.doubtful or part.doubtful:
        return False
    if stated in matter.found:
        matter.found.remove(stated)
    return True


def _enter(matter: Matter, what: What, value: str) -> None:
    """Set what the metadata say of `what`, or add to it."""
    match what:
        case "title":
            matter.title = " ".join(value.split())
        case "byline":
            _add_bylines(matter, names(value))
        case "date":
            matter.date = parse_date(PUBLISHED_ON.sub("", value, count=1)) or UNKNOWN_DATE
        case "publication":
            matter.publication = value
        case "original_url":
            address = ADDRESS.fullmatch(value)
            matter.original_url = address["url"] if address else value
        case "language":
            matter.language = value
        # The back is read upwards, so what comes later stands earlier.
        case "author_note":
            matter.author_notes.insert(0, value)
        case "disclaimer":
            matter.disclaimers.insert(0, value)
        case "genre":
            matter.genre = GENRES_BY_TYPE.get(value.lower()) or GENRES.get(value.lower(), value)


def _add_bylines(matter: Matter, persons: Sequence[str]) -> None:
    known = {person.casefold() for person in matter.bylines}
    matter.bylines.extend(person for person in persons if person.casefold() not in known)


def _read_off(matter: Matter, keep: Collection[str]) -> None:
    """Read genre, publication and date off what was taken, where nothing else gives them."""
    for source in tuple(matter.found):
        finding = _readable(matter, source)
        if finding is None or finding.what in keep or finding.key in keep:
            continue
        matter.found.append(finding)
        match finding.what:
            case "genre":
                matter.genre = GENRES[finding.text.strip("():| ").lower()]
            case "publication":
                matter.publication = finding.text
            case "date":
                matter.date = date_in_address(source.text) or UNKNOWN_DATE


def _readable(matter: Matter, source: Finding) -> Finding | None:
    """What else a finding says, if it is not known yet."""
    text, place = source.text, source.place
    if source.what == "title" and not matter.genre:
        genre = GENRE_IN_TITLE.search(text)
        if genre:
            return Finding("genre", genre.group(), place, False, "the title says so", cut=False)
    if source.what == "disclaimer" and not matter.publication:
        name = PUBLICATION_IN_DISCLAIMER.search(text)
        if name:
            why = "the disclaimer speaks for it"
            return Finding("publication", name["name"], place, True, why, cut=False)
    if source.what == "original_url" and not matter.date.value:
        date = date_in_address(text)
        if date:
            return Finding("date", date.value, place, True, "the address contains it", cut=False)
    return None
