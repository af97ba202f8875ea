"""Whether passages stand in one sentence of a text.

A sentence ends with a mark that ends one, and what follows does not go on in small letters; and
with its paragraph. After an initial or a common abbreviation ("J. Smith", "the U.S. Navy",
"Gen. Dunford") a full stop ends nothing: where the two readings cannot be told apart, the passages
are left together. The twin, for the annotation page, is static/annotations/workbench/sentences.js.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, pairwise
from typing import TypeVar

Text = TypeVar("Text", bound=tuple[int, object])

_PARAGRAPH_BREAK = "\n\n"
_BEFORE = 16  # characters looked at before a gap: an abbreviation, its full stop, closing quotes
_AFTER = 4
_END = re.compile(
    r"(?:[.!?…؟۔।॥]+[\"'”’»)\]]*\s+|[。！？]+[」』”’]*\s*)(?P<next>[\"'“‘«„(\[「『]*(?P<letter>[^\W_]))"
)
_ABBREVIATED = re.compile(
    r"(?:(?<![^\W_])[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Maj|Adm|Sen|Rep|Gov|Pres|"
    r"St|No|Nos|vs|cf|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Fig|ca|approx|pp))$"
)


def in_one_sentence(text: str, passages: Iterable[tuple[int, int]]) -> bool:
    """Return whether no sentence ends between any two of these passages, from start to end."""
    reached: int | None = None
    for start, end in sorted(passages):
        if reached is not None and reached < start and _ends_between(text, reached, start):
            return False
        reached = max(end, reached or end)
    return True


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence stands, in order, without the white space around it."""
    found = []
    begun = 0
    for paragraph in text.split(_PARAGRAPH_BREAK):
        edges = [begun, *_starts(text, begun, begun + len(paragraph)), begun + len(paragraph)]
        for start, end in pairwise(edges):
            words = text[start:end].strip()
            if words:
                first = text.index(words, start)
                found.append((first, first + len(words)))
        begun += len(paragraph) + len(_PARAGRAPH_BREAK)
    return found


def last_in_common(members: Iterable[Collection[Text]]) -> set[Text]:
    """Return the texts by which it is judged whether passages share a sentence.

    Each passage is given by the texts that have it, and each text by its number, with what else
    names it. Any two passages are judged by the last text that has both: where they are now, if
    they stand in one text, and else where they stood before a correction parted their ways.
    """
    alike = Counter(frozenset(texts) for texts in members)
    last = {max(texts) for texts, count in alike.items() if count > 1 and texts}
    return last | {max(one & other) for one, other in combinations(alike, 2) if one & other}


def _ends_between(text: str, end: int, start: int) -> bool:
    """Whether a sentence begins after one passage's end, up to the start of the next one."""
    if _PARAGRAPH_BREAK in text[end:start]:
        return True
    return any(
        end <= begun <= start for begun in _starts(text, max(0, end - _BEFORE), start + _AFTER)
    )


def _starts(text: str, first: int, last: int) -> Iterator[int]:
    """Yield where sentences begin within a stretch of text, but for one at its very start."""
    near = text[first:last]
    for match in _END.finditer(near):
        before = near[max(0, match.start() - _BEFORE) : match.start()]
        abbreviated = match[0][0] == "." and _ABBREVIATED.search(before)
        if not match["letter"].islower() and not abbreviated:
            yield first + match.start("next")
