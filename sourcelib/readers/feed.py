"""Feeds, Atom and RSS: each entry is a source.

Many feeds carry only the beginning of an article, or a summary. Which it is the feed does not say:
what comes from a description is a doubt.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate
from io import BytesIO
from typing import Any

import feedparser

from sourcelib.readers.dates import parse_date
from sourcelib.readers.document import Change, Finding, PartialDate, ReaderError, What
from sourcelib.readers.feed_outline import Outline, outline
from sourcelib.readers.formats import Entry, File
from sourcelib.readers.html_fragment import visible_words

VERSION = "1"

MOST_ENTRIES = 10_000
LONGEST_VALUE = 2000  # characters of a title or name; a longer one is a mistake
WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.I)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
MARK_UP = re.compile(r"<[A-Za-z/!]|&#?\w+;")
AS = {  # the reader of a type of content, and the extension and media type of its files
    "text/html": ("html", ".html", "text/html"),
    "application/xhtml+xml": ("html", ".html", "text/html"),  # what is left of it is no document
    "text/plain": ("plain", ".txt", "text/plain"),
    "text/markdown": ("markdown", ".md", "text/markdown"),
}
# Keys of feedparser that are used, or that say the same as one that is.
# fmt: off
TOLD = frozenset({
    "author", "author_detail", "authors", "content", "enclosures", "feedburner_origlink",
    "guidislink", "id", "language", "link", "links", "published", "published_parsed", "source",
    "summary", "summary_detail", "title", "title_detail", "updated", "updated_parsed",
})
# fmt: on

Values = Mapping[str, Any]


def entries(file: File) -> Iterator[Entry | ReaderError]:
    """Yield the entries of a feed, and a ReaderError for each that has no text.

    Raises ReaderError for a file that is no feed, has no entries, or could do harm.
    """
    seen = outline(file)
    parsed = _parse(file.name, seen)
    found = parsed["entries"]
    if not parsed["version"]:
        problem = f"it is no feed: its root element is {seen.root or 'missing'}"
        raise ReaderError(file.name, problem, "Bring an Atom or RSS feed, or name the reader")
    if not found:
        why = f", for it is not sound XML ({seen.fault})" if seen.fault else ""
        raise ReaderError(file.name, f"no entry is found in it{why}", "Look at it in a browser")

    common = tuple(_changes_to_all(file, seen))
    lines = seen.lines if len(seen.lines) == len(found) else []
    for number, values in enumerate(found[:MOST_ENTRIES], start=1):
        name = f"entry {number}"
        place = f"{name} (line {lines[number - 1]})" if lines else name
        if seen.cut_off and number == len(found):
            problem = "the file ends in the middle of it"
            yield ReaderError(place, problem, "Get the feed again, or bring the page itself")
        else:
            # As a plain dict: feedparser's own answers for "updated" with "published".
            yield _entry(dict(values), parsed, name, place, common)
    if len(found) > MOST_ENTRIES:
        problem = f"there are {len(found):,} entries, of which {MOST_ENTRIES:,} were read"
        yield ReaderError(file.name, problem, "Bring the others in a file of their own")


def _parse(name: str, seen: Outline) -> Values:
    """What feedparser makes of the feed. Raises ReaderError where it breaks on it."""
    try:
        parsed: Values = feedparser.parse(
            BytesIO(seen.text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,  # of images and links in the text, which are left out
            sanitize_html=False,  # the reader of HTML takes words out of it, and no mark-up
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # It converts what it finds to numbers, dates and names without a look at it.
        problem = f"something in it cannot be read ({type(error).__name__}: {error})"[:200]
        raise ReaderError(name, problem, "Bring a part of it, or the pages themselves") from error
    return parsed


def _changes_to_all(file: File, seen: Outline) -> Iterator[Change]:
    charset, declared = seen.decoded.charset, file.declared_charset
    if seen.decoded.how == "detected":
        yield Change("file", f"charset guessed: {charset}")
    elif declared and seen.decoded.how != "declared":
        yield Change("file", f"declared charset {declared} passed over for {charset}")
    if seen.dropped:
        yield Change("file", f"control characters dropped: {seen.dropped}")
    if seen.fault:
        yield Change("file", f"not sound XML, and read leniently: {seen.fault}")


def _entry(
    values: Values, parsed: Values, name: str, place: str, common: tuple[Change, ...]
) -> Entry | ReaderError:
    address = _address(values)
    content = _content(values)
    if content is None or _type(content) not in AS:
        what = f"its text is of type {_type(content)[:60]}" if content else "it has no text"
        sounds = [f" ({each})" for each in _enclosures(values)[:1]]
        page = f"Bring the page itself: {address}" if address else "Leave it out"
        return ReaderError(place, f"{what}{''.join(sounds)}", page)
    reader, extension, media_type = AS[_type(content)]
    if reader == "html" and not MARK_UP.search(content["value"]):
        reader, extension, media_type = AS["text/plain"]  # RSS has one element for both
    teaser = "content" not in values
    return Entry(
        place=place,
        data=content["value"].encode("utf-8", "replace"),
        file_name=name.replace(" ", "-") + extension,
        media_type=f"{media_type}; charset=utf-8",
        reader=reader,
        stated=tuple(_stated(values, parsed, name, content, teaser)),
        changes=(*common, *_changes(values, place, teaser)),
    )


def _content(values: Values) -> Values | None:
    """The text of an entry with its type: its contents' longest, else its summary."""
    contents = [each for each in values.get("content", ()) if each.get("value", "").strip()]
    known = [each for each in contents if _type(each) in AS] or contents
    summary: Values = values.get("summary_detail") or {}
    best: Values = max(known, key=lambda each: len(each["value"])) if known else summary
    return best if best.get("value", "").strip() else None


