"""Where something stands by its sentence: so that it is known again in a corrected text."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from annotations.spans.sentence import sentences


@dataclass(frozen=True, slots=True)
class Place:
    """The SHA-256 of a sentence, and how many code points into it."""

    sentence_sha256: str
    offset: int


class Places:
    """The sentences of a text, each hashed when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = sentences(text)
        self._hashes: dict[int, str] = {}

    def of(self, start: int) -> Place:
        """Return the place of what begins at `start`, in code points of the text."""
        at = self._at(start)
        first, last = self._sentences[at]
        if at not in self._hashes:
            words = self._text[first:last].encode()
            self._hashes[at] = hashlib.sha256(words).hexdigest()
        return Place(self._hashes[at], start - first)

    def sentence(self, start: int) -> tuple[int, int]:
        """Return where the sentence of what begins at `start` stands."""
        return self._sentences[self._at(start)]

    def _at(self, start: int) -> int:
        return max(0, bisect_right(self._sentences, start, key=lambda one: one[0]) - 1)
