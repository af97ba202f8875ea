"""Word documents (DOCX): the words of the body as the document shows them, and its properties.

Changes that Word tracks are taken as accepted: what was inserted is in, what was deleted is out.
Notes, comments, headers and footers are no part of the text; each is reported with its words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from sourcelib.readers.document import Change, ReaderError
from sourcelib.readers.docx_body import Body
from sourcelib.readers.docx_numbering import Numbering
from sourcelib.readers.docx_package import Package, Relation, attribute, child, children, name_of
from sourcelib.readers.docx_styles import Styles
from sourcelib.readers.docx_words import QUOTED, Fields, Gatherer, all_words
from sourcelib.readers.formats import File, Parsed
from sourcelib.readers.properties import Property, one_line, weigh

VERSION = "1"

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# What refers to a note: the part with the notes, one of them there, what to say of it.
NOTES = {
    "w:footnoteReference": ("footnotes", "w:footnote", "footnote left out"),
    "w:endnoteReference": ("endnotes", "w:endnote", "endnote left out"),
    "w:commentReference": ("comments", "w:comment", "comment left out"),
}
PARTS = frozenset({"styles", "numbering", *(part for part, _, _ in NOTES.values())})
AROUND = ("header", "footer")


def parse(file: File) -> Parsed:
    """Read a Word document. Raises ReaderError."""
    package = Package(file)
    main, root = package.main_document()
    relations = package.relations(main)
    parts = {
        relation.kind: package.tree(relation.target)
        for relation in relations.values()
        if relation.kind in PARTS and not relation.external
    }
    styles = Styles(parts.get("styles"))
    gatherer = Gatherer(_finder(parts), relations, Fields())
    body = Body(gatherer, styles, Numbering(parts.get("numbering")))
    for element in children(root, "w:body"):
        body.take(element)
    body.end()
    if not body.blocks:
        raise ReaderError(
            file.name,
            "there is no text in it",
            "Choose a file with words in it; those in a picture have to be recognised first (OCR)",
        )
    properties, passed_over = _properties(package, styles.language)
    weighed = weigh(body.blocks, properties)
    around = _around(package, relations.values())
    changes = (*passed_over, *weighed.changes, *around, *body.changes)
    return Parsed(weighed.blocks, weighed.stated, changes)


def _finder(
    parts: Mapping[str, etree._Element | None],
) -> Callable[[etree._Element], tuple[str, str]]:
    """A function that finds what is to be said of a note, and its words, by the reference to it."""
    found = {
        (part, attribute(note, "id")): note
        for part, element, _ in NOTES.values()
        for note in children(parts.get(part), element)
    }

    def find(reference: etree._Element) -> tuple[str, str]:
        part, _, what = NOTES[name_of(reference)]
        note = found.get((part, attribute(reference, "id")))
        if note is None:
            return what, "(it is not in the file)"
        author = attribute(note, "author")
        return f"{what}, by {author}" if author else what, all_words(note)

    return find


def _properties(package: Package, language: str) -> tuple[list[Property], list[Change]]:
    """What the core properties say (ECMA-376, part 2), and what of it is no use."""
    target = next(
        (each.target for each in package.relations("").values() if each.kind == "core-properties"),
        "",
    )
    core = package.tree(target)
    title, creator, publisher, spoken, created = (
        _text(core, name)
        for name in ("dc:title", "dc:creator", "dc:publisher", "dc:language", "dcterms:created")
    )
    found = [
        Property("title", title, "title"),
        Property("byline", creator, "creator"),
        Property("publication", publisher, "publisher"),
    ]
    if LANGUAGE.fullmatch(spoken):
        found.append(Property("language", spoken, "language"))
    elif LANGUAGE.fullmatch(language):
        found.append(Property("language", language, "default language"))
    changes = []
    if created:
        what = f"passed over, for it is when the file was made, not the text: {created}"
        changes.append(Change("document property created", what))
    if any(name.endswith("vbaProject.bin") for name in package.names):
        changes.append(Change("file", "macros passed over"))
    return found, changes


def _text(core: etree._Element | None, name: str) -> str:
    element = child(core, name)
    return "" if element is None else one_line(element.text or "")


def _around(package: Package, relations: Iterable[Relation]) -> Iterator[Change]:
    """Headers and footers, each wording once."""
    seen = set()
    for relation in relations:
        if relation.kind not in AROUND or relation.external:
            continue
        root = package.tree(relation.target)
        words = "" if root is None else one_line(all_words(root))
        if words and (relation.kind, words) not in seen:
            seen.add((relation.kind, words))
            yield Change(relation.kind, f"left out: {words[:QUOTED]}")
