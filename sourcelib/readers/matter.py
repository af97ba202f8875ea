"""Tell the body of an article from what stands before and after it.

In front: title, byline, date, and labelled lines such as "Source: …". At the end: author, note on
the author, disclaimer, address. Reading stops at the first block, from either side, that is none
of these. Whatever is taken out is a Finding; what is recognised by its form alone is doubtful.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sourcelib.readers.blocks import Block
from sourcelib.readers.dates import date_in_address, parse_date
from sourcelib.readers.document import UNKNOWN_DATE, Finding, PartialDate, What
from sourcelib.readers.names import is_full_name, names

MOST_FRONT_BLOCKS = 8
LONGEST_TITLE = 160  # characters, for a title that no mark-up shows to be one
# No byline, address or note is longer; a longer block is body, and the patterns below, whose work
# can grow with the square of the length, never see it.
LONGEST_SURROUNDING = 2000
LONGEST_DISCLAIMER = 600  # characters; longer paragraphs argue

SEPARATOR = re.compile(r"\n|\s+[|·•]\s+")
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")

LABELS: dict[str, What] = {
    "title": "title",
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "date": "date",
    "published": "date",
    "publication": "publication",
    "publisher": "publication",
    "source": "publication",
    "language": "language",
    "lang": "language",
    "url": "original_url",
    "link": "original_url",
    "original url": "original_url",
}
LABELLED = re.compile(r"(?P<label>[A-Za-z]+(?: url)?)\s*:\s+(?P<value>\S.*)", re.I)
BYLINE = re.compile(r"(?:by|written by|text by)\s+(?P<names>\S.*)", re.I)
PUBLISHED_ON = re.compile(r"(?:published|posted)(?: on)?:?\s+", re.I)

ADDRESS = re.compile(r"(?:(?P<label>[^\n<>]*?)\s*:?\s*\n?\s*)?<?(?P<url>https?://[^\s<>]+)>?")
ADDRESS_LABEL = re.compile(
    r"(?:original(?:ly published)?|source|available|retrieved|published)?\s*"
    r"(?:url|link|address|article|source|at|from|on|in)?\s*:?",
    re.I,
)
DISCLAIMER = re.compile(
    r"(?:views?|opinions?)\b.*\b(?:not necessarily\b.*\b(?:reflect|represent|those)"
    r"|(?:reflect|represent)\b.*\bnot necessarily"
    r"|necessarily (?:reflect|represent|those))",
    re.I | re.S,
)
PUBLICATION_IN_DISCLAIMER = re.compile(
    r"necessarily (?:reflect|represent)\b[^.]*? of "
    r"(?P<name>(?:The )?[A-Z][\w&'’-]*(?: (?:(?:of|and|the|&) )*[A-Z][\w&'’-]*)*)"
)
NOTE_LABEL = re.compile(r"about the authors?\b", re.I)
NOTE = re.compile(
    r"(?P<name>[^\n,]{3,60}?),? (?:is|was|are|has|works|teaches|writes|serves|lives|covers|reports"
    r"|researches|served|worked)\b"
)
LIST_MARK = re.compile(r"\s*(?:[•·*‣◦–—-]|by\b:?)\s*", re.I)

GENRES = {"op-ed": "op-ed", "oped": "op-ed", "opinion": "op-ed", "commentary": "op-ed"} | {
    genre: genre for genre in ("analysis", "interview", "speech", "report")
}
GENRE_IN_TITLE = re.compile(
    rf"\((?P<closing>{'|'.join(GENRES)})\)$|^(?P<opening>{'|'.join(GENRES)})\s*[:|]", re.I
)


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
    stated: set[What] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Part:
    """A candidate: what it would be, its value, and why one may think so."""

    what: What
    value: str
    text: str
    why: str
    doubtful: bool = False


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
    lines = {block.place: block.line for block in blocks}
    matter.found.sort(key=lambda finding: lines.get(finding.place, 0))
    return matter


# --- what is known beforehand ---


def _enter_stated(matter: Matter, stated: Sequence[Finding], keep: Collection[str]) -> None:
    for finding in stated:
        if finding.what in keep or finding.key in keep:
            continue
        if finding.what in matter.stated and finding.what != "byline":
            continue  # the first of several outranks the others
        matter.found.append(finding)
        matter.stated.add(finding.what)
        _enter(matter, finding.what, finding.text.strip())
        if finding.what == "byline" and not finding.doubtful and not names(finding.text.strip()):
            # A field for the author holds one, whatever its form ("the editorial board").
            matter.bylines.append(finding.text.strip())


# --- in front ---


def _take_front(
    matter: Matter, blocks: Sequence[Block], remaining: list[list[Block]], keep: Collection[str]
) -> int:
    """Take what stands in front; return the index of the first block that stays unread."""
    for index, block in enumerate(blocks[:MOST_FRONT_BLOCKS]):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        parts = _front_parts(block, following, is_first=index == 0)
        if not parts or not _are_new(matter, parts):
            return index
        left = [part.text for part in parts if not _take(matter, part, block, keep)]
        remaining[index] = [replace(block, text="\n".join(left))] if left else []
    return min(len(blocks), MOST_FRONT_BLOCKS)


def _front_parts(block: Block, following: Block | None, is_first: bool) -> list[_Part]:
    """What the block consists of, if nothing in it is of the body; otherwise nothing."""
    if len(block.text) > LONGEST_SURROUNDING:
        return []
    if block.kind == "heading":
        if block.level == 1 or is_first:
            return [_Part("title", block.text, block.text, "a heading before the text")]
        return []
    if block.kind != "paragraph":
        return []

    texts = [text for text in SEPARATOR.split(block.text) if text.strip()]
    parts = [part for text in texts if (part := _front_part(text.strip()))]
    if len(parts) == len(texts):
        return parts

    # A title without mark-up shows by its place alone: first, short, and a byline or date next.
    first = texts[0]
    below = texts[1:]
    if (
        not below
        and following
        and following.kind == "paragraph"
        and len(following.text) <= LONGEST_SURROUNDING
    ):
        below = SEPARATOR.split(following.text)
    if (
        is_first
        and len(first) <= LONGEST_TITLE
        and not first.rstrip().endswith((".", ":", ";", ","))
        and below
        and all(_front_part(text.strip()) for text in below)
    ):
        title = _Part("title", first.strip(), first, "a short line above a byline or date", True)
        return [title, *parts]
    return []


def _front_part(text: str) -> _Part | None:
    labelled = LABELLED.fullmatch(text)
    if labelled:
        return _labelled_part(labelled["label"].lower(), labelled["value"], text)
    byline = BYLINE.fullmatch(text)
    if byline:
        people = names(byline["names"])
        doubtful = not all(is_full_name(person) for person in people)
        why = "a line that begins with “By”"
        return _Part("byline", byline["names"], text, why, doubtful) if people else None
    date = parse_date(PUBLISHED_ON.sub("", text, count=1))
    # A bare year could as well be a title or a heading.
    if date and date.precision != "year":
        return _Part("date", text, text, "a line that is a date")
    return None


def _labelled_part(label: str, value: str, text: str) -> _Part | None:
    what = LABELS.get(label)
    if what == "publication" and ADDRESS.fullmatch(value):
        what = "original_url"
    fits: dict[What, bool] = {
        "byline": bool(names(value)),
        "date": parse_date(value) is not None,
        "original_url": ADDRESS.fullmatch(value) is not None,
    }
    if what is None or not fits.get(what, True):
        return None
    return _Part(what, value, text, f"labelled “{label}”")


def _are_new(matter: Matter, parts: Sequence[_Part]) -> bool:
    """Whether none of the parts would be a second title, date or address."""
    taken: dict[What, object] = {
        "title": matter.title,
        "date": matter.date.value,
        "original_url": matter.original_url,
    }
    single = [part.what for part in parts if part.what in taken]
    repeated = any(taken[what] for what in single if what not in matter.stated)
    return len(set(single)) == len(single) and not repeated


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
        part, size = _back_part(matter, blocks[index], above)
        if part is None or not _are_new(matter, [part]) or index - size < front_end:
            return
        first = index - size + 1
        if _take(matter, part, blocks[first], keep):
            remaining[first : index + 1] = [[] for _ in range(size)]
        index -= size


def _back_part(matter: Matter, block: Block, above: Block) -> tuple[_Part | None, int]:
    """What the block is, and of how many blocks it consists (an address has its label above)."""
    if block.kind in {"heading", "code"} or len(block.text) > LONGEST_SURROUNDING:
        return None, 1
    text = block.text.strip()

    address = ADDRESS.fullmatch(text)
    if address:
        url = address["url"]
        label = address["label"] or ""
        if label.strip():
            known = ADDRESS_LABEL.fullmatch(label.strip())
            why = f"an address labelled “{label.strip()}”"
            return (_Part("original_url", url, text, why) if known else None), 1
        label = above.text.strip()
        if len(label) <= LONGEST_SURROUNDING and ADDRESS_LABEL.fullmatch(label):
            why = f"an address labelled “{label}”"
            return _Part("original_url", url, f"{label} {text}", why), 2
        return _Part("original_url", url, text, "the last line is an address", True), 1

    if len(text) <= LONGEST_DISCLAIMER and DISCLAIMER.search(text):
        why = "it says whose views these are not"
        return _Part("disclaimer", text, text, why, doubtful=not block.emphasised), 1

    note = _author_note(matter, block, above)
    return (note or _closing_byline(block, above)), 1


def _author_note(matter: Matter, block: Block, above: Block) -> _Part | None:
    text = block.text.strip()
    if NOTE_LABEL.match(text):
        return _Part("author_note", text, text, "it begins with “About the author”", True)
    note = NOTE.match(text)
    if not note:
        return None
    name = note["name"].strip()
    if name.casefold() in (person.casefold() for person in matter.bylines):
        why = "the last paragraph begins with the author's name"
    elif (
        is_full_name(name)
        and len(above.text) <= LONGEST_SURROUNDING
        and name in names(LIST_MARK.sub("", above.text, count=1))
    ):
        why = "it says who the person named above is"
    elif is_full_name(name) and block.emphasised:
        why = "an emphasised last paragraph on a person"
    else:
        return None
    return _Part("author_note", text, text, why, True)


def _closing_byline(block: Block, above: Block) -> _Part | None:
    """The author in the last line, which nothing but its form and place tells from the text."""
    if not SENTENCE_END.search(above.text.rstrip()):
        return None  # a list that a colon announces, or a heading's only line
    lines = [LIST_MARK.sub("", line, count=1).strip() for line in block.text.split("\n")]
    people = [person for line in lines for person in names(line)]
    if not all(names(line) for line in lines) or not all(map(is_full_name, people)):
        return None
    why = "the last line is a name and no more"
    return _Part("byline", ", ".join(people), block.text, why, True)


# --- what is taken ---


def _take(matter: Matter, part: _Part, block: Block, keep: Collection[str]) -> bool:
    """Enter a part in the metadata and the findings, unless a person wants it in the text."""
    finding = Finding(part.what, part.text, block.place, part.doubtful, part.why)
    if finding.what in keep or finding.key in keep:
        return False
    matter.found.append(finding)
    if part.what not in matter.stated:
        _enter(matter, part.what, part.value.strip())
    return True


def _enter(matter: Matter, what: What, value: str) -> None:
    """Set what the metadata say of `what`, or add to it."""
    match what:
        case "title":
            matter.title = " ".join(value.split())
        case "byline":
            known = {person.casefold() for person in matter.bylines}
            new = (person for person in names(value) if person.casefold() not in known)
            matter.bylines.extend(new)
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
            matter.genre = value


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
    if source.what == "title":
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
