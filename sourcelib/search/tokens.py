"""Words as the search index knows them: folded, so that spelling and typography do not matter.

Index and query go through the same function, and both databases hold its output; so the two find
the same. A token is a run of letters, marks and digits, or one emoji, after folding:

- compatibility forms are made plain (ﬁ to fi, ① to 1, ٣ to 3) and case is folded (ß to ss);
- accents of alphabetic scripts go (é to e, й to и), marks that make another letter stay (が);
- soft hyphens, zero-width characters, variation selectors and skin tones go;
- everything else parts words: spaces, dashes, quotes, apostrophes, full stops;
- single letters with nothing but a full stop between them are one word ("U.S." is us, like "US").

Scripts written without spaces are cut into pairs of neighbouring characters, and the last one of a
run stands alone as well, so that one character finds the words it begins or ends.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

LONGEST = 64  # characters of a token that count: what is longer is no word that anybody types

# Letters that have no decomposition, and how they are written without their stroke or ligature.
_PLAIN = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
}
# Thai, Lao, Myanmar, Khmer, Hiragana, Katakana, Han: written without spaces between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_UNSPACED}]+")
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]"
)
_IGNORED = re.compile("[\u0640\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
_VOICING = {"\u3099", "\u309a"}  # marks that make another kana of the one before

_CHUNK = re.compile(r"\S+")
_ASCII_WORD = re.compile("[0-9a-z]+")
# Full stops between single letters; the sign that there are some is looked for first, since it
# costs next to nothing and most texts have none.
_DOTTED = r"(?<![0-9a-z])[a-z](?:\.[a-z])+(?![0-9a-z])"
_HAS_DOTTED = re.compile(r"\.[a-z](?![0-9a-z])")
_ASCII_WORD_OR_DOTTED = re.compile(f"{_DOTTED}|{_ASCII_WORD.pattern}")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SHORT = 40  # characters of a chunk whose tokens are remembered: most are words that come again


class Token(NamedTuple):
    """One word of a text as the index knows it, and its half-open extent in code points."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in their order."""
    for chunk in _CHUNK.finditer(text):
        at = chunk.start()
        for word, start, end in _tokens_of(chunk.group()):
            yield Token(word, at + start, at + end)


def words(text: str) -> list[str]:
    """Return the tokens of a text without their places, which is a good deal faster.

    Stretches of plain ASCII are taken whole; only what stands around other characters is folded.
    """
    found: list[str] = []
    at = 0
    for other in _NOT_ASCII.finditer(text):
        start = other.start()
        if start < at:
            continue  # in the chunk that was taken last
        rest = _CHUNK.match(text, start)
        if rest is None:
            continue  # a space
        while start > at and not text[start - 1].isspace():
            start -= 1
        found += _plain_words(text[at:start])
        at = rest.end()
        found += [token.text for token in _tokens_of(text[start:at])]
    return found + _plain_words(text[at:])


def _plain_words(text: str) -> list[str]:
    text = text.lower()
    if not _HAS_DOTTED.search(text):
        return [word[:LONGEST] for word in _ASCII_WORD.findall(text)]
    return [word.replace(".", "")[:LONGEST] for word in _ASCII_WORD_OR_DOTTED.findall(text)]


def folded(text: str) -> str:
    """Return the tokens of a text, parted by spaces: what the index holds of it."""
    return " ".join(words(text))


def is_unspaced(text: str) -> bool:
    """Whether a text begins in a script that is written without spaces between words."""
    return _RUN.match(text) is not None


def _tokens_of(chunk: str) -> tuple[Token, ...]:
    """Return the tokens of what stands between two spaces."""
    return _remembered(chunk) if len(chunk) <= _SHORT else _joined(chunk)


@lru_cache(maxsize=50_000)
def _remembered(chunk: str) -> tuple[Token, ...]:
    return _joined(chunk)


