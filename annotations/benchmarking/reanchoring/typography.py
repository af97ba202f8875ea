"""Edits that leave the words alone: they are only set, encoded or scanned otherwise."""

import unicodedata
from itertools import pairwise
from random import Random

from annotations.benchmarking.reanchoring.altering import Change
from annotations.benchmarking.reanchoring.plans import Plan, change, each_match, each_word
from annotations.benchmarking.reanchoring.sources import Extent, Source

_SMALL_CAPITALS = dict(zip("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_HALF_WIDTH_KANA = {
    **dict(zip("アイウエオカキクケコサシスセソタチツテト", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄ", strict=True)),
    **dict(zip("ナニヌネノハヒフヘホマミムメモヤユヨ", "ﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖ", strict=True)),
    **dict(zip("ラリルレロワンッャュョー、。「」", "ﾗﾘﾙﾚﾛﾜﾝｯｬｭｮｰ､｡｢｣", strict=True)),
}
_OTHER_PUNCTUATION = {"、": "，", "。": "．", "「": "『", "」": "』", "　": " "}


def _pairs(listed: str) -> dict[str, str]:
    """Read a character, and what stands for it, from each word."""
    return {pair[0]: pair[1:] for pair in listed.split()}


_TYPOGRAPHIC = _pairs("\"” '’ “\" ”\" ‘' ’' «„ »“ —-- –- -‐ …...")
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
_SPACES = ("\u00a0", "\u2009", "\u202f")
# Read by a scanner in place of another.
_MISREAD = _pairs(
    "l1 Il o0 O0 ec ce hb nu S5 ií tf ao s5 мrn ни ин о0 ес ая пл лп шщ б6 з3 тг се "
    "はほ ほは るろ ろる わね めぬ いり ー一 人入 日曰 大太 未末 間問 "
    "ただ かが さき しじ にこ てで くへ"
)


def upper_cased(_random: Random, source: Source, extent: Extent) -> Plan | None:
    return change(*each_word(source, extent, str.upper))


def small_capitals(_random: Random, source: Source, extent: Extent) -> Plan | None:
    return change(*each_match(source, extent, _SMALL_CAPITALS))


def typographic_marks(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Straight quotes, apostrophes, dashes and dots become typographic ones, and those straight."""
    return change(*each_match(source, extent, _TYPOGRAPHIC))


def soft_hyphens(_random: Random, source: Source, extent: Extent) -> Plan | None:
    def hyphenated(word: str) -> str:
        if len(word) < 6 or not source.spaced:
            return word
        return "\u00ad".join(word[at : at + 3] for at in range(0, len(word), 3))

    return change(*each_word(source, _around(source, extent), hyphenated))


def decomposed(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Canonical decomposition: a letter and its mark become two characters."""
    return change(
        *each_word(source, _around(source, extent), lambda w: unicodedata.normalize("NFD", w))
    )


def odd_spaces(random: Random, source: Source, extent: Extent) -> Plan | None:
    spaces = each_match(source, _around(source, extent), {" ": random.choice(_SPACES)})
    return change(*(space for space in spaces if random.random() < 0.8))


def ligatures(_random: Random, source: Source, extent: Extent) -> Plan | None:
    def tied(word: str) -> str:
        for letters, ligature in _LIGATURES.items():
            word = word.replace(letters, ligature)
        return word

    return change(*each_word(source, _around(source, extent), tied))


def full_width(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Latin letters and digits as wide as Japanese characters; where they are, narrow ones."""
    narrow = {wide: one for one, wide in _FULL_WIDTH.items()}
    return change(*each_match(source, extent, _FULL_WIDTH | narrow))


def half_width_kana(_random: Random, source: Source, extent: Extent) -> Plan | None:
    return change(*each_match(source, extent, _HALF_WIDTH_KANA))


def other_kana(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Hiragana becomes katakana, as in telegrams and old laws."""
    kana = {chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)}
    return change(*each_match(source, extent, kana))


def other_punctuation(_random: Random, source: Source, extent: Extent) -> Plan | None:
    return change(*each_match(source, _around(source, extent), _OTHER_PUNCTUATION))


def without_yo(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Russian is printed with and without the dots of ё; й loses its mark in bad conversions."""
    return change(
        *each_match(source, _around(source, extent), {"ё": "е", "Ё": "Е", "й": "и", "Й": "И"})
    )


def wrapped(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Lines of some 40 characters, as mail and terminals have them."""
    changes, line = [], 0
    for at in range(*_around(source, extent)):
        line += 1
        if source.text[at] == " " and line > 40:
            changes.append(Change(at, at + 1, "\n"))
            line = 0
    return change(*changes)


def broken_into_paragraphs(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Every sentence of the passage's paragraph becomes a paragraph."""
    sentences = source.sentences_in(*source.paragraph_of(extent[0]))
    return change(*(Change(a[1], b[0], "\n\n") for a, b in pairwise(sentences)))


def joined_to_one_paragraph(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The breaks before and after the passage's paragraph go."""
    start, end = source.paragraph_of(extent[0])
    space = " " if source.spaced else ""
    breaks = [Change(end, end + 2, space)] if end < len(source.text) else []
    return change(*breaks, *([Change(start - 2, start, space)] if start else []))


def scanned(share: float) -> "Scanned":
    return Scanned(share)


class Scanned:
    """Characters read for others, and some spaces lost, by a scanner."""

    def __init__(self, share: float) -> None:
        self.share = share

    def __call__(self, random: Random, source: Source, extent: Extent) -> Plan | None:
        misread = [
            found
            for found in each_match(source, _around(source, extent), {**_MISREAD, " ": ""})
            if random.random() < (self.share if found.words else self.share / 3)
        ]
        inside = [found for found in misread if extent[0] <= found.start < extent[1]]
        return change(*misread) if inside else None


def marked_up(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """Signs of emphasis around the passage's sentence and around a word of the passage."""
    start, end = source.sentence_of(extent[0])
    words = source.words_in(*extent)
    if len(words) < 4 or start >= words[1][0] or end <= words[2][1]:
        return None
    first, last = words[1][0], words[2][1]
    return change(*(Change(at, at, "*") for at in (first, last)))


def footnote_marks(random: Random, source: Source, extent: Extent) -> Plan | None:
    words = source.words_in(*extent)
    if len(words) < 4:
        return None
    after = random.sample(words[:-1], k=1 + (len(words) > 15))
    return change(*(Change(at, at, f"[{random.randint(1, 60)}]") for _, at in sorted(after)))


def _around(source: Source, extent: Extent) -> Extent:
    """The passage with the context that an annotation keeps, and some more."""
    start, end = source.paragraph_of(extent[0])
    return max(start, extent[0] - 60), min(max(end, extent[1]), extent[1] + 60)
