"""Edits that take a passage out, wholly or by half, whatever in the text resembles it."""

from random import Random

from rapidfuzz import fuzz

from annotations.benchmarking.reanchoring.altering import Change
from annotations.benchmarking.reanchoring.plans import Plan, change, elsewhere, spare
from annotations.benchmarking.reanchoring.sources import Extent, Source

ALIKE = 65.0  # percent, from which on one sentence may be taken for another reworded


def passage_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The very words go, with the space before or after them."""
    start, end = extent
    if source.text[end : end + 1] == " ":
        end += 1
    elif source.text[max(0, start - 1) : start] == " ":
        start -= 1
    return change(Change(start, end, ""))


def name_deleted(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A name goes from its sentence, and stands in others."""
    if source.text.count(source.text[slice(*extent)]) < 2:
        return None
    return passage_deleted(random, source, extent)


def sentence_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The sentences that the passage stands in go."""
    start, end = source.paragraph_of(extent[0])
    sentences = source.sentences_in(start, max(end, extent[1]))
    hit = [s for s in sentences if s[0] < extent[1] and extent[0] < s[1]]
    following = [s for s in sentences if s[0] >= hit[-1][1]] if hit else []
    if not hit or len(hit) == len(sentences):
        return None
    if following:
        return change(Change(hit[0][0], following[0][0], ""))
    before = sentences[sentences.index(hit[0]) - 1]
    return change(Change(before[1], hit[-1][1], ""))


def paragraph_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    start, end = source.paragraph_of(extent[0])
    if extent[1] > end or end + 2 > len(source.text):
        return None
    return change(Change(start, end + 2, ""))


def replaced(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Other words stand in its place, of the same author and about as many."""
    words = spare(random, source, extent[1] - extent[0])
    if fuzz.ratio(words, source.text[slice(*extent)]) > ALIKE:
        return None  # boilerplate: the same clause again, which is no other sentence
    return change(Change(*extent, ""), Change(extent[1], extent[1], words))


def cut_off_before(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The text now ends before the passage's paragraph."""
    start, _end = source.paragraph_of(extent[0])
    if start < len(source.text) // 3:
        return None
    return change(Change(start - 2, len(source.text), ""))


def begins_after(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The text now begins after the passage's paragraph."""
    end = source.paragraph_of(extent[1] - 1)[1]
    if end > 2 * len(source.text) // 3:
        return None
    return change(Change(0, end + 2, ""))


def with_twin(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Prepares a text: elsewhere stands a sentence of much the same words, in both revisions."""
    words = source.words_in(*extent)
    at = elsewhere(random, source, extent)
    if len(words) < 7 or at is None:
        return None
    share = random.uniform(0.2, 0.4)
    others = random.sample(range(len(words)), k=max(2, round(share * len(words))))
    twin, reached = "", extent[0]
    for number, (first, last) in enumerate(words):
        twin += source.text[reached:first]
        twin += _another(random, source) if number in others else source.text[first:last]
        reached = last
    twin += source.text[reached : extent[1]]
    space = " " if source.spaced else ""
    around = (spare(random, source, 60), spare(random, source, 60))
    return change(Change(at, at, space.join((around[0], twin.strip(), around[1])) + "\n\n"))


def first_half_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    halves = _halves(source, extent)
    return change(Change(extent[0], halves[1], "")) if halves else None


def second_half_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """All but the mark that ends the passage."""
    halves = _halves(source, extent)
    if not halves:
        return None
    last = source.words_in(*extent)[-1][1]
    return change(Change(halves[0], last, ""))


def _halves(source: Source, extent: Extent) -> tuple[int, int] | None:
    """Where the first half ends and the second one begins, with the space between them."""
    words = source.words_in(*extent)
    if len(words) < 10:
        return None
    halfway = sum(extent) / 2
    second = min(range(1, len(words)), key=lambda n: abs(words[n][0] - halfway))
    return words[second - 1][1], words[second][0]


def _another(random: Random, source: Source) -> str:
    sentence = random.choice(source.sentences)
    words = source.words_in(*sentence)
    return source.text[slice(*random.choice(words))].lower()
