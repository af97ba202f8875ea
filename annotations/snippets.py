"""The place in a text where the words of a search stand, with the words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LENGTH = 240  # characters shown


@dataclass(frozen=True)
class Bit:
    """A stretch of text, and whether it is one of the words."""

    text: str
    hit: bool = False


def snippet(text: str, words: Sequence[str]) -> list[Bit]:
    """Return the stretch of `text` that holds most of `words`, or else its beginning."""
    start = _best_place(text, words)
    return marked(_cut(text, start), words)


def marked(text: str, words: Sequence[str]) -> list[Bit]:
    """Return `text` cut into bits, those that are one of `words` marked."""
    if not words:
        return [Bit(text)]
    bits = []
    at = 0
    for match in _runs(words).finditer(text):
        if match.start() > at:
            bits.append(Bit(text[at : match.start()]))
        bits.append(Bit(match.group(), hit=True))
        at = match.end()
    if at < len(text):
        bits.append(Bit(text[at:]))
    return bits


def _best_place(text: str, words: Sequence[str]) -> int:
    """Return where the stretch with the most different words begins."""
    if not words:
        return 0
    places = [(match.start(), match.group().lower()) for match in _pattern(words).finditer(text)]
    best, most = 0, 0
    for index, (start, _word) in enumerate(places):
        near = {word for place, word in places[index : index + 50] if place - start < LENGTH // 2}
        if len(near) > most:
            best, most = max(0, start - LENGTH // 3), len(near)
    return best


def _cut(text: str, start: int) -> str:
    """Return about `LENGTH` characters from `start`, from word to word, with ellipses."""
    paragraph = text.rfind("\n\n", 0, start + LENGTH // 3)
    if start and paragraph + 2 > start:
        start = paragraph + 2
    if start and text[start - 1] not in "\n":
        space = text.find(" ", start, start + 30)
        start = space + 1 if space > 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    words = " ".join(text[start:end].split())
    opens = "" if start == 0 or text[start - 1] == "\n" else "… "
    return f"{opens}{words}{' …' if end < len(text) else ''}"


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in longest_first), re.IGNORECASE)


def _runs(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds words that stand side by side as one."""
    one = f"(?:{_pattern(words).pattern})"
    return re.compile(rf"{one}(?:\s+{one})*", re.IGNORECASE)