def _type(content: Values) -> str:
    """The media type of a content; feedparser loses it where elements overlap."""
    known: str = content.get("type") or "text/html"
    return known


def _stated(
    values: Values, parsed: Values, name: str, content: Values, teaser: bool
) -> Iterator[Finding]:
    title, address = _words(values.get("title_detail")), _address(values)
    doubt = "; its text is the feed's description, which may be a teaser" if teaser else ""
    if title:
        # The doubt is whether this is the text of the page. It stands where people see it: with
        # the address, or else with the title.
        doubtful = bool(teaser and not address)
        why = "the entry's title" + (doubt if doubtful else "")
        yield Finding("title", title, f"{name}, title", doubtful, why, cut=False)
    yield from _bylines(values, parsed, name)
    yield from _date(values, name)
    source = values.get("source") or {}
    publication = _words(source.get("title_detail")) or _plain(source.get("title"))
    if publication:
        why = "the feed that the entry comes from"
        yield Finding("publication", publication, f"{name}, source", False, why, cut=False)
    elif publication := _words(parsed["feed"].get("title_detail")):
        yield _simple("publication", publication, "feed, title", "the title of the feed")
    if address:
        why = "the entry's link" + doubt
        yield Finding("original_url", address, f"{name}, link", teaser, why, cut=False)
    language = content.get("language") or parsed["feed"].get("language") or ""
    if LANGUAGE.fullmatch(language.strip()):
        yield _simple("language", language.strip(), f"{name}, language", "the feed says so")


def _bylines(values: Values, parsed: Values, name: str) -> Iterator[Finding]:
    """Those of the entry; in Atom else those of the feed it comes from, else of this feed."""
    source = values.get("source") or {}
    of_feed = parsed["feed"] if parsed["version"].startswith("atom") else {}
    for origin, where in ((values, name), (source, f"{name}, source"), (of_feed, "feed")):
        people = [_plain(each.get("name")) for each in origin.get("authors", ())]
        people = [person for person in dict.fromkeys(people) if person]
        for number, person in enumerate(people, start=1):
            place = f"{where}, author" + (f" {number}" if len(people) > 1 else "")
            yield _simple("byline", person, place, "given as author")
        if people:
            return


def _date(values: Values, name: str) -> Iterator[Finding]:
    """The day of publication in the zone it was written in; else that of the last change."""
    for key, doubtful in (("published", False), ("updated", True)):
        written = _plain(values.get(key))
        if not written:
            continue
        why = "last changed then; the day of publication is not given" if doubtful else "published"
        if parse_date(written):
            text = written
        elif date := _day(written):
            text, why = date.value, f"{why}; written as {written[:60]!r}"
        elif parsed := values.get(f"{key}_parsed"):
            text = f"{parsed.tm_year:04d}-{parsed.tm_mon:02d}-{parsed.tm_mday:02d}"
            why, doubtful = f"{why}; written as {written[:60]!r}, the day is that in UTC", True
        else:
            continue
        yield Finding("date", text, f"{name}, {key}", doubtful, why, cut=False)
        return


def _day(written: str) -> PartialDate | None:
    """The day of a date as mail has it, with a year of two digits perhaps."""
    try:
        known = parsedate(written)
        return PartialDate("{:04d}-{:02d}-{:02d}".format(*known), "day") if known else None
    except (ValueError, TypeError, IndexError):
        return None


def _changes(values: Values, place: str, teaser: bool) -> Iterator[Change]:
    if teaser:
        yield Change(place, "read from its description, which may be a teaser")
    contents = values.get("content", ())
    if len(contents) > 1:
        yield Change(place, f"{len(contents)} contents, of which the longest was read")
    for enclosure in _enclosures(values):
        yield Change(place, f"enclosure left out: {enclosure}")
    for key in ("published", "updated"):
        written = _plain(values.get(key))
        if written and not (parse_date(written) or values.get(f"{key}_parsed")):
            yield Change(place, f"no date, and passed over: {key} {written[:60]!r}")
    link = _plain(values.get("link"))
    if link and not _address(values):
        yield Change(place, f"no address on the web, and passed over: {link[:200]}")
    left_out = sorted(key for key in values if key not in TOLD and not key.endswith("_parsed"))
    if left_out:
        yield Change(place, f"left out: {', '.join(key[:60] for key in left_out[:20])}")


def _address(values: Values) -> str:
    """The entry's page, absolute; "" where the feed does not give one."""
    links: Sequence[Values] = values.get("links", ())
    others = [each.get("href") for each in links if each.get("rel") == "alternate"]
    for link in (values.get("feedburner_origlink"), values.get("link"), *others):
        if WEB_ADDRESS.fullmatch(_plain(link)):
            return _plain(link)
    return ""


def _enclosures(values: Values) -> list[str]:
    """The sounds, films and files beside an entry, each as a person would name it."""
    links: Sequence[Values] = values.get("links", ())
    return [
        f"{each.get('type') or 'file'} {each.get('href', '')}"[:300].strip()
        for each in links
        if each.get("rel") == "enclosure"
    ]


def _words(detail: Values | None) -> str:
    """A title without its mark-up, on one line."""
    if not detail:
        return ""
    value = detail.get("value") or ""
    return _plain(value if detail.get("type") == "text/plain" else visible_words(value))


def _plain(value: object) -> str:
    """Text on one line; "" for anything else, and for what is too long to be meant."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= LONGEST_VALUE else ""


def _simple(what: What, text: str, place: str, why: str) -> Finding:
    return Finding(what, text, place, False, why, cut=False)
