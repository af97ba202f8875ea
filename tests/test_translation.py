"""Every string that a template shows is marked for translation."""

import html
import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Blocks whose content is an id, a class or a type are not for people.
_MARKED = re.compile(
    r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}"
    r"|{%\s*block (skip_to|bodyclass|coltype|og_type)\s*%}.*?{%\s*endblock[ \w]*%}"
    r"|<(script|style|kbd|code)\b.*?</\3>|<!--.*?-->",
    re.DOTALL,
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_SPOKEN = re.compile(r'\s(?:alt|title|aria-label|placeholder)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = {"CSV", "JSON", "(Atom)"}  # of formats: they are the same in every language


def unmarked(template: str) -> list[str]:
    """Return the words of a template that stand outside of everything that translates them."""
    source = _TAG.sub("", _MARKED.sub("", template))
    pieces = [*re.sub(r"<[^>]*>", "\n", source).splitlines(), *_SPOKEN.findall(source)]
    words = (html.unescape(piece).strip() for piece in pieces)
    return [piece for piece in words if _WORD.search(piece) and piece not in _NAMES]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ('<p>{% translate "Hello" %} {{ name }}</p>', []),
        ("{% blocktranslate with n=1 %}Page {{ n }}{% endblocktranslate %} of", ["of"]),
        ('<a href="/x/" aria-label="Next page">›</a>', ["Next page"]),
        ("<a title=\"{% translate 'Next' %}\">CSV</a><kbd>esc</kbd>", []),
        ("{% block skip_to %}text{% endblock %}", []),
        ("{% block title %}A page{% endblock %}", ["A page"]),
    ],
)
def test_what_is_unmarked_is_found(template: str, found: list[str]) -> None:
    assert unmarked(template) == found


def test_every_string_of_every_template_is_marked() -> None:
    templates = sorted(TEMPLATES.rglob("*.html"))
    assert len(templates) > 50
    faults = {
        str(path.relative_to(TEMPLATES)): found
        for path in templates
        if (found := unmarked(path.read_text("utf-8")))
    }
    assert faults == {}
