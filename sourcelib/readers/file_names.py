"""What to call a file that came from an address, so that its name says how it is read."""

import re
from urllib.parse import unquote, urlsplit

from sourcelib.readers.formats import FORMATS, Format

# Servers send these types also for files of such formats: there the extension says more.
MAY_BE = {
    "text/plain": {"markdown", "jsonl", "feed"},
    "application/xml": {"html"},
    "text/xml": {"html"},
}
EXTENSIONS = {
    "plain": ".txt",
    "markdown": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "docx": ".docx",
    "feed": ".xml",
    "warc": ".warc",
    "jsonl": ".jsonl",
}
LONGEST = 120
# Parts of paths, what is not seen, and what a file name may not hold somewhere.
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def format_of_type(media_type: str | None) -> Format | None:
    """The format whose files have this media type (without parameters), if there is one."""
    return next((one for one in FORMATS.values() if media_type in one.media_types), None)


def format_of_name(name: str) -> Format | None:
    """The format whose extension the name has, if there is one."""
    lower = name.lower()
    return next((one for one in FORMATS.values() if lower.endswith(tuple(one.extensions))), None)


def file_name(address: str, media_type: str | None, suggested: str = "") -> str:
    """The suggested name, else the last part of the address, else its host.

    It gets the extension of the media type (without parameters) where its own says otherwise.
    """
    name = _clean(suggested)
    if not name:
        try:
            parts = urlsplit(address)
            name = _clean(unquote(parts.path.rstrip("/").rpartition("/")[2])) or _clean(
                parts.netloc
            )
        except ValueError:
            name = ""
    name = name or "page"
    by_name, by_type = format_of_name(name), format_of_type(media_type)
    if by_type is None or by_type == by_name:
        return name
    if by_name and by_name.name in MAY_BE.get(media_type or "", ()):
        return name
    return name + EXTENSIONS[by_type.name]


def _clean(name: str) -> str:
    name = NOT_IN_NAMES.sub("_", name).strip(" .")
    if len(name) > LONGEST:
        stem, dot, extension = name.rpartition(".")
        name = stem[: LONGEST - len(extension) - 1] + dot + extension if dot else name[:LONGEST]
    return name[-LONGEST:]
