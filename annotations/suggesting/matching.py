"""All forms of a registry found in a text at once (Aho–Corasick), as whole words.

The text is looked at in small letters, with plain apostrophes and hyphens, a character for a
character, so that offsets stay. What letters had to be capitals is asked afterwards: a form with
capitals is found only with its capitals ("turkey" is no Turkey), a form without them also with
one at the beginning of a sentence ("The two leaders").
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import ahocorasick

from annotations.suggesting.forms import Form
from annotations.suggesting.scripts import begins_here, ends_here

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’ʼ‘", "'"),
        **dict.fromkeys("‐‑–", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\n\t", " "),
        "ς": "σ",
    }
)
_SENTENCE_END = ".!?…。！？:\n"
_OPENING = "\"'“‘«„([「『—-"


@dataclass(frozen=True, slots=True)
class Found:
    """Words that are a form of one or more actors; of none, if they are a namesake."""

    start: int
    end: int
    forms: tuple[Form, ...]


@dataclass(slots=True)
class _Pattern:
    forms: list[Form] = field(default_factory=list)
    namesakes: list[str] = field(default_factory=list)


class Matcher:
    """A registry, indexed once; looks through any number of texts."""

    def __init__(self, forms: Iterable[Form], namesakes: Collection[str] = ()) -> None:
        patterns: dict[str, _Pattern] = defaultdict(_Pattern)
        for form in forms:
            if form.text.strip():
                patterns[_folded(form.text)].forms.append(form)
        for words in namesakes:
            if words.strip():
                patterns[_folded(words)].namesakes.append(words)
        self._automaton = ahocorasick.Automaton()
        for folded, pattern in patterns.items():
            self._automaton.add_word(folded, (len(folded), pattern))
        self._is_empty = not patterns
        if patterns:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Found]:
        """Return what is found, in order: the longest words first, those within them only of kin.

        Namesakes are left out, with all that lies in them; so is what crosses longer words.
        """
        kept: list[Found] = []
        outer: Found | None = None
        first = 0  # where the outermost one is kept
        for one in sorted(self._all(text), key=lambda found: (found.start, -found.end)):
            if outer is None or outer.end <= one.start:
                outer, first = one, len(kept)
                kept.append(one)
            elif one.end <= outer.end:
                kin = {actor for form in outer.forms for actor in form.kin}
                # A surname in the name of something else ("Biden administration") is part of it.
                named = (form for form in one.forms if form.actor in kin and form.is_full)
                if inside := tuple(named):
                    kept.append(Found(one.start, one.end, inside))
            elif one.end - one.start > outer.end - outer.start:  # it crosses shorter words
                outer = one
                kept[first:] = [one]
        return [one for one in kept if one.forms]

    def _all(self, text: str) -> Iterator[Found]:
        if self._is_empty:
            return
        for last, (length, pattern) in self._automaton.iter(_folded(text)):
            start, end = last + 1 - length, last + 1
            if not (begins_here(text, start) and ends_here(text, end)):
                continue
            words = text[start:end]
            if any(_has_capitals(name, words, text, start) for name in pattern.namesakes):
                yield Found(start, end, ())
                continue
            forms = tuple(
                form
                for form in pattern.forms
                if _has_capitals(form.text, words, text, start) and _is_combined(form, text, end)
            )
            if forms:
                yield Found(start, end, forms)


def _folded(text: str) -> str:
    """Return a text in small letters and plain signs, as long as it was."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return small.translate(_PLAIN)


def _has_capitals(form: str, words: str, text: str, start: int) -> bool:
    """Whether words of a text are spelled as a form of them asks."""
    if form == words:
        return True
    shouted = words.isupper() and not form.isupper() and sum(map(str.isalpha, words)) > 3
    for place, (asked, there) in enumerate(zip(form, words, strict=True)):
        if asked.isupper() and not there.isupper():
            return False
        if there.isupper() and not asked.isupper() and not shouted:
            initial = place == 0 and asked.islower() and begins_a_sentence(text, start)
            if not initial:
                return False
    return True


def begins_a_sentence(text: str, start: int) -> bool:
    """Whether nothing but opening signs and spaces stand between a sentence's end and `start`."""
    before = text[max(0, start - 8) : start].rstrip(" \u00a0" + _OPENING)
    return (start < 8 and not before) or before[-1:] in _SENTENCE_END


def _is_combined(form: Form, text: str, end: int) -> bool:
    """Whether a combining form ("Russo") has its hyphen; other forms need none."""
    if form.kind != "combining-form" or form.text.endswith("-"):
        return True
    return text[end : end + 1] in ("-", "‐", "‑", "–") and text[end + 1 : end + 2].isalpha()
