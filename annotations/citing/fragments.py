"""Links to the very words in the source's own place: text fragments.

Rules: https://wicg.github.io/scroll-to-text-fragment/. A browser that does not know them, or does
not find the words, opens the page at its top.
"""

from collections.abc import Sequence
from urllib.parse import quote

_WHOLE = 60  # characters: what is longer is named by its first and last words
_EDGE = 5  # words named of each end
_AROUND = 3  # words named before and after, so that the right one of several places is found


def at_words(address: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return `address` so that a browser goes to the words `exact` and marks them.

    `prefix` and `suffix` are what stands before and after in the text; they may begin and end
    within a word.
    """
    if not exact.strip():
        return address
    before = " ".join(_words_before(prefix)[-_AROUND:])
    after = " ".join(_words_after(suffix)[:_AROUND])
    parts = [
        *([f"{_encoded(before)}-"] if before else []),
        *_ends(exact),
        *([f"-{_encoded(after)}"] if after else []),
    ]
    separator = "" if "#" in address else "#"
    return f"{address}{separator}:~:text={','.join(parts)}"


def _ends(exact: str) -> list[str]:
    """Name the words: whole if they are few and stand in one paragraph, else by both ends."""
    words = exact.split()
    if (len(exact) <= _WHOLE and "\n" not in exact.strip()) or len(words) < 2:
        return [_encoded(" ".join(words))]
    first = exact.strip().split("\n", 1)[0].split()
    last = exact.strip().rsplit("\n", 1)[-1].split()
    most = max(1, min(_EDGE, len(words) // 2))
    return [_encoded(" ".join(first[:most])), _encoded(_tail(" ".join(words), last, most))]


def _tail(whole: str, last: Sequence[str], least: int) -> str:
    """Name the end by so many of its last words that they do not stand further ahead, too.

    A browser takes the first place after the beginning.
    """
    for count in range(least, len(last)):
        tail = " ".join(last[-count:])
        if whole.index(tail) == len(whole) - len(tail):
            return tail
    return " ".join(last)


def _words_before(prefix: str) -> list[str]:
    """Return the whole words that stand before in the same paragraph."""
    line = prefix.rsplit("\n", 1)[-1]
    cut = line == prefix and not line[:1].isspace()  # the first may be the end of a word
    return line.split()[1 if cut else 0 :]


def _words_after(suffix: str) -> list[str]:
    """Return the whole words that follow in the same paragraph, with what touches the passage."""
    line = suffix.split("\n", 1)[0]
    cut = line == suffix and not line[-1:].isspace()  # the last may be the beginning of a word
    words = line.split()
    return words[:-1] if cut else words


def _encoded(words: str) -> str:
    """Encode all that has a meaning in an address or in a fragment: comma, ampersand, hyphen."""
    return quote(words, safe="").replace("-", "%2D")
