"""A text as the edits see it: paragraphs, sentences, words, in any of the corpus' languages."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

Extent = tuple[int, int]

# What stands at the end of a text is kept back: words that edits bring in come from there, so that
# they are of the same kind, and nowhere else in the text.
KEPT_BACK = 0.15
MOST_KEPT_BACK = 6_000

_SPACED = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_UNSPACED = re.compile(r"[一-龯々〆ヵヶ]+|[ァ-ヴー]+|[ぁ-ん]+|[A-Za-z0-9]+|[０-９Ａ-Ｚａ-ｚ]+")
_SENTENCE_END = re.compile(
    r"(?<![ .(][A-ZА-Я])(?<!\bMr)(?<!\bDr)(?<!\bNo)(?<!\bMrs)"
    r"[.!?…]+[\"”’»)]*\s+(?=[\"“«(—]?[A-ZА-ЯЁ0-9])"
)
_UNSPACED_END = re.compile(r"[。！？](?![」』）])|[。！？]?[」』](?=[「『]|　)")


@dataclass(frozen=True)
class Source:
    """A text of the corpus; `reserve` are sentences of the same author that it does not hold."""

    name: str
    language: str
    text: str
    reserve: tuple[str, ...]
    boilerplate: bool = False

    @property
    def spaced(self) -> bool:
        """Whether its script puts spaces between words."""
        return self.language != "ja"

    @cached_property
    def paragraphs(self) -> list[Extent]:
        """With the space that a first line may be indented by, as Japanese ones are."""
        breaks = [match.span() for match in re.finditer(r"\n\n", self.text)]
        starts = [0, *(end for _start, end in breaks)]
        return list(zip(starts, [*(start for start, _end in breaks), len(self.text)], strict=True))

    @cached_property
    def sentences(self) -> list[Extent]:
        return [s for start, end in self.paragraphs for s in self.sentences_in(start, end)]

    def sentences_in(self, start: int, end: int) -> list[Extent]:
        """The sentences of a stretch, without the white space between them."""
        found = _between(self.text, start, end, _SENTENCE_END if self.spaced else _UNSPACED_END)
        return [extent for extent in found if self.words_in(*extent)]

    def words_in(self, start: int, end: int) -> list[Extent]:
        """The words of a stretch; in a script without spaces, runs of one kind of character."""
        word = _SPACED if self.spaced else _UNSPACED
        return [match.span() for match in word.finditer(self.text, start, end)]

    def paragraph_of(self, offset: int) -> Extent:
        return next(p for p in self.paragraphs if p[0] <= offset <= p[1])

    def sentence_of(self, offset: int) -> Extent:
        """The sentence that this offset stands in or right before."""
        inside = [s for s in self.sentences if s[0] <= offset <= s[1]]
        return inside[0] if inside else self.paragraph_of(offset)


def source(name: str, language: str, text: str, *, boilerplate: bool = False) -> Source:
    """Return a text without its end, which is kept back."""
    whole = Source(name, language, text, (), boilerplate)
    least = len(text) - min(len(text) * KEPT_BACK, MOST_KEPT_BACK)
    cut = next((p[0] for p in whole.paragraphs if p[0] >= least), whole.paragraphs[-1][0])
    reserve = [text[s:e] for s, e in whole.sentences if s >= cut and e - s >= 12]
    return Source(name, language, text[:cut].rstrip(), tuple(reserve), boilerplate)


def _between(text: str, start: int, end: int, break_: re.Pattern[str]) -> list[Extent]:
    """What lies between breaks, trimmed; a mark that ends a sentence stays with it."""
    bounds = [start, *(match.end() for match in break_.finditer(text, start, end)), end]
    found = []
    for first, last in pairwise(bounds):
        words = text[first:last]
        first += len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if first < last:
            found.append((first, last))
    return found
