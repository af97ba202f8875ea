"""A text made plain, so that re-typesetting changes nothing, and the way back to its offsets.

Case, compatibility forms (ﬁ, ①, full width, small capitals), accents and other marks, format
characters (soft hyphen, joiners, direction marks), the kind of quotes, dashes and kana, and how
wide white space is: none of it tells one passage from another.
"""

import unicodedata
from bisect import bisect_left
from itertools import chain, repeat

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟′″‴«»‹›「」『』〝〞〟")
_DASHES = frozenset("\u2212\u301c~")  # beside those that Unicode has for dashes: minus, wave, tilde
_STOPS = {"、": ",", "。": "."}
_VOICING = frozenset("\u3099\u309a")  # they make another kana of the one before
_FROM_KATAKANA_TO_HIRAGANA = 0x60
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
# Marks and what joins characters: they stay with the one before them.
_STAYS_WITH = frozenset("\u200c\u200d")


class _Folding(dict[str, str]):
    """Each character made plain, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        self[character] = plain = _plain(character)
        return plain


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    name = unicodedata.name(character, "")
    if name.startswith(_SMALL_CAPITAL) and len(name) <= len(_SMALL_CAPITAL) + 2:
        return name[len(_SMALL_CAPITAL) :].lower()
    apart = unicodedata.normalize("NFKD", character).casefold()
    return "".join(map(_plain_part, unicodedata.normalize("NFKD", apart)))


def _plain_part(character: str) -> str:
    if character in _QUOTES:
        return "'"
    category = unicodedata.category(character)
    if category == "Pd" or character in _DASHES:
        return "-"
    if "ァ" <= character <= "ヶ":
        return chr(ord(character) - _FROM_KATAKANA_TO_HIRAGANA)
    if character.isspace():
        return " "
    if category in ("Mn", "Me", "Cf", "Cc") and character not in _VOICING:
        return ""
    return _STOPS.get(character, character)


_FOLDING = _Folding()


class Normalised:
    """`plain` is the text made plain; `extent` leads from there back to the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = [_FOLDING[character] for character in text]
        lengths = map(len, folded)
        at = list(chain.from_iterable(map(repeat, range(len(text)), lengths)))
        plain = "".join(folded)
        self.plain, self._at = _single_spaced(plain, at)

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain text, not empty, stands in the text itself.

        Without white space at its ends, and with the marks of its last character.
        """
        while start < end - 1 and self.plain[start] == " ":
            start += 1
        while end - 1 > start and self.plain[end - 1] == " ":
            end -= 1
        last = self._at[end - 1] + 1
        while last < len(self.text) and _stays(self.text[last]):
            last += 1
        return self._at[start], last

    def place(self, offset: int) -> int:
        """Return where an offset of the text comes in the plain text."""
        return bisect_left(self._at, offset)


def plain(words: str) -> str:
    """Return words made plain; white space, however wide, is one space."""
    return " " if words.isspace() else "".join([_FOLDING[character] for character in words])


def _single_spaced(plain: str, at: list[int]) -> tuple[str, list[int]]:
    """Take a run of spaces for one."""
    words: list[str] = []
    places: list[int] = []
    begun = 0
    run = plain.find("  ")
    while run >= 0:
        words.append(plain[begun : run + 1])
        places += at[begun : run + 1]
        begun = run + 1
        while begun < len(plain) and plain[begun] == " ":
            begun += 1
        run = plain.find("  ", begun)
    words.append(plain[begun:])
    places += at[begun:]
    return "".join(words), places


def _stays(character: str) -> bool:
    return character in _STAYS_WITH or unicodedata.category(character) in ("Mn", "Me", "Mc")
