"""For a search that finds little or nothing: what else to look for, and what that gives."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from annotations.pages.search.small_words import SMALL_WORDS
from sourcelib.search.guessing import nearly, spelled_otherwise, unknown_words
from sourcelib.search.index import Kind
from sourcelib.search.query import Query, Term
from sourcelib.search.spelling import VERY_LIKE

MOST_TRIED = 8  # terms that are left out in turn
ENOUGH = 1_000  # hits of one word, beyond which it is no matter how common it is
SHORTEST_STEM = 4  # letters of a word that is looked for as a beginning

# How many entries of some kinds a query finds, counted to a number and one more.
Counting = Callable[[Query, Collection[Kind], int], int]


@dataclass(frozen=True)
class Advice:
    """Another search, and the terms that it is without."""

    query: Query
    dropped: tuple[str, ...] = ()


def other_spelling(query: Query, empty: Collection[Kind], count: Counting) -> Advice | None:
    """Return the search as it may have been meant, if it finds something of the `empty` kinds.

    Words that the library has are only spelled otherwise; for others the nearest are tried, which
    is for a search that finds nothing of any kind.
    """
    found = [(count(guess, empty, ENOUGH), guess) for guess in spelled_otherwise(query)]
    number, best = max(found, key=lambda pair: pair[0], default=(0, query))
    if number:
        return Advice(best)
    if set(empty) != set(Kind):
        return None
    for asked in dict.fromkeys((query, without_small_words(query))):
        for guess in nearly(asked, unknown_words(asked)):
            if count(guess, empty, 0):
                return Advice(guess, _left_out(query, asked))
    return None


def easier(query: Query, kinds: Collection[Kind], count: Counting) -> list[Advice]:
    """Return searches for less that find something of these kinds, those nearest to it first.

    Those without the words that questions are made of and without one term; as a last resort the
    most terms that go together, with unknown words put right if that helps. Then, words being
    whole words, those that only begin so.
    """

    def finds(one: Query) -> bool:
        return one != query and not one.finds_nothing and bool(count(one, kinds, 0))

    plain = without_small_words(query)
    if finds(plain):
        return [Advice(plain, _left_out(query, plain))]
    searches = [one for one in _without_each(plain) if finds(one)]
    if not searches:
        meant = nearly(plain, unknown_words(plain), VERY_LIKE)[:1]
        together = [
            _together(one, lambda one: count(one, kinds, ENOUGH)) for one in (*meant, plain)
        ]
        searches = [one for one in together if finds(one) and one not in meant]
    less = [Advice(one, _left_out(query, one)) for one in dict.fromkeys(searches)]
    begun = _begun(plain)
    return [*less, Advice(begun)] if finds(begun) else less


def without_small_words(query: Query) -> Query:
    """Return a query without the words that questions are made of, unless it has no others."""
    wanted = [
        term
        for term in query.wanted
        if len(term.words) > 1 or term.place or term.prefix or term.words[0] not in SMALL_WORDS
    ]
    return replace(query, wanted=tuple(wanted)) if wanted else query


def _without_each(query: Query) -> Iterator[Query]:
    for term in (*query.unwanted, *query.wanted)[:MOST_TRIED]:
        yield query.without(term)


def _together(query: Query, count: Callable[[Query], int]) -> Query:
    """Return as many terms as find something together, the rarest first: they say the most."""

    def only(terms: Collection[Term]) -> Query:
        return replace(query, wanted=tuple(terms))

    numbers = {term: count(only([term])) for term in query.wanted[:MOST_TRIED]}
    kept: list[Term] = []
    for term in sorted(numbers, key=lambda term: numbers[term]):
        if numbers[term] and (not kept or count(only([*kept, term]))):
            kept.append(term)
    return only([term for term in query.wanted if term in kept])


def _begun(query: Query) -> Query:
    """Return a query for words that begin as those of `query` do, their plural s left out."""
    return replace(query, wanted=tuple(map(_beginning, query.wanted)))


def _beginning(term: Term) -> Term:
    word = term.words[-1]
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    is_plain = len(term.words) == 1 and not term.prefix and not term.place
    if not is_plain or len(stem) < SHORTEST_STEM or not stem.isalpha():
        return term
    return replace(term, words=(stem,), prefix=True, written=f"{stem}*")


def _left_out(query: Query, other: Query) -> tuple[str, ...]:
    """Return the terms of a query that another has not, as a reader would write them."""
    unwanted = (f"-{term.written}" for term in query.unwanted if term not in other.unwanted)
    return (*unwanted, *(term.written for term in query.wanted if term not in other.wanted))
