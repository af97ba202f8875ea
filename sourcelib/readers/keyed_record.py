"""A source as a record of keys and values, such as scrapers and other libraries write it.

The keys are those in use among them; docs/formats.md lists them. Case, "_" and "-" mean nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sourcelib.readers.dates import parse_date
from sourcelib.readers.document import Change, Finding, What
from sourcelib.readers.formats import Entry

# What holds the text, and as what it is read; "" stands for text that may be HTML.
TEXTS = {
    "text": "",
    "body": "",
    "content": "",
    "articlebody": "",
    "fulltext": "",
    "maintext": "",
    "contenttext": "plain",
    "html": "html",
    "bodyhtml": "html",
    "contenthtml": "html",
    "markdown": "markdown",
    "contentmarkdown": "markdown",
}
# Of several keys that mean the same, the one that stands first here is taken.
KEYS: Mapping[What, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "byline": ("authors", "author", "bylines", "byline", "creator"),
    "date": (
        "datepublished",
        "publishedat",
        "published",
        "publisheddate",
        "publishdate",
        "datepublish",
        "publicationdate",
        "pubdate",
        "date",
    ),
    "publication": ("publication", "sitename", "publisher", "source"),
    "original_url": ("originalurl", "canonicalurl", "url", "link", "sourceurl"),
    "language": ("language", "lang", "inlanguage"),
    "genre": ("genre",),
    "disclaimer": ("disclaimer",),
    "author_note": ("authornote",),
}
GENRES = frozenset({"op-ed", "analysis", "news", "interview", "speech", "report", "other"})

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)
WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.I)
HTML = re.compile(r"<(?:p|div|br|article|section|h[1-6]|html|body|blockquote|ul|ol)\b[^>]*>", re.I)
EXTENSIONS = {"plain": ".txt", "html": ".html", "markdown": ".md"}
MEDIA_TYPES = {"plain": "text/plain", "html": "text/html", "markdown": "text/markdown"}

LONGEST_VALUE = 10_000  # characters, of anything but the text
LONGEST_SHOWN = 80  # characters of a value that a message shows
MOST_LISTED = 20


class RecordError(ValueError):
    """A record that is refused: what is wrong (`problem`), and what to do (`remedy`)."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}.")
        self.problem = problem
        self.remedy = remedy


def entry_of(record: Mapping[str, Any], place: str, stem: str) -> Entry:
    """The source that a record holds; `stem` is the name of its file without extension.

    Raises RecordError: no text, several texts, a value of the wrong kind, two keys that differ in
    case or hyphens alone.
    """
    known = _by_plain_key(record)
    text_key = _text_key(known)
    text, changes = known[text_key][1], []
    reader = TEXTS[text_key]
    if not reader and (sign := HTML.search(text)):
        reader = "html"
        changes.append(Change(place, f"{text_key} read as HTML, for it has {sign.group()}"))

    used = {text_key}
    stated: list[Finding] = []
    for what, meanings in KEYS.items():
        keys = [key for key in meanings if key in known]
        used.update(keys)
        if keys:
            stated.extend(_findings(what, keys, known, place))
    left_out = [name for key, (name, _) in known.items() if key not in used]
    if left_out:
        changes.append(Change(place, f"keys passed over: {_listed(left_out)}"))

    named = reader or "plain"
    return Entry(
        place=place,
        data=_encoded(text),
        file_name=stem + EXTENSIONS[named],
        media_type=f"{MEDIA_TYPES[named]}; charset=utf-8",
        reader=reader or None,  # without one, plain text is looked at for Markdown
        stated=tuple(stated),
        changes=tuple(changes),
    )


