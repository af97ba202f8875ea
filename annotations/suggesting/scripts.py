"""Where words begin and end: in scripts with spaces between them, and in those without."""

import re
import unicodedata

# Thai, Lao, Myanmar, Khmer, kana, Han: written without spaces between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff]")  # particles follow without a space
_JOINER = "\u200d"
_APOSTROPHES = "'’ʼ"


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script that is written without spaces."""
    return _UNSPACED.match(character) is not None


def begins_here(text: str, start: int) -> bool:
    """Whether a word can begin at `start`: what stands before belongs to another word."""
    if start == 0:
        return True
    first, before = text[start], text[start - 1]
    if not _is_of_a_word(first):
        return True
    if before in _APOSTROPHES:
        return _elided(text[max(0, start - 4) : start - 1])
    if before == "." and _is_dotted(text, start):
        return False
    return not _join(before, first)


def ends_here(text: str, end: int) -> bool:
    """Whether a word can end at `end`: a possessive or a hyphen after it does no harm."""
    if end == len(text):
        return True
    last, after = text[end - 1], text[end]
    if after == _JOINER or unicodedata.category(after)[0] == "M":
        return False
    if last == ".":
        return not (_is_of_a_word(after) and not is_unspaced(after))
    if not _is_of_a_word(last):
        return True
    if _HANGUL.match(last) and _HANGUL.match(after):
        return True
    if after == "." and text[end - 2 : end - 1] == "." and text[end + 1 : end + 2].isalpha():
        return False  # "U.S" in "U.S.S.R."
    return not _join(last, after)


def _join(before: str, after: str) -> bool:
    """Whether two neighbouring characters are of one word."""
    if not (_is_of_a_word(before) and _is_of_a_word(after)):
        return False
    if _KATAKANA.match(before) and _KATAKANA.match(after):
        return True
    return not (is_unspaced(before) or is_unspaced(after))


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _elided(before: str) -> bool:
    """Whether what stands before an apostrophe is an elided word ("l'Iran"), not a name ("O'")."""
    letters = re.search(r"[^\W\d_]*$", before)
    return letters is None or (len(letters.group()) <= 2 and not letters.group()[:1].isupper())


def _is_dotted(text: str, start: int) -> bool:
    """Whether the full stop before `start` is one of an abbreviation: "S." in "U.S."."""
    return text[start - 2 : start - 1].isalpha() and (start < 3 or not text[start - 3].isalpha())
