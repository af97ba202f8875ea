"""Documents, entries and refusals as JSON and back: between processes, and in the database.

What comes back is checked in type and form, for it may come from a process that a file has broken.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from sourcelib.readers.document import Document, Finding, ReaderError
from sourcelib.readers.formats import Entry

T = TypeVar("T")


def document_to_json(document: Document) -> dict[str, Any]:
    """A document as JSON can hold it."""
    return _plain_fields(document)


def document_from_json(value: object) -> Document:
    """The document that `document_to_json` made this of. Raises ValueError for anything else."""
    return _typed(Document, value)


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON can hold it."""
    return _plain_fields(finding)


def finding_from_json(value: object) -> Finding:
    """The finding that `finding_to_json` made this of. Raises ValueError for anything else."""
    return _typed(Finding, value)


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """An entry as JSON can hold it, without its data."""
    value = _plain_fields(entry)
    del value["data"]
    return value


def entry_from_json(value: object, data: bytes) -> Entry:
    """The entry that `entry_to_json` made this of, with its data. Raises ValueError otherwise."""
    return _typed(Entry, {**_mapping(value), "data": data})


def error_to_json(error: ReaderError) -> dict[str, str]:
    """A refusal as JSON can hold it."""
    return {"place": error.place, "problem": error.problem, "remedy": error.remedy}


def error_from_json(value: object) -> ReaderError:
    """The refusal that `error_to_json` made this of. Raises ValueError for anything else."""
    known = _mapping(value)
    place, problem, remedy = (
        _typed(str, known.get(name)) for name in ("place", "problem", "remedy")
    )
    return ReaderError(place, problem, remedy)


def _plain_fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _plain_fields(value) if is_dataclass(value) else value


def _typed(kind: type[T], value: object) -> T:
    """`value` as the annotation `kind` says. Raises ValueError where it does not fit."""
    fitted: T = _fit(kind, value)
    return fitted


def _fit(kind: Any, value: object) -> Any:
    origin = get_origin(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        known = _mapping(value)
        if known.keys() != hints.keys():
            raise ValueError(f"not the fields of {kind}")
        # Classes check their values with ValueError themselves.
        return kind(**{name: _fit(hint, known[name]) for name, hint in hints.items()})
    if origin is tuple and isinstance(value, list | tuple):
        (item, _) = get_args(kind)
        return tuple(_fit(item, each) for each in value)
    if origin is UnionType:
        if value is None and NoneType in get_args(kind):
            return None
        return _fit(next(each for each in get_args(kind) if each is not NoneType), value)
    if origin is Literal and isinstance(value, str) and value in get_args(kind):
        return value
    if isinstance(kind, type) and origin is None and isinstance(value, kind):
        return value
    raise ValueError(f"{type(value).__name__} where {kind} is due")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{type(value).__name__} where fields are due")
    return value
