"""CSL-JSON, which Zotero, Pandoc and citeproc read.

Its names of types and fields: https://github.com/citation-style-language/schema, csl-data.json. A
source without a date has no `issued`: each style then writes its own "n.d.".
"""

import json
from typing import Any

from annotations.citing.plain import noted
from annotations.citing.reference import Name, Reference
from sourcelib.models import Article

_TYPES = {
    Article.Genre.OP_ED: "article-newspaper",
    Article.Genre.NEWS: "article-newspaper",
    Article.Genre.ANALYSIS: "article",
    Article.Genre.INTERVIEW: "interview",
    Article.Genre.SPEECH: "speech",
    Article.Genre.REPORT: "report",
    Article.Genre.OTHER: "document",
}


def dump(reference: Reference) -> str:
    """Return a list of one item as JSON."""
    day = [int(part) for part in reference.date_parts]
    fields: dict[str, Any] = {
        "id": reference.key,
        "type": _TYPES[Article.Genre(reference.genre)],
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "container-title": reference.publication,
        "issued": {"date-parts": [day]} if day else None,
        "language": reference.language,
        "URL": reference.address,
        "archive": reference.library,
        "version": str(reference.revision),
        "note": noted(reference),
    }
    item = {name: value for name, value in fields.items() if value}
    lines = (f"    {json.dumps(name)}: {_written(value)}" for name, value in item.items())
    return "[\n  {\n" + ",\n".join(lines) + "\n  }\n]\n"  # a line a field, for people


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _name(name: Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.whole}