def _joined(chunk: str) -> tuple[Token, ...]:
    """Return the tokens of a chunk, single letters with a full stop between them as one.

    The last full stop of an abbreviation belongs to it.
    """
    found = tuple(_cut(chunk))
    if "." not in chunk:
        return found
    runs: list[list[Token]] = []
    for token in found:
        if runs and _abbreviate(runs[-1][-1], chunk[runs[-1][-1].end : token.start], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(_abbreviation(chunk, run) if run[1:] else run[0] for run in runs)


def _abbreviate(one: Token, between: str, other: Token) -> bool:
    """Whether two tokens are letters of one abbreviation."""
    letters = all(
        len(token.text) == 1 and token.text.isalpha() and not is_unspaced(token.text)
        for token in (one, other)
    )
    return letters and between == "."


def _abbreviation(chunk: str, letters: list[Token]) -> Token:
    first, last = letters[0], letters[-1]
    end = last.end + chunk.startswith(".", last.end)
    return Token("".join(letter.text for letter in letters)[:LONGEST], first.start, end)


def _cut(chunk: str) -> Iterator[Token]:
    if chunk.isascii():
        for match in _ASCII_WORD.finditer(chunk.lower()):
            yield Token(match.group()[:LONGEST], match.start(), match.end())
        return
    for word in _words(chunk):
        if _RUN.match(word[0].text):
            yield from _pairs(word)
        else:
            plain = unicodedata.normalize("NFC", "".join(part.text for part in word))
            yield Token(plain[:LONGEST], word[0].start, word[-1].end)


def _words(chunk: str) -> Iterator[list[Token]]:
    """Yield the folded characters of each word, each with its extent; a run without spaces is one.

    What is ignored belongs to the character before, so that "é" in two parts is marked whole.
    """
    word: list[Token] = []
    kind = ""
    for at, character in enumerate(chunk):
        plain, sort = _fold(character)
        if sort in ("ignored", "voicing"):
            if word and word[-1].end == at:
                before, start, _end = word[-1]
                if sort == "voicing" and kind == "unspaced":
                    before = unicodedata.normalize("NFC", before + plain)
                word[-1] = Token(before, start, at + 1)
            continue
        if word and (sort != kind or sort in ("", "emoji")):
            yield word
            word = []
        if sort:
            word.append(Token(plain, at, at + 1))
            kind = sort
    if word:
        yield word


def _pairs(run: list[Token]) -> Iterator[Token]:
    """Yield each two neighbours of a run, then its last character alone."""
    flat = [Token(part, start, end) for plain, start, end in run for part in plain]
    for one, other in pairwise(flat):
        yield Token(one.text + other.text, one.start, other.end)
    yield flat[-1]


@lru_cache(maxsize=20_000)
def _fold(character: str) -> tuple[str, str]:
    """Return a character folded, and what it is.

    That is "word", "unspaced", "emoji", "voicing", "ignored", or "" for what parts words.
    """
    category = unicodedata.category(character)
    if category in ("Cf", "Me") or _IGNORED.match(character) or _ACCENTS.match(character):
        return "", "ignored"
    whole = unicodedata.normalize("NFKC", character)
    if whole in _VOICING:
        return whole, "voicing"
    if _RUN.match(whole):
        return whole.casefold(), "unspaced"
    if category in ("So", "Sk") and not character.isascii():
        if whole == character:
            return character, "emoji"
        category = "L"  # ™, ①: letters and digits in disguise
    if category[0] not in "LNM":
        return "", ""
    if category == "Nd":
        return str(unicodedata.decimal(character)), "word"
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    if "⁄" in apart:
        return character, "word"  # ½ is neither 1 nor 12
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", apart))
    kept = [letter for letter in bare if unicodedata.category(letter)[0] in "LNM"]
    plain = "".join(_PLAIN.get(letter, letter) for letter in kept)
    return (plain, "word") if plain else ("", "ignored")
