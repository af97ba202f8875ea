"""In which language words are, and in which direction it is written, as HTML says it."""

from html import escape
from unicodedata import bidirectional

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, get_language_info

# https://www.unicode.org/reports/tr9/: the classes of letters that are written from right to left,
# and what keeps a stretch of text apart, its direction that of its first letter.
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_FIRST_STRONG, _END = "\u2068", "\u2069"


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


def isolated(text: str) -> str:
    """Return words of a source kept apart from the plain text that they are put into.

    Where letters run against the direction of the text around them, two signs without width hold
    them together, or else numbers and commas beside them would be drawn on the wrong side. Other
    words are left as they are.
    """
    return f"{_FIRST_STRONG}{text}{_END}" if _runs_against(text) else text


def apart(text: str) -> SafeString | str:
    """Return the same as HTML, where an element does it."""
    return format_html("<bdi>{}</bdi>", text) if _runs_against(text) else text


def _runs_against(text: str) -> bool:
    against = {"L"} if get_language_bidi() else _RIGHT_TO_LEFT
    return any(bidirectional(letter) in against for letter in text)