def _by_plain_key(record: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """The record's keys and values that are not empty, by the key without case and hyphens."""
    known: dict[str, tuple[str, Any]] = {}
    for name, value in record.items():
        if value is None or value in ("", [], {}):
            continue
        key = name.replace("_", "").replace("-", "").lower()
        if key == "source" and isinstance(value, str) and WEB_ADDRESS.match(value.strip()):
            key = "sourceurl"
        if key in known:
            problem = f"the keys {known[key][0]!r} and {name!r} mean the same"
            raise RecordError(problem, "Leave the one that is right")
        known[key] = (name, value.strip() if isinstance(value, str) else value)
    return known


def _text_key(known: Mapping[str, tuple[str, Any]]) -> str:
    keys = [key for key in TEXTS if key in known]
    if not keys:
        raise RecordError(
            f"it has no text (its keys: {_listed(name for name, _ in known.values())})",
            "Give the text under the key text, or html where it is HTML",
        )
    if len(keys) > 1:
        names = " and ".join(known[key][0] for key in keys)
        raise RecordError(f"it has more than one text: {names}", "Leave the one that is right")
    name, value = known[keys[0]]
    if not isinstance(value, str):
        raise RecordError(f"{name} is not text: {_shown(value)}", "Write the text as one string")
    return keys[0]


def _findings(
    what: What, keys: list[str], known: Mapping[str, tuple[str, Any]], place: str
) -> Iterator[Finding]:
    """What the first of the keys says; a doubt where another says something else."""
    name, value = known[keys[0]]
    values = _values(what, name, value)
    why, doubtful = f"the record's key {name}", False
    for other in keys[1:]:
        if _values(what, *known[other]) != values:
            why += f"; {known[other][0]} says {_shown(known[other][1])}"
            doubtful = True
    for number, each in enumerate(values, start=1):
        where = f"{place}, {_shown(name)}" + (f" {number}" if len(values) > 1 else "")
        yield Finding(what, each, where, doubtful, why, cut=False)


def _values(what: What, name: str, value: Any) -> list[str]:
    """The values under a key as text, checked. Raises RecordError."""
    many = value if isinstance(value, list) and what == "byline" else [value]
    found = [_text(name, each) for each in many if each]
    for each in found:
        _check(what, name, each)
    if what == "genre":
        return [each.lower() for each in found]
    return [each.replace("_", "-") for each in found] if what == "language" else found


def _text(name: str, value: Any) -> str:
    if isinstance(value, Mapping):  # as schema.org has people and publishers
        value = value.get("name")
    if not isinstance(value, str) or not value.strip():
        raise RecordError(f"{name} is not text: {_shown(value)}", "Write it as a string")
    if len(value) > LONGEST_VALUE:
        problem = f"{name} is longer than {LONGEST_VALUE:,} characters"
        raise RecordError(problem, "See whether it is the text")
    _encoded(value)
    return value.strip()


def _check(what: What, name: str, value: str) -> None:
    if what == "date" and parse_date(value) is None:
        raise RecordError(
            f"{name} is no date, or could be two: {_shown(value)}",
            "Write it as 2015-05-20, 2015-05 or 2015",
        )
    if what == "original_url" and not WEB_ADDRESS.fullmatch(value):
        raise RecordError(
            f"{name} is no address on the web: {_shown(value)}", "Write it in full, with https://"
        )
    if what == "language" and not LANGUAGE.fullmatch(value):
        raise RecordError(
            f"{name} is no code of a language: {_shown(value)}", "Write it as en or pt-BR"
        )
    if what == "genre" and value.lower() not in GENRES:
        raise RecordError(
            f"{name} is none of the library's: {_shown(value)}",
            f"Write one of {', '.join(sorted(GENRES))}, or leave it out",
        )


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        escape = f"\\u{ord(text[error.start]):04x}"
        raise RecordError(
            f"{escape} is half of a surrogate pair", "Write the whole character"
        ) from error


def _listed(names: Iterable[str]) -> str:
    known = [_shown(name) for name in names]
    more = [f"{len(known) - MOST_LISTED:,} more"] if len(known) > MOST_LISTED else []
    return ", ".join(known[:MOST_LISTED] + more)


def _shown(value: Any) -> str:
    """A value as a message shows it."""
    shown = value if isinstance(value, str) else repr(value)
    shown = shown.encode("utf-8", "backslashreplace").decode()
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
