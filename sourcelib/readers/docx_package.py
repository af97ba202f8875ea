"""The parts of a Word file: a ZIP archive of XML, opened with limits and without trust."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from sourcelib.readers.document import ReaderError
from sourcelib.readers.formats import File

MOST_PARTS = 10_000  # a book with a picture on every page has some hundreds
# Bytes that a part with text may become. As a tree in memory that is ten times as much. The text of
# a long book has ten million.
LARGEST_PART = 48 * 1024 * 1024

AGAIN = "Open it in a word processor, and save it again as DOCX"

# The names by which the code calls elements, whichever of its two sets of namespaces a file uses
# (ECMA-376, part 1, strict, and part 4, transitional).
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: the last word of its type ("footnotes"), and where it is."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a file, read when they are asked for."""

    def __init__(self, file: File) -> None:
        """Raises ReaderError for what is no sound archive, or has too many parts."""
        self._file_name = file.name
        try:
            self._archive = zipfile.ZipFile(BytesIO(file.data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._broken(str(error)) from error
        self.names = frozenset(self._archive.namelist())
        if len(self._archive.infolist()) > MOST_PARTS:
            problem = f"it consists of more than {MOST_PARTS:,} parts, as no Word file does"
            raise ReaderError(file.name, problem, AGAIN)

    def tree(self, name: str) -> etree._Element | None:
        """The XML of a part; None where there is no such part. Raises ReaderError."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(self._data(name), parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"{name}: {error}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            problem = f"{name} declares entities, which no word processor does, and an attack might"
            raise ReaderError(self._file_name, problem, "Bring its text another way")
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part `name` ("" for the package) refers to, by the ids it uses for it."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for each in root if root is not None else ():
            if not isinstance(each.tag, str):
                continue
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = Relation(kind, target, external)
        return found

    def main_document(self) -> tuple[str, etree._Element]:
        """The name and the XML of the part with the text. Raises ReaderError."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                root = self.tree(relation.target)
                if root is not None:
                    return relation.target, root
        raise self._broken("no part of it is the document")

    def _data(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                # No more than allowed, whatever size the archive declares.
                data = part.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,  # packed with a password
            NotImplementedError,  # packed in a way of its own
            KeyError,
            ValueError,
        ) as error:
            raise self._broken(f"{name}: {error}") from error
        if len(data) > LARGEST_PART:
            problem = f"{name} unpacks to more than {LARGEST_PART:,} bytes, as no article does"
            raise ReaderError(self._file_name, problem, "Split it into its articles")
        return data

    def _broken(self, why: str) -> ReaderError:
        problem = f"it is broken as a Word document ({why})"[:300].rstrip(". ")
        return ReaderError(self._file_name, problem, AGAIN)


def name_of(element: etree._Element) -> str:
    """What the code calls an element: "w:p"; "" for what it has no name for."""
    if not isinstance(element.tag, str):  # a comment, an instruction, an entity
        return ""
    namespace, _, local = element.tag[1:].rpartition("}")
    return PREFIXES[namespace] + local if namespace in PREFIXES else f":{local}"


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """The value of an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant by a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of one name."""
    if element is not None:
        yield from (each for each in element if name_of(each) == name)


def value(element: etree._Element | None, *path: str) -> str:
    """The w:val of the descendant by a path; "" where there is none."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a switch such as w:b is set."""
    found = child(element, *path)
    return found is not None and attribute(found, "val", "true") not in {"0", "false", "off"}
