"""Where in a text the words of a query stand, and the stretch of it that is worth showing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourcelib.search.query import Query, Term
from sourcelib.search.tokens import Token, tokens, words

LENGTH = 240  # code points shown, about
BEFORE = 60  # of them before the first hit
NOTHING = Query()


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text, and whether it is one of the words looked for."""

    text: str
    hit: bool = False


class _Hit(NamedTuple):
    """Where in the text a term stands."""

    start: int
    end: int
    term: Term


def marked(text: str, query: Query = NOTHING, place: str = "body") -> list[Bit]:
    """Return the whole of `text` in bits, what is looked for in this place marked."""
    return _bits(text, 0, len(text), _hits(text, query, place))


def snippet(text: str, query: Query = NOTHING, place: str = "body") -> list[Bit]:
    """Return a stretch of a paragraph, where most of what is looked for stands.

    Cut between words, with ellipses. The beginning, where nothing of it stands there.
    """
    hits = _hits(text, query, place)
    start = _word_start(text, _best_start(hits) - BEFORE)
    end = _word_end(text, start + LENGTH)
    bits = _bits(text, start, end, hits)
    if start:
        bits.insert(0, Bit("… "))
    if end < len(text):
        bits.append(Bit(" …"))
    return bits


def best(texts: Iterable[str], query: Query, place: str = "body") -> int:
    """Return which of several paragraphs says most of what is looked for; the first of equals."""
    terms = _terms(query, place)
    at, most = 0, 0
    for number, text in enumerate(texts if terms else ()):
        found = words(text)
        score = sum(_is_in(found, term) for term in terms)
        if score > most:
            at, most = number, score
            if most == len(terms):
                break
    return at


def _terms(query: Query, place: str) -> list[Term]:
    return [term for term in query.wanted if term.place in ("", place)]


def _is_in(found: Sequence[str], term: Term) -> bool:
    """Whether a term stands among words."""
    if not term.prefix and any(word not in found for word in term.words):
        return False
    return any(_stands(found, at, term) for at in range(len(found) - len(term.words) + 1))


def _stands(found: Sequence[str], at: int, term: Term) -> bool:
    """Whether a term stands at one place among words."""
    last = at + len(term.words) - 1
    ends = found[last].startswith(term.words[-1]) if term.prefix else found[last] == term.words[-1]
    return ends and all(found[at + n] == word for n, word in enumerate(term.words[:-1]))


def _hits(text: str, query: Query, place: str) -> list[_Hit]:
    """Return where the wanted terms stand, in the order of the text; none within another."""
    terms = _terms(query, place)
    found: list[Token] = list(tokens(text)) if terms else []
    plain = [token.text for token in found]
    hits = [
        _Hit(found[at].start, found[at + len(term.words) - 1].end, term)
        for term in terms
        for at in range(len(found) - len(term.words) + 1)
        if _stands(plain, at, term)
    ]
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[_Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=hit.end)
    return kept


def _best_start(hits: Sequence[_Hit]) -> int:
    """Return where the stretch with the most different terms begins, and then the most hits."""
    at, most = 0, (0, 0)
    for number, (start, _end, _term) in enumerate(hits):
        near = []
        for hit in hits[number:]:
            if hit.end - start > LENGTH - BEFORE:
                break
            near.append(hit.term)
        score = (len(set(near)), len(near))
        if score > most:
            at, most = start, score
    return at


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 30)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 30), at)
    return space if space > 0 else at


def _bits(text: str, start: int, end: int, hits: Sequence[_Hit]) -> list[Bit]:
    """Return the text between two places; hits with nothing but spaces between them are one."""
    bits: list[Bit] = []
    at = start
    for hit in hits:
        first, last = max(hit.start, start), min(hit.end, end)
        if first >= last:
            continue
        between = text[at:first]
        if bits and bits[-1].hit and not between.strip():
            bits[-1] = Bit(bits[-1].text + text[at:last], hit=True)
        else:
            if between:
                bits.append(Bit(between))
            bits.append(Bit(text[first:last], hit=True))
        at = last
    if at < end:
        bits.append(Bit(text[at:end]))
    return bits
