"""What a file really is, by the bytes that files of its kind begin with, whatever its name says."""

import re
from dataclasses import dataclass

from sourcelib.readers.document import ReaderError
from sourcelib.readers.formats import Format

HEAD = 1024  # bytes, in which a PDF may begin (ISO 32000-1, annex H, 3.4.1)

UNPACK = "Unpack it, and bring the files in it"
AS_DOCX = "Open it in a word processor, and save it as DOCX"
AS_TEXT = "Bring its text in one of the formats that can be read"
WITH_WORDS = "Choose a file with words in it"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what to call it, what to do with it; and its readers, if it has any."""

    name: str
    remedy: str = AS_TEXT
    readers: frozenset[str] = frozenset()


def _readable(name: str, reader: str) -> Kind:
    remedy = f"Give it a name that says so, or choose the reader {reader}"
    return Kind(name, remedy, frozenset({reader}))


PDF = _readable("a PDF", "pdf")
DOCX = _readable("a Word document (DOCX)", "docx")
WEB_PAGE = _readable("a web page", "html")
WEB_ARCHIVE = _readable("a web archive (WARC)", "warc")
GZIP = Kind("a file packed with gzip", UNPACK, frozenset({"warc"}))
ZIP = Kind("a ZIP archive", UNPACK)
OLD_OFFICE = Kind("a file of an old Word, Excel or PowerPoint", AS_DOCX)
PROTECTED = Kind("an Office document with a password", "Save it without the password")
PICTURE = Kind("a picture", "Have its text recognised (OCR), and bring the result")
SOUND = Kind("a sound or a film", "Bring a transcript of it")
PROGRAM = Kind("a program", WITH_WORDS)
ARCHIVE = Kind("a packed archive", UNPACK)

BY_FIRST_BYTES: tuple[tuple[re.Pattern[bytes], Kind], ...] = tuple(
    (re.compile(pattern, re.S), kind)
    for pattern, kind in (
        (rb"%PDF-", PDF),
        (rb"WARC/\d", WEB_ARCHIVE),
        (rb"\x1f\x8b", GZIP),
        (rb"\{\\rtf", Kind("a rich text file (RTF)", AS_DOCX)),
        (
            rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(?:hei|avif)",
            PICTURE,
        ),
        (rb"ID3[\x02-\x04]|OggS\0|....ftyp|RIFF....(?:WAVE|AVI )|fLaC\0|\x1aE\xdf\xa3", SOUND),
        (rb"\x7fELF|MZ[^\n]{0,60}\0|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe", PROGRAM),
        (rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY|\xfd7zXZ\0|\x28\xb5\x2f\xfd", ARCHIVE),
        (rb"SQLite format 3\0", Kind("a database")),
        (rb"%!PS-", Kind("a PostScript file", "Save it as PDF")),
    )
)
ZIP_START = (b"PK\x03\x04", b"PK\x05\x06")
# Names of files in the archive, which stand in it uncompressed.
IN_ZIP = (
    (b"word/document", DOCX),
    (b"xl/workbook", Kind("an Excel workbook", "Bring the words in it as text")),
    (b"ppt/presentation", Kind("a PowerPoint presentation", "Save it as PDF")),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", Kind("an OpenDocument text", AS_DOCX)),
    (b"mimetypeapplication/epub", Kind("an electronic book (EPUB)")),
)
COMPOUND_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)


def kind_of(data: bytes) -> Kind | None:
    """What the file is, if its first bytes tell; most text files have none that do."""
    if data.startswith(ZIP_START):
        return next((kind for name, kind in IN_ZIP if name in data), ZIP)
    if data.startswith(COMPOUND_START):
        return PROTECTED if ENCRYPTED_PACKAGE in data else OLD_OFFICE
    for pattern, kind in BY_FIRST_BYTES:
        if pattern.match(data):
            return kind
    return WEB_PAGE if HTML_START.match(data[: 2 * HEAD]) else None


def refuse_another_kind(data: bytes, file_name: str, chosen: Format, *, named: bool) -> None:
    """Raise ReaderError where the file is not what its name says, with what it is instead.

    A person who has `named` the reader may have the source of a web page read as text.
    """
    kind = kind_of(data)
    if chosen.name == "pdf" and kind is None and b"%PDF-" in data[:HEAD]:
        return
    if kind is not None and chosen.name not in kind.readers:
        if kind is WEB_PAGE and (named or chosen.name == "html"):
            return
        problem = f"it is not {_called(chosen)} but {kind.name}"
        if kind is WEB_PAGE and chosen.name in {"pdf", "docx"}:
            problem += ", perhaps the page that asks to log in"
        raise ReaderError(file_name, problem, kind.remedy)
    if kind is None and chosen.name in {"pdf", "docx"}:
        what = "empty" if not data else f"not {_called(chosen)}, nor anything else that is known"
        raise ReaderError(file_name, f"it is {what}", "See where it came from, and get it again")


CALLED = {
    "plain": "plain text",
    "markdown": "Markdown",
    "html": "a web page",
    "pdf": "a PDF",
    "docx": "a Word document (DOCX)",
    "feed": "a feed",
    "warc": "a web archive",
    "jsonl": "JSON by lines",
}


def _called(chosen: Format) -> str:
    return CALLED[chosen.name]
