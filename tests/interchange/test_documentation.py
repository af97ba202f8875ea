"""`docs/formats.md` names every type of record, every key and every value."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from annotations.interchange import FORMATS
from annotations.interchange.sourcelib.fields import Rules
from annotations.interchange.sourcelib.schema import ANNOTATIONS, RULES

DOCUMENT = (Path(settings.BASE_DIR) / "docs" / "formats.md").read_text(encoding="utf-8")
TYPES = {
    **RULES,
    "annotation": Rules(*(r for k in ANNOTATIONS.values() for r in k.by_name.values())),
}


def _section(kind: str) -> str:
    found = re.search(rf"^### {kind}\n(.*?)(?=^##|\Z)", DOCUMENT, re.M | re.S)
    assert found, f"no section on {kind}"
    # "as a claim" refers to keys that the section on claims names
    return found[1]


def _words(rules: Rules) -> Iterator[str]:
    for rule in rules.by_name.values():
        yield rule.name
        yield from (value for value in rule.values if value)
        if rule.parts is not None:
            yield from _words(rule.parts)


@pytest.mark.parametrize("kind", TYPES)
def test_every_key_and_value_of_a_record_is_described(kind: str):
    section = set(re.findall(r"[\w-]+", _section(kind)))
    missing = [word for word in _words(TYPES[kind]) if word not in section]
    assert missing == []


def test_every_format_is_listed():
    for name in FORMATS:
        assert f"| `{name}` |" in DOCUMENT
