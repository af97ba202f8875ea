"""In which language words are, and in which direction it is written, as HTML says it."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info


def is_right_to_left(tag: str) -> bool:
    """Whether a language (its BCP 47 tag) is written from right to left."""
    try:
        return bool(get_language_info(tag.lower())["bidi"])
    except KeyError:
        return tag.split("-")[0].lower() in {"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"}


def marked(tag: str) -> SafeString:
    """Return the attributes of an element whose words are in the language `tag`, a space first.

    They are "" where the page is in that language, whose own attributes then hold. A direction of
    its own also keeps the words apart from those around them (HTML isolates them).
    """
    if not tag or tag.lower() == (get_language() or "").lower():
        return SafeString("")
    direction = "rtl" if is_right_to_left(tag) else "ltr"
    return mark_safe(f' lang="{escape(tag)}" dir="{direction}"')  # escaped
