"""Edits of the words of a passage: slips mended, words put in, taken out, exchanged, corrected."""

import re
from random import Random

from annotations.benchmarking.reanchoring.altering import Change
from annotations.benchmarking.reanchoring.plans import Plan, change
from annotations.benchmarking.reanchoring.sources import Extent, Source
from annotations.benchmarking.reanchoring.vocabulary import (
    LATIN,
    NEGATIONS,
    PARENTHESES,
    SYNONYMS,
)


def slip_mended(random: Random, source: Source, extent: Extent) -> Plan | None:
    """One slip of the pen more or less: which of two texts has it makes no difference."""
    least = 5 if source.spaced else 2
    words = [w for w in source.words_in(*extent) if w[1] - w[0] >= least]
    if not words or extent[1] - extent[0] < 5:
        return None
    first, last = random.choice(words)
    word = source.text[first:last]
    at = random.randrange(1, len(word))
    slips = [word[:at] + word[at - 1] + word[at:], word[:at] + word[at + 1 :]]
    if len(word) > 3 and word[at : at + 1] != word[at - 1]:
        slips.append(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])
    slip = random.choice([slip for slip in slips if slip != word])
    return change(Change(first, last, slip))


def words_inserted(random: Random, source: Source, extent: Extent) -> Plan | None:
    """One to three words in the middle, from elsewhere in the text."""
    words = source.words_in(*extent)
    if len(words) < 4:
        return None
    at = random.choice(words[1:-1])[1]
    first, last = _run(random, source, min(3, 1 + len(words) // 6))
    space = " " if source.spaced else ""
    return change(Change(at, at, space + source.text[first:last]))


def parenthesis_inserted(random: Random, source: Source, extent: Extent) -> Plan | None:
    words = source.words_in(*extent)
    if len(words) < 7:
        return None
    at = random.choice(words[2:-2])[1]
    said = random.choice(PARENTHESES[source.language])
    return change(Change(at, at, f", {said}," if source.spaced else f"、{said}、"))


def long_insertion(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Words in the middle, up to half as many as there were."""
    words = source.words_in(*extent)
    if len(words) < 10:
        return None
    at = random.choice(words[3:-3])[1]
    count = random.randint(len(words) // 3, len(words) // 2)
    first, last = _run(random, source, count)
    if last - first > 0.6 * (extent[1] - extent[0]):
        return None
    return change(Change(at, at, (" " if source.spaced else "") + source.text[first:last]))


def words_deleted(random: Random, source: Source, extent: Extent) -> Plan | None:
    """One to three words in the middle, at most a fourth of them."""
    words = source.words_in(*extent)
    if len(words) < 5:
        return None
    count = random.randint(1, max(1, min(3, len(words) // 4)))
    first = random.randrange(1, len(words) - count)
    return change(Change(words[first][0], words[first + count][0], ""))


def name_corrected(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A name inside the passage becomes another one of the text."""
    words = source.words_in(*extent)[1:]
    if source.spaced:
        names = [w for w in words if _is_name(source.text[slice(*w)])]
    else:
        names = [w for w in words if source.text[w[0]] >= "ァ" and w[1] - w[0] >= 2]
    names = [w for w in names if w[1] - w[0] < 0.5 * (extent[1] - extent[0])]
    if not names:
        return None
    name = random.choice(names)
    return change(Change(*name, _another(random, source, source.text[slice(*name)])))


def number_corrected(random: Random, source: Source, extent: Extent) -> Plan | None:
    words = source.words_in(*extent)
    numbers = [
        w for w in words if re.fullmatch(r"[\d一二三四五六七八九十]+", source.text[slice(*w)])
    ]
    if not numbers or len(words) < 4:
        return None
    first, last = random.choice(numbers)
    old = source.text[first:last]
    if old[0].isascii():
        return change(Change(first, last, str(int(old) + random.choice((-1, 1, 3, 10, 100)))))
    return change(Change(first, last, random.choice([n for n in "二三五七八九" if n != old])))


def synonyms(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Up to a third of the words, by a list."""
    table = SYNONYMS[source.language]
    words = source.words_in(*extent)
    known = [w for w in words if source.text[slice(*w)].lower() in table]
    if not known or len(words) < 4:
        return None
    taken = random.sample(known, k=min(len(known), max(1, len(words) // 3)))
    return change(*(Change(*w, table[source.text[slice(*w)].lower()]) for w in sorted(taken)))


def negated(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A denial added: hardly a change of the letters, and all of the meaning."""
    table = NEGATIONS[source.language]
    if source.spaced:
        found = [w for w in source.words_in(*extent) if source.text[slice(*w)] in table]
    else:
        among = re.compile("|".join(table))
        found = [m.span() for m in among.finditer(source.text, *extent)]
    if not found or extent[1] - extent[0] < 12:
        return None
    first, last = random.choice(found)
    return change(Change(first, last, table[source.text[first:last]]))


def half_reworded(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A third to a half of the words become others of the text."""
    words = source.words_in(*extent)
    if len(words) < 8:
        return None
    share = random.uniform(0.3, 0.45)
    taken = sorted(random.sample(words, k=round(share * len(words))))
    return change(*(Change(*w, _another(random, source, source.text[slice(*w)])) for w in taken))


def sentence_split(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A comma inside the passage becomes a full stop."""
    pattern = re.compile(r", (\w)" if source.spaced else r"、")
    first, last = extent[0] + 8, extent[1] - 8
    commas = list(pattern.finditer(source.text, first, max(first, last)))
    if not commas:
        return None
    comma = random.choice(commas)
    words = f". {comma[1].upper()}" if source.spaced else "。"
    return change(Change(*comma.span(), words))


def sentences_joined(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The full stop between two sentences, one of them in the passage, becomes a comma."""
    _start, end = source.sentence_of(extent[0])
    sentences = source.sentences_in(*source.paragraph_of(extent[0]))
    following = [s for s in sentences if s[0] >= end]
    if not following or extent[1] - extent[0] < 12:
        return None
    after = following[0][0]
    if source.spaced:
        joint = f", and {source.text[after].lower()}" if source.language == "en" else ", и "
        joint = joint if source.language == "en" else joint + source.text[after].lower()
        return change(Change(end - 1, after, joint[:-1]), Change(after, after + 1, joint[-1]))
    return change(Change(end - 1, end, "、"))


def clauses_swapped(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """What stands before the middlemost comma and what stands after it change places."""
    inside = source.text[slice(*extent)]
    mark = ", " if source.spaced else "、"
    commas = [m.start() for m in re.finditer(mark, inside)]
    if not commas or len(inside) < 40:
        return None
    comma = min(commas, key=lambda at: abs(at - len(inside) // 2))
    if not 0.25 < comma / len(inside) < 0.75:
        return None
    closing = re.search(r"[.!?…。」』\"”]*$", inside)
    end = closing.start() if closing else len(inside)
    swapped = inside[comma + len(mark) : end] + mark + inside[:comma]
    return change(Change(extent[0], extent[0] + end, swapped))


def latin_letters(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A name of the passage in Latin letters, as foreign names are sometimes left."""
    words = [w for w in source.words_in(*extent) if _is_name(source.text[slice(*w)])]
    if not words or len(source.words_in(*extent)) < 4:
        return None
    first, last = random.choice(words)
    word = source.text[first:last]
    latin = "".join(LATIN.get(letter, letter) for letter in word.lower())
    return change(Change(first, last, latin.title()))


def several_at_once(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Two or three of the small edits in the passage, each on words of its own."""
    changes: list[Change] = []
    small = [slip_mended, words_inserted, words_deleted, synonyms, name_corrected, number_corrected]
    random.shuffle(small)
    done = 0
    for edit in small:
        plan = edit(random, source, extent)
        if plan is None or any(_touch(a, b) for a in plan.changes for b in changes):
            continue
        changes += plan.changes
        done += 1
        if done == 3:
            break
    return change(*sorted(changes)) if done >= 2 else None


def _touch(one: Change, other: Change) -> bool:
    return one.start <= other.end and other.start <= one.end


def _is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and not word.isupper()


def _another(random: Random, source: Source, word: str) -> str:
    """A word of the text of about the same length, capitalised alike."""
    for _ in range(200):
        words = source.words_in(*random.choice(source.sentences))[1:]
        if not words:
            continue
        other = source.text[slice(*random.choice(words))]
        alike = other[0].isupper() == word[0].isupper() and abs(len(other) - len(word)) <= 3
        if alike and other.lower() != word.lower():
            return other
    return word[::-1].lower()


def _run(random: Random, source: Source, count: int) -> Extent:
    """So many words of another place, in a row."""
    while True:
        words = source.words_in(*random.choice(source.sentences))
        if len(words) > count:
            first = random.randrange(len(words) - count)
            return words[first][0], words[first + count - 1][1]
        count = max(1, count - 1)
