"""Interchange: bringing annotations in and taking them out, one module a format."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.interchange import sourcelib
from annotations.interchange.report import ImportReport


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, what it is, how it comes in and goes out."""

    name: str
    title: str
    load: Callable[..., ImportReport]
    dump: Callable[..., list[str]]


FORMATS = {
    each.name: each
    for each in (
        Format("sourcelib", "the library's own, complete", sourcelib.load, sourcelib.dump),
    )
}
