"""What is said about a source: by its curator, else by its reader, as the library can hold it.

What a reader found and the library cannot hold is left out, with a note for the curator; what a
curator gave and it cannot hold is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from sourcelib.models import Article
from sourcelib.readers import UNKNOWN_DATE, Document, PartialDate
from sourcelib.services.received import ReadSource, storable
from sourcelib.services.refusals import Invalid
from sourcelib.text import CONTROL, TextError, canonicalise
from sourcelib.text.rebreaking import rebroken, steps

LANGUAGE = "en"  # of a source that does not say in which it is
# RFC 5646, as far as its form goes: a language, then any number of parts.
LANGUAGE_TAG = re.compile(r"(?:[a-z]{2,8}|x)(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
LONGEST_TAG = 35
LONGEST_ADDRESS = 2_000  # bytes, for the index of addresses holds no more
LONGEST_TITLE = 500
LONGEST_NAME = 300
SHOWN = 80  # characters of a value that is told of

_is_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Curated:
    """What a curator says about a source; it outranks what the reader found.

    `text` is the canonical text with other paragraph breaks, or without some paragraphs.
    """

    title: str = ""
    publication: str = ""
    authors: Sequence[str] = ()
    date: PartialDate | None = None
    language: str = ""
    original_url: str = ""
    genre: str = ""
    disclaimer: str = ""
    author_note: str = ""
    date_basis: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What the row of a source will say, and notes on what it cannot."""

    title: str
    supplied: bool
    publication: str
    authors: tuple[str, ...]
    date: PartialDate
    original_url: str
    language: str
    genre: str
    notes: list[str] = field(default_factory=list)


def check_curated(curated: Curated) -> None:
    """Raise Invalid, by field, for what a curator gave and the library cannot hold."""
    errors: dict[str, list[str]] = {}
    if len(curated.title) > LONGEST_TITLE:
        errors["title"] = [_("It is longer than %(most)s characters.") % {"most": LONGEST_TITLE}]
    too_long = _("A name is longer than %(most)s characters.") % {"most": LONGEST_NAME}
    if len(curated.publication) > LONGEST_NAME:
        errors["publication"] = [too_long]
    if any(len(name) > LONGEST_NAME for name in curated.authors):
        errors["authors"] = [too_long]
    if curated.language and not is_language_tag(curated.language):
        errors["language"] = [_("This is no language tag, such as en, ja or pt-BR.")]
    if curated.original_url and not is_web_address(curated.original_url):
        errors["original_url"] = [
            _("This is no web address, such as https://example.org/article, or it is too long.")
        ]
    if curated.genre and curated.genre not in Article.Genre.values:
        genres = ", ".join(Article.Genre.values)
        errors["genre"] = [_("There is no such genre. Choose one of: %(all)s.") % {"all": genres}]
    if errors:
        raise Invalid(errors)


def corrected(document: Document, text: str) -> Document:
    """Return a document with the text that its curator gave. Raises Invalid.

    Only breaks of paragraphs may differ, and paragraphs be left out.
    """
    if not text or text == document.text:
        return document
    try:
        if canonicalise(text).text != text:
            raise Invalid({"text": [_("It is not canonical: white space stands at line ends.")]})
        again = rebroken(document.text, steps(document.text, text))
    except TextError as error:
        raise Invalid({"text": [str(error)]}) from error
    places = tuple(
        " and ".join(dict.fromkeys(document.places[number - 1] for number in origin))
        for origin in again.origins
    )
    return replace(document, text=again.text, places=places)


def describe(source: ReadSource, curated: Curated) -> Description:
    """Return what the row of a source will say."""
    document, notes = source.document, list[str]()
    return Description(
        *_title(source, curated, notes),
        publication=_name(curated.publication or document.publication, "publication", notes),
        authors=tuple(_authors(curated.authors or document.bylines, notes)),
        date=curated.date or _date(document, notes),
        original_url=curated.original_url or _address(document.original_url, notes),
        language=curated.language or _language(document.language, notes),
        genre=curated.genre or _genre(document.genre, notes),
        notes=notes,
    )


def is_language_tag(tag: str) -> bool:
    """Whether a tag has the form of BCP 47, and a length that the library can hold."""
    return len(tag) <= LONGEST_TAG and LANGUAGE_TAG.fullmatch(tag) is not None


def is_web_address(address: str) -> bool:
    """Whether it is one of http or https, of a length that the library can hold."""
    try:
        _is_web_address(address)
    except ValidationError:
        return False
    return len(address.encode()) <= LONGEST_ADDRESS


def line(value: str | None) -> str:
    """Return a value as one line, without white space around it and control characters in it."""
    return CONTROL.sub("", " ".join(str(storable(value or "")).split())).strip()


def _title(source: ReadSource, curated: Curated, notes: list[str]) -> tuple[str, bool]:
    own = line(source.document.title)
    title = line(curated.title) or own
    if not title:
        title = _title_from(source.file_name)
        notes.append(f"no title found: “[{title}]” is made from the file's name; give it a title")
    if len(title) > LONGEST_TITLE:
        notes.append(f"the title has {len(title)} characters: only the first {LONGEST_TITLE} stay")
        title = f"{title[: LONGEST_TITLE - 1]}…"
    return title, not own


def _title_from(file_name: str) -> str:
    words = PurePath(line(file_name)).stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize() or line(file_name) or "Untitled"


def _date(document: Document, notes: list[str]) -> PartialDate:
    if document.date.first_day is None:
        notes.append("no date found: predictions in it cannot fall due until it has one")
        return UNKNOWN_DATE
    return document.date


def _name(value: str | None, what: str, notes: list[str]) -> str:
    name = line(value)
    if len(name) > LONGEST_NAME:
        notes.append(f"left out: a {what} of {len(name)} characters is no name: “{name[:SHOWN]}…”")
        return ""
    return name


def _authors(names: Sequence[str], notes: list[str]) -> Iterator[str]:
    for value in names:
        if name := _name(value, "byline", notes):
            yield name


def _address(value: str | None, notes: list[str]) -> str:
    address = line(value)
    if address and not is_web_address(address):
        shown = address if len(address) <= SHOWN else f"{address[:SHOWN]}…"
        notes.append(f"left out: this is no web address that can be kept: {shown}")
        return ""
    return address


def _language(value: str | None, notes: list[str]) -> str:
    tag = line(value).replace("_", "-")
    if not tag:
        notes.append(f"no language found: taken for “{LANGUAGE}”")
        return LANGUAGE
    if not is_language_tag(tag):
        notes.append(f"“{tag[:SHOWN]}” is no language tag: taken for “{LANGUAGE}”")
        return LANGUAGE
    return tag


def _genre(value: str | None, notes: list[str]) -> str:
    if value and value not in Article.Genre.values:
        notes.append(f"left out: the library knows no genre “{value[:SHOWN]}”")
        return Article.Genre.OTHER
    return value or Article.Genre.OTHER
