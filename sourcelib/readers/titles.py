"""Whether two titles are the same, whatever typography, case and the site's name make of them."""

import re
import unicodedata

NOT_WORDS = re.compile(r"[\W_]+")
SUFFIX = re.compile(r"\s*[|｜–—»«·•:/(\[-]")


def same_title(one: str, other: str) -> bool:
    """Whether both consist of the same words."""
    return _words(one) == _words(other) != ""


def without_suffix(stated: str, heading: str) -> bool:
    """Whether `stated` is `heading` with more after a separator, such as the site's name."""
    one, other = _spaced(stated), _spaced(heading)
    return other != "" and one.startswith(other) and bool(SUFFIX.match(one[len(other) :]))


def _words(text: str) -> str:
    return NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _spaced(text: str) -> str:
    straight = unicodedata.normalize("NFKC", text).casefold().translate(QUOTES)
    return " ".join(straight.split())


QUOTES = str.maketrans("’‘“”", "''\"\"")
