"""Edits of what is around a passage, and of where it stands."""

from random import Random

from annotations.benchmarking.reanchoring.altering import Change, Move
from annotations.benchmarking.reanchoring.plans import Plan, change, elsewhere, spare
from annotations.benchmarking.reanchoring.rewording import (
    name_corrected,
    number_corrected,
    slip_mended,
    synonyms,
    words_inserted,
)
from annotations.benchmarking.reanchoring.sources import Extent, Source


def unchanged(_random: Random, _source: Source, _extent: Extent) -> Plan | None:
    return Plan()


def shifted(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Paragraphs put in before the passage's own, and the sentence before it taken out."""
    start, _end = source.paragraph_of(extent[0])
    added = "\n\n".join(spare(random, source, 300) for _ in range(random.randint(1, 3)))
    return change(Change(start, start, added + "\n\n"))


def pull_quote(random: Random, source: Source, extent: Extent) -> Plan | None:
    """The passage is repeated in a paragraph of its own."""
    at = elsewhere(random, source, extent, far=1)
    if at is None or extent[1] - extent[0] < 30:
        return None
    quoted = source.text[slice(*extent)].strip()
    marks = "“”" if source.spaced else "「」"
    words = random.choice((quoted, marks[0] + quoted + marks[1]))
    return change(Change(at, at, words + "\n\n"))


def pull_quote_and_slip_mended(random: Random, source: Source, extent: Extent) -> Plan | None:
    """The copy has the passage's very words, the passage itself no longer."""
    copy, mended = pull_quote(random, source, extent), slip_mended(random, source, extent)
    if copy is None or mended is None:
        return None
    return change(*copy.changes, *mended.changes)


_NOTES = {
    "en": "Correction: An earlier version of this article said “{}”",
    "ru": "Исправление: в прежней версии статьи говорилось: «{}»",
    "ja": "訂正：以前の記事には「{}」とありました。",
}


def corrected_with_a_note(random: Random, source: Source, extent: Extent) -> Plan | None:
    """A name or number is corrected, and a note at the text's end says what stood there before."""
    if extent[1] - extent[0] < 25:
        return None
    corrections = [name_corrected, number_corrected]
    random.shuffle(corrections)
    plans = (correct(random, source, extent) for correct in corrections)
    corrected = next((plan for plan in plans if plan is not None), None)
    if corrected is None:
        return None
    note = _NOTES[source.language].format(source.text[slice(*extent)])
    end = len(source.text)
    return change(*corrected.changes, Change(end, end, "\n\n" + note))


def paragraph_moved(random: Random, source: Source, extent: Extent) -> Plan | None:
    start, end = source.paragraph_of(extent[0])
    to = elsewhere(random, source, extent)
    if to is None or extent[1] > end or end + 2 > len(source.text):
        return None
    return Plan(moves=(Move(start, end + 2, to),))


def sentence_moved(random: Random, source: Source, extent: Extent) -> Plan | None:
    """The sentence goes to the start of another paragraph."""
    sentences = source.sentences_in(*source.paragraph_of(extent[0]))
    own = [n for n, s in enumerate(sentences) if s[0] <= extent[0] and extent[1] <= s[1]]
    to = elsewhere(random, source, extent, far=1)
    if not own or to is None or own[0] + 1 >= len(sentences):
        return None
    return Plan(moves=(Move(sentences[own[0]][0], sentences[own[0] + 1][0], to),))


def moved_and_edited(random: Random, source: Source, extent: Extent) -> Plan | None:
    moved = random.choice((paragraph_moved, sentence_moved))(random, source, extent)
    edited = random.choice((slip_mended, words_inserted, synonyms))(random, source, extent)
    if moved is None or edited is None:
        return None
    return Plan(edited.changes, moved.moves)


def paragraph_duplicated(random: Random, source: Source, extent: Extent) -> Plan | None:
    start, end = source.paragraph_of(extent[0])
    to = random.choice((end, elsewhere(random, source, extent)))
    if to is None or extent[1] > end:
        return None
    words = source.text[start:end]
    if to == end:
        return Plan((Change(to, to, "\n\n" + words),), copied=(start, end), lead=2)
    return Plan((Change(to, to, words + "\n\n"),), copied=(start, end))


def context_rewritten(random: Random, source: Source, extent: Extent) -> Plan | None:
    """The passage stands intact between other sentences, or other halves of its own."""
    if extent[1] - extent[0] < 25:
        return None
    changes = [
        Change(first, last, words)
        for first, last in _before_and_after(source, extent)
        if last - first > 8
        for words in [_instead(random, source, first, last)]
    ]
    return change(*changes) if changes else None


def before_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    first, last = _before_and_after(source, extent)[0]
    return change(Change(first, last, "")) if last - first > 8 else None


def after_deleted(_random: Random, source: Source, extent: Extent) -> Plan | None:
    _first, last = _before_and_after(source, extent)[1]
    return change(Change(extent[1], last, "")) if last - extent[1] > 8 else None


def neighbours_moved_in_between(_random: Random, source: Source, extent: Extent) -> Plan | None:
    """The sentence before the passage's own now follows it."""
    sentences = source.sentences_in(*source.paragraph_of(extent[0]))
    own = [n for n, s in enumerate(sentences) if s[0] <= extent[0] and extent[1] <= s[1]]
    if not own or own[0] == 0 or own[0] + 1 >= len(sentences):
        return None
    before, following = sentences[own[0] - 1], sentences[own[0] + 1]
    return Plan(moves=(Move(before[0], sentences[own[0]][0], following[0]),))


def paragraphs_shuffled(random: Random, source: Source, extent: Extent) -> Plan | None:
    """Three paragraphs, the passage's own among them, change places."""
    own = source.paragraphs.index(source.paragraph_of(extent[0]))
    after = source.paragraphs[own + 1 : own + 4]
    if len(after) < 3 or extent[1] > source.paragraphs[own][1]:
        return None
    moves = [Move(source.paragraphs[own][0], after[0][0], after[2][0])]
    if random.random() < 0.5:
        moves.append(Move(after[1][0], after[2][0], source.paragraphs[own][0]))
    return Plan(moves=tuple(moves))


def _before_and_after(source: Source, extent: Extent) -> tuple[Extent, Extent]:
    """Some eighty characters or a sentence on either side, within the passage's paragraphs."""
    start = source.paragraph_of(extent[0])[0]
    end = source.paragraph_of(extent[1] - 1)[1]
    words_before = [w for w in source.words_in(start, extent[0]) if extent[0] - w[0] <= 120]
    words_after = [w for w in source.words_in(extent[1], end) if w[1] - extent[1] <= 120]
    before = (words_before[0][0], extent[0]) if words_before else (extent[0], extent[0])
    after = (words_after[0][0], words_after[-1][1]) if words_after else (extent[1], extent[1])
    return before, after


def _instead(random: Random, source: Source, first: int, last: int) -> str:
    """Words kept back from the text, as many, with what separates them from the passage."""
    replaced = source.text[first:last]
    words = spare(random, source, last - first)[: last - first]
    if source.spaced:
        words = words.rsplit(" ", 1)[0]
    return words + replaced[len(replaced.rstrip()) :]
