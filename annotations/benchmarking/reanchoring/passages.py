"""Passages as people annotate them: names, phrases, sentences, several sentences."""

from random import Random

from annotations.benchmarking.reanchoring.sources import Extent, Source
from annotations.spans import context

# How often each kind is taken. In the seed library two annotations of three are names.
KINDS = {"name": 35, "phrase": 20, "sentence": 30, "sentences": 15}
TRIES = 60


def sample(random: Random, source: Source, kinds: tuple[str, ...]) -> tuple[str, Extent] | None:
    """Return the kind and the extent of a passage that its words and context tell from others."""
    weights = [KINDS[kind] for kind in kinds]
    for _ in range(TRIES):
        kind = random.choices(kinds, weights)[0]
        extent = _SAMPLERS[kind](random, source)
        if extent is not None and _is_told_apart(source.text, extent):
            return kind, extent
    return None


def inside_and_across(random: Random, source: Source, extent: Extent) -> list[tuple[str, Extent]]:
    """Return a passage nested in another and one that overlaps it, where it is long enough."""
    words = source.words_in(*extent)
    if len(words) < 6:
        return []
    first = random.randrange(len(words) - 3)
    last = random.randrange(first + 2, min(first + 8, len(words)))
    nested = (words[first][0], words[last][1])
    end_of_paragraph = source.paragraph_of(extent[0])[1]
    beyond = source.words_in(extent[1], end_of_paragraph)[: len(words) // 2]
    found = [("nested", nested)]
    if beyond:
        found.append(("overlapping", (words[len(words) // 2][0], beyond[-1][1])))
    return [(kind, e) for kind, e in found if _is_told_apart(source.text, e)]


def _is_told_apart(text: str, extent: Extent) -> bool:
    """Without a second place of the same words between the same words nothing is a guess."""
    before, after = context(text, *extent)
    return text.count(before + text[slice(*extent)] + after) == 1


def _name(random: Random, source: Source) -> Extent | None:
    """One to three words: capitalised ones, or a run of characters that words are made of."""
    first, last = random.choice(source.sentences)
    words = source.words_in(first, last)
    if not source.spaced:
        runs = [w for w in words if 2 <= w[1] - w[0] <= 6 and not _is_hiragana(source.text[w[0]])]
        return random.choice(runs) if runs else None
    names: list[Extent] = []
    for word in words[1:]:
        if not source.text[word[0]].isupper() or len(source.text[slice(*word)]) < 2:
            continue
        if names and source.text[names[-1][1] : word[0]] == " ":
            names[-1] = (names[-1][0], word[1])
        else:
            names.append(word)
    if names and random.random() < 0.8:
        return random.choice(names)
    long_words = [w for w in words if w[1] - w[0] >= 4]
    return random.choice(long_words) if long_words else None


def _phrase(random: Random, source: Source) -> Extent | None:
    words = source.words_in(*random.choice(source.sentences))
    if len(words) < 5:
        return None
    length = random.randint(3, min(9, len(words) - 1))
    first = random.randrange(len(words) - length + 1)
    return words[first][0], words[first + length - 1][1]


def _sentence(random: Random, source: Source) -> Extent | None:
    extent = random.choice(source.sentences)
    return extent if len(source.words_in(*extent)) >= 4 else None


def _sentences(random: Random, source: Source) -> Extent | None:
    sentences = source.sentences_in(*random.choice(source.paragraphs))
    if len(sentences) < 3:
        return None
    length = random.randint(2, min(3, len(sentences) - 1))
    first = random.randrange(len(sentences) - length + 1)
    return sentences[first][0], sentences[first + length - 1][1]


def _is_hiragana(character: str) -> bool:
    return "ぁ" <= character <= "ゖ"


_SAMPLERS = {"name": _name, "phrase": _phrase, "sentence": _sentence, "sentences": _sentences}
