"""Words of a text or of a person who types, made comparable with those of the registry."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

LONGEST = 12  # words of a passage that may hold a name
LIKE_ENOUGH = 80  # of 100: one letter wrong in five
SHORTEST = 4  # letters that are worth a guess
_PLAIN = str.maketrans(dict.fromkeys("’ʼ‘", "'") | dict.fromkeys("‐‑–", "-") | {"\u00a0": " "})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)")
_POSSESSIVE = re.compile(r"'s?$")


def folded(words: str) -> str:
    """Return words in small letters and plain signs, without article and possessive ending."""
    small = " ".join(words.casefold().translate(_PLAIN).split())
    return _POSSESSIVE.sub("", _ARTICLE.sub("", small)).rstrip("-")


def stretches(words: str) -> set[str]:
    """Return every stretch of whole words in them, as they are spelled and without possessive."""
    parts = words.split()[:LONGEST]
    found = {
        " ".join(parts[start:end])
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    }
    return found | {re.sub(r"['’]s?$", "", one) for one in found}


def nearest(words: str, known: Iterable[tuple[int, str]], most: int) -> list[int]:
    """Return the keys whose words look most like some, the nearest first; each key once."""
    if len(words) < SHORTEST:
        return []
    choices = dict(enumerate(known))
    close = process.extract(
        words,
        {place: name for place, (_key, name) in choices.items()},
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=LIKE_ENOUGH,
        limit=most * 2,
    )
    return list(dict.fromkeys(choices[place][0] for _name, _likeness, place in close))[:most]
