"""A text cut into words, spaces and signs, so that nothing is lost: what differences count in.

Words of scripts without spaces (Japanese, Chinese, Thai…) are cut into characters. No cut falls
between a letter and its marks.
"""

import re

# Thai, Lao, Tibetan, Myanmar, Khmer, Hiragana, Katakana, Han: written without spaces.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# What stands with the character before it: marks, joiners, variation selectors; of the scripts
# above, the vowel signs and tone marks.
_ATTACHED = (
    "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f18\u0f19\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u1060"
    "\u17b4-\u17d3\u17dd\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
# Signs that stand between words, by block; all else (letters, marks, digits, emoji) makes words,
# so that a script nobody thought of is cut at its spaces.
_SIGNS = (
    "!-/:-@\\[-^`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u0589\u05be\u060c\u061b\u061f\u06d4\u0964\u0965\u2010-\u2027\u2030-\u205e"
    "\u3001-\u3004\u3008-\u3020\u3030\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_LETTER = rf"[^\s{_SIGNS}{_UNSPACED}]"
_PIECE = re.compile(
    r"\s+|"
    # An apostrophe inside a word, a point or comma inside a number are part of it.
    rf"{_LETTER}+(?:(?:['’]|(?<=\d)[.,](?=\d)){_LETTER}+)*|"
    rf"(?s:.)[{_ATTACHED}]*"
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？]+")


def cut(text: str) -> list[str]:
    """The words, runs of white space and signs of a text, in order; joined, they are the text."""
    return _PIECE.findall(text)


def ends_paragraph(piece: str) -> bool:
    """Whether a piece is the break between two paragraphs."""
    return "\n\n" in piece


def ends_sentence(piece: str) -> bool:
    """Whether a piece is a mark that ends sentences."""
    return _ENDS_SENTENCE.fullmatch(piece) is not None


def weight(piece: str) -> int:
    """What a piece says, in letters; one of a script without spaces says as much as two."""
    if not any(character.isalnum() for character in piece):
        return 0
    return 2 if len(piece) == 1 and piece >= "\u0e00" else len(piece)


def is_unspaced(text: str) -> bool:
    """Whether most characters of a text are of scripts without spaces between words."""
    return 2 * len(_UNSPACED_CHARACTER.findall(text)) > len(text)
