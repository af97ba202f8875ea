"""The forms that values of data have, as JSON Schema (2020-12, which OpenAPI 3.1 speaks)."""

from collections.abc import Iterable, Mapping
from typing import Any

Form = Mapping[str, Any]

TEXT: Form = {"type": "string"}
TEXT_OR_NONE: Form = {"type": ["string", "null"]}
TEXTS: Form = {"type": "array", "items": TEXT}
UID: Form = {"type": "string", "format": "uuid"}
UIDS: Form = {"type": "array", "items": UID}
SLUG: Form = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
ADDRESS: Form = {"type": "string", "format": "uri"}
DAY_OR_NONE: Form = {"type": ["string", "null"], "format": "date"}
TIME: Form = {"type": "string", "format": "date-time"}
TIME_OR_NONE: Form = {"type": ["string", "null"], "format": "date-time"}
COUNT: Form = {"type": "integer", "minimum": 0}
NUMBER: Form = {"type": "integer", "minimum": 1}
SHARE_OR_NONE: Form = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
FLAG: Form = {"type": "boolean"}
SHA256: Form = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def one_of(values: Iterable[str]) -> Form:
    """Return the form of one value out of a table."""
    return {"type": "string", "enum": [str(value) for value in values]}


def one_of_or_none(values: Iterable[str]) -> Form:
    """Return the form of one value out of a table, or none."""
    return {"type": ["string", "null"], "enum": [*(str(value) for value in values), None]}
