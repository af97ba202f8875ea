"""Readers: from the bytes of a file to Documents. Pure, no Django.

A reader turns a file into blocks; what is common to all (telling the body from what surrounds it,
the canonical text) happens in `reading`.
"""

from sourcelib.readers.as_json import (
    document_from_json,
    document_to_json,
    entry_from_json,
    entry_to_json,
    error_from_json,
    error_to_json,
    finding_from_json,
    finding_to_json,
)
from sourcelib.readers.bounded import BoundedReader
from sourcelib.readers.document import (
    UNKNOWN_DATE,
    Change,
    Document,
    Finding,
    PartialDate,
    Precision,
    ReaderError,
    What,
)
from sourcelib.readers.formats import EXTENSIONS, FORMATS, Entry
from sourcelib.readers.reading import LARGEST_FILE, entries, read

__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "LARGEST_FILE",
    "UNKNOWN_DATE",
    "BoundedReader",
    "Change",
    "Document",
    "Entry",
    "Finding",
    "PartialDate",
    "Precision",
    "ReaderError",
    "What",
    "document_from_json",
    "document_to_json",
    "entries",
    "entry_from_json",
    "entry_to_json",
    "error_from_json",
    "error_to_json",
    "finding_from_json",
    "finding_to_json",
    "read",
]
