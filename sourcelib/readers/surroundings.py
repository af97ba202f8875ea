"""What a block beside the body of an article looks like: a title, byline, date, note, address.

Each is known by its form, and by what stands next to it; whether it is taken, `matter` decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcelib.readers.blocks import Block
from sourcelib.readers.dates import parse_date
from sourcelib.readers.document import What
from sourcelib.readers.names import is_full_name, names

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
NOTE_LABEL = re.compile(r"about the authors?\b", re.I)
NOTE = re.compile(
    r"(?P<name>[^\n,]{3,60}?),? (?:is|was|are|has|works|teaches|writes|serves|lives|covers|reports"
    r"|researches|served|worked)\b"
)
LIST_MARK = re.compile(r"\s*(?:[•·*‣◦–—-]|by\b:?)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A candidate: what it would be, its value, its words, and why one may think so."""

    what: What
    value: str
    text: str
    why: str
    doubtful: bool = False


def front_parts(block: Block, following: Block | None, is_first: bool) -> list[Part]:
    """What the block consists of, if nothing in it is of the body; otherwise nothing."""
    if len(block.text) > LONGEST_SURROUNDING:
        return []
    if block.kind == "heading":
        if block.level == 1 or is_first:
            return [Part("title", block.text, block.text, "a heading before the text")]
        return []
    if block.kind == "field":
        part = _front_part(block.text)
        return [part] if part else []
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
        title = Part("title", first.strip(), first, "a short line above a byline or date", True)
        return [title, *parts]
    return []


def _front_part(text: str) -> Part | None:
    labelled = LABELLED.fullmatch(text)
    if labelled:
        return _labelled_part(labelled["label"].lower(), labelled["value"], text)
    byline = BYLINE.fullmatch(text)
    if byline:
        people = names(byline["names"])
        doubtful = not all(is_full_name(person) for person in people)
        why = "a line that begins with “By”"
        return Part("byline", byline["names"], text, why, doubtful) if people else None
    date = parse_date(PUBLISHED_ON.sub("", text, count=1))
    # A bare year could as well be a title or a heading.
    if date and date.precision != "year":
        return Part("date", text, text, "a line that is a date")
    return None


def _labelled_part(label: str, value: str, text: str) -> Part | None:
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
    return Part(what, value, text, f"labelled “{label}”")


def back_part(bylines: Sequence[str], block: Block, above: Block) -> tuple[Part | None, int]:
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
            return (Part("original_url", url, text, why) if known else None), 1
        label = above.text.strip()
        if len(label) <= LONGEST_SURROUNDING and ADDRESS_LABEL.fullmatch(label):
            why = f"an address labelled “{label}”"
            return Part("original_url", url, f"{label} {text}", why), 2
        return Part("original_url", url, text, "the last line is an address", True), 1

    if len(text) <= LONGEST_DISCLAIMER and DISCLAIMER.search(text):
        why = "it says whose views these are not"
        return Part("disclaimer", text, text, why, doubtful=not block.emphasised), 1

    note = _author_note(bylines, block, above)
    return (note or _closing_byline(block, above)), 1


def _author_note(bylines: Sequence[str], block: Block, above: Block) -> Part | None:
    text = block.text.strip()
    if NOTE_LABEL.match(text):
        return Part("author_note", text, text, "it begins with “About the author”", True)
    note = NOTE.match(text)
    if not note:
        return None
    name = note["name"].strip()
    if name.casefold() in (person.casefold() for person in bylines):
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
    return Part("author_note", text, text, why, True)


def _closing_byline(block: Block, above: Block) -> Part | None:
    """The author in the last line, which nothing but its form and place tells from the text."""
    if not SENTENCE_END.search(above.text.rstrip()):
        return None  # a list that a colon announces, or a heading's only line
    lines = [LIST_MARK.sub("", line, count=1).strip() for line in block.text.split("\n")]
    people = [person for line in lines for person in names(line)]
    if not all(names(line) for line in lines) or not all(map(is_full_name, people)):
        return None
    why = "the last line is a name and no more"
    return Part("byline", ", ".join(people), block.text, why, True)
