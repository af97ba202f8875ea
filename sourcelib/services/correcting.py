"""What a curator corrects of a source before it is brought in.

Its words stand as they were read. What is said about it, and where its paragraphs break, can be
put right; every such correction is listed among the changes of the document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sourcelib.models import Article
from sourcelib.readers import Change, Document, PartialDate
from sourcelib.services.describing import corrected as rebroken_document
from sourcelib.services.refusals import Invalid
from sourcelib.text import PARAGRAPH_BREAK, TextError
from sourcelib.text.rebreaking import Step, carried, rebroken, steps

SHOWN = 80  # characters of a paragraph that is named in the report


@dataclass(frozen=True, slots=True)
class Said:
    """What a curator says of a source; what is empty is not known.

    `supplied`: the source has no title of its own, `title` is the curator's.
    """

    title: str
    supplied: bool
    authors: tuple[str, ...]
    date: PartialDate
    publication: str
    original_url: str
    language: str
    genre: str
    disclaimer: str
    author_note: str
    text: str


def as_read(document: Document, language: str = "") -> Said:
    """Return what the document says; `language` is the one to take where it names none."""
    return Said(
        title=document.title or "",
        supplied=document.title is None,
        authors=document.bylines,
        date=document.date,
        publication=document.publication or "",
        original_url=document.original_url or "",
        language=document.language or language,
        genre=document.genre or Article.Genre.OTHER,
        disclaimer=document.disclaimer or "",
        author_note=document.author_note or "",
        text=document.text,
    )


def as_typed(said: Said) -> dict[str, str]:
    """Return what is said as it stands in the fields of a form."""
    return {
        "title": said.title,
        "supplied": "on" if said.supplied else "",
        "authors": "\n".join(said.authors),
        "date": said.date.value,
        "publication": said.publication,
        "original_url": said.original_url,
        "language": said.language,
        "genre": said.genre,
        "disclaimer": said.disclaimer,
        "author_note": said.author_note,
        "text": said.text,
    }


def corrected(document: Document, said: Said) -> Document:
    """Return the document as the curator says it is, with the corrections among its changes.

    Raises Invalid where something needed is missing, or where words of the text were changed.
    """
    errors: dict[str, list[str]] = {}
    if not said.title:
        errors["title"] = [_("Give it a title: its own, or one in your words.")]
    if not said.language:
        errors["language"] = [_("Say which language it is in, such as en, ja or pt-BR.")]
    try:
        now = with_breaks(document, said)
    except Invalid as invalid:
        errors |= invalid.errors
    if errors:
        raise Invalid(errors)
    return replace(
        now,
        title=None if said.supplied else said.title,
        bylines=said.authors,
        date=said.date,
        publication=said.publication or None,
        original_url=said.original_url or None,
        language=said.language,
        genre=said.genre or None,
        disclaimer=said.disclaimer or None,
        author_note=said.author_note or None,
        changes=(*now.changes, *_said_otherwise(document, said)),
    )


def with_breaks(document: Document, said: Said) -> Document:
    """Return the document with its paragraphs as the curator has them; all else as it was read.

    Raises Invalid where words were changed.
    """
    try:
        taken = steps(document.text, said.text)
    except TextError as error:
        raise Invalid({"text": [str(error)]}) from error
    now = rebroken_document(document, rebroken(document.text, taken).text)
    return replace(now, changes=(*now.changes, *told(document, taken)))


def told(document: Document, taken: Sequence[Step]) -> Iterator[Change]:
    """Yield each step that a curator took as a change, at the place of its paragraph."""
    paragraphs = document.text.split(PARAGRAPH_BREAK)
    last = 0  # the number of the last paragraph that is kept
    out = {step.paragraph for step in taken if step.kind == "left out"}
    by_number: dict[int, list[Step]] = {}
    for step in taken:
        by_number.setdefault(step.paragraph, []).append(step)
    for number, words in enumerate(paragraphs, start=1):
        for step in by_number.get(number, ()):
            what = f"paragraph {number} {_done(step, words, last)} by the curator"
            shown = f": “{_cut(words)}”" if step.kind == "left out" else ""
            yield Change(document.places[number - 1], what + shown)
        if number not in out:
            last = number


def typed_again(typed: Mapping[str, str], before: Document, now: Document) -> dict[str, str]:
    """Return what was typed over one reading of a source as what is typed over another.

    Corrections of paragraphs that fit it no longer are gone; all else stays as it was typed.
    """
    again = dict(typed)
    if "text" in again:
        try:
            taken = carried(steps(before.text, again["text"]), before.text, now.text)
        except TextError:
            return again  # words were changed: that is told where it is brought in
        again["text"] = rebroken(now.text, taken).text
    return again


def _said_otherwise(document: Document, said: Said) -> Iterator[Change]:
    read, now = as_typed(as_read(document)), as_typed(said)
    for name, value in now.items():
        if name in ("text", "supplied") or value == read[name]:
            continue
        if name == "genre" and document.genre is None:
            read[name] = ""
        found = f"the reader found “{_cut(read[name])}”" if read[name] else "the reader found none"
        what = name.replace("_", " ")
        given = f"given as “{_cut(value)}”" if value else "taken away"
        yield Change("form", f"{what} {given} by the curator; {found}")


def _done(step: Step, words: str, last: int) -> str:
    match step.kind:
        case "left out":
            return "left out"
        case "joined":
            return f"joined to {last}"
        case "split":
            return f"split before “{_cut(words[step.at :].lstrip())}”"
        case "line":
            lines = "line broken" if step.gap == "\n" else "line goes on"
            return f"({lines} before “{_cut(words[step.at :].lstrip())}”)"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
