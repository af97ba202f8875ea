"""Records of revisions: the text in the record itself, or made by the readers from a file."""

from pathlib import Path
from typing import Any

from annotations.interchange.sourcelib.values import Invalid
from sourcelib.readers import ReaderError
from sourcelib.services.importing import read_source
from sourcelib.text import TextError, canonicalise, sha256


def complete_revision(record: dict[str, Any], folder: Path) -> None:
    """Fill in the text of a revision and what follows from it, and check both.

    `folder` is where the file of records lies: the names of files are relative to it, and lead
    nowhere outside. Raises Invalid.
    """
    if record["number"] < 1:
        raise Invalid("number", record["number"], "revisions count from 1", "Begin with 1")
    if (record["text"] is None) == (record["file"] is None):
        raise Invalid("text", record["text"], "give either text or file", "Give one of the two")
    if record["file"] is not None:
        _read(record, folder)
    text = record["text"]
    if record["file"] is None:
        try:
            canonical = canonicalise(text).text
        except TextError as error:
            raise Invalid("text", text, str(error), error.remedy) from error
        if canonical != text:
            at = next(
                (i for i, (x, y) in enumerate(zip(text, canonical, strict=False)) if x != y),
                min(len(text), len(canonical)),
            )
            raise Invalid(
                "text",
                text[max(0, at - 20) : at + 20],
                f"not a canonical text, from code point {at}",
                "Bring it as a file, which is read by the rules, or apply docs/formats.md to it",
            )
    digest = sha256(text)
    if record["sha256"] is None and record["file"] is None:
        record["sha256"] = digest
    elif record["sha256"] != digest:
        raise Invalid(
            "sha256",
            record["sha256"],
            f"the text has {digest}",
            "Bring the very text that the offsets were counted in",
        )


def _read(record: dict[str, Any], folder: Path) -> None:
    path = (folder / record["file"]).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise Invalid("file", record["file"], "outside the folder", "Put it beside the records")
    try:
        read = read_source(path)
    except OSError as error:
        raise Invalid(
            "file", record["file"], f"cannot be read: {error.strerror}", "Put it there"
        ) from error
    except ReaderError as error:
        raise Invalid(
            "file", record["file"], f"{error.place}: {error.problem}", error.remedy
        ) from error
    record["text"] = read.document.text
    for key, value in read.provenance().items():
        record[key] = record[key] or value
