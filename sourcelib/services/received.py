"""A source as it was received and read, and what is kept about that."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sourcelib.readers import Document, read

# By reader: what a file of it is, whatever the server said that sent it.
MEDIA_TYPES = {
    "plain": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "feed": "application/xml",
    "warc": "application/warc",
    "jsonl": "application/jsonl",
}
LONGEST_NAME = 300  # of the column for the name of the file


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file as it was read: what the reader made of it, and what is kept about the file.

    `place` says which part of the file it is, where that holds several sources; the checksum is
    that of the whole file.
    """

    document: Document
    file_name: str
    file_sha256: str
    place: str = ""

    def provenance(self, text: str | None = None) -> dict[str, Any]:
        """Return the columns of the revision that say where its text came from.

        `text` is that of the revision, where it is not the document's: then it was corrected by
        hand, and where its paragraphs stand in the file is not known.
        """
        document = self.document
        by_hand = text is not None and text != document.text
        changes = [asdict(change) for change in document.changes]
        if by_hand:
            changes.append({"place": "text", "what": "corrected by hand after it was read"})
        report = {
            "charset": document.charset,
            "found": [asdict(finding) for finding in document.found],
            "changes": changes,
            "places": [] if by_hand else list(document.places),
        }
        if self.place:
            report["place"] = self.place
        return {
            "file_name": storable(self.file_name)[-LONGEST_NAME:],
            "media_type": MEDIA_TYPES.get(document.reader, ""),
            "file_sha256": self.file_sha256,
            "reader": document.reader,
            "reader_version": document.reader_version,
            "report": storable(report),
        }


def read_source(path: Path) -> ReadSource:
    """Read a file. Raises OSError and `sourcelib.readers.ReaderError`."""
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, file_name: str, media_type: str | None = None) -> ReadSource:
    """Read a file that is one source. Raises `sourcelib.readers.ReaderError`."""
    document = read(data, file_name, media_type)
    return ReadSource(document, file_name, hashlib.sha256(data).hexdigest())


def storable(value: Any) -> Any:
    """Return a value, whatever is in it, as databases can hold it.

    NUL characters and halves of surrogate pairs, which broken files have in their metadata, become
    replacement characters.
    """
    match value:
        case str():
            return (
                value.replace("\0", "\ufffd")
                .encode("utf-16", "surrogatepass")
                .decode("utf-16", "replace")
            )
        case dict():
            return {storable(key): storable(one) for key, one in value.items()}
        case list() | tuple():
            return [storable(one) for one in value]
    return value
