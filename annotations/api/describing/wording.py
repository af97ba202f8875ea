"""Forms of values in words, with links to the shapes that they refer to."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_TYPES: Mapping[str, Any] = {
    "string": gettext_lazy("text"),
    "integer": gettext_lazy("whole number"),
    "number": gettext_lazy("number"),
    "boolean": gettext_lazy("true or false"),
    "object": gettext_lazy("object"),
    "array": gettext_lazy("list"),
}
_FORMATS: Mapping[str, Any] = {
    "uuid": gettext_lazy("uid"),
    "date": gettext_lazy("day"),
    "date-time": gettext_lazy("time"),
    "uri": gettext_lazy("address"),
    "decimal": gettext_lazy("decimal number"),
}
_SHAPES = "#/components/schemas/"


def in_words(form: Mapping[str, Any]) -> SafeString | str:
    """Return a form in words: "day or none", "list of Span"."""
    if "$ref" in form:
        return _shape(form["$ref"].removeprefix(_SHAPES))
    for several in ("oneOf", "anyOf", "allOf"):
        if several in form:
            return _joined([in_words(one) for one in form[several]])
    types = form.get("type", "object")
    types = [types] if isinstance(types, str) else list(types)
    words = [_plain(one, form) for one in types if one != "null"]
    if "null" in types or not words:
        words.append(_("none"))
    return _joined(words)


def told(text: str) -> SafeString:
    """Return a description as HTML: what stands between backticks is code."""
    parts = text.split("`")
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", part) if place % 2 else part,)
            for place, part in enumerate(parts)
        ),
    )


def _plain(kind: str, form: Mapping[str, Any]) -> SafeString | str:
    if kind == "null":
        return _("none")
    if kind == "array" and "items" in form:
        return format_html("{} {}", _("list of"), in_words(form["items"]))
    if values := [value for value in form.get("enum", ()) if value is not None]:
        return _values(values)
    if kind == "object" and "properties" in form:
        return format_html("{} {}", _("object with"), _values(list(form["properties"])))
    if form.get("pattern") == "^[-a-zA-Z0-9_]+$":
        return _("slug")
    return str(_FORMATS.get(form.get("format", ""), _TYPES[kind]))


def _shape(name: str) -> SafeString:
    return format_html('<a href="#{}">{}</a>', name, name)


def _values(values: list[Any]) -> SafeString:
    written = [value if value != "" else _("empty") for value in values]
    return format_html_join(" · ", "<code>{}</code>", ((value,) for value in written))


def _joined(words: list[Any]) -> SafeString | str:
    if len(words) == 1:
        one: SafeString | str = words[0]
        return one
    return format_html_join(f" {_('or')} ", "{}", ((word,) for word in words))
