"""For a search that finds nothing: which word to change or to leave out, and what that gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sourcelib.search.query import Query, Term
from sourcelib.search.spelling import nearest, unknown

MOST_TRIED = 6  # terms that are left out in turn

Counting = Callable[[Query], int]


@dataclass(frozen=True)
class Advice:
    """Another search, how many it finds, and the term that it is without."""

    query: Query
    count: int
    dropped: str = ""


def other_spelling(query: Query, count: Counting) -> Advice | None:
    """Return the search with its unknown words put right, if it finds something then."""
    for guess in _guesses(query):
        if found := count(guess):
            return Advice(guess, found)
    return None


def fewer_terms(query: Query, count: Counting) -> list[Advice]:
    """Return the searches without one of the terms that find something, the most first."""
    terms = [(term, f"-{term.written}") for term in query.unwanted]
    terms += [(term, term.written) for term in query.wanted]
    found = []
    for term, written in terms[:MOST_TRIED]:
        rest = query.without(term)
        if not rest.finds_nothing and (number := count(rest)):
            found.append(Advice(rest, number, written))
    return sorted(found, key=lambda advice: -advice.count)


def _guesses(query: Query) -> Iterator[Query]:
    """Yield the query with each unknown word replaced: by the nearest words, then the next."""
    near = {word: nearest(word) for term in query.wanted for word in unknown(term)}
    for rank in range(max(map(len, near.values()), default=0)):
        chosen = {
            word: guesses[min(rank, len(guesses) - 1)] for word, guesses in near.items() if guesses
        }
        yield replace(query, wanted=tuple(_respelled(term, chosen) for term in query.wanted))


def _respelled(term: Term, chosen: dict[str, str]) -> Term:
    words = tuple(chosen.get(word, word) for word in term.words)
    if words == term.words:
        return term
    said = f'"{" ".join(words)}"' if len(words) > 1 else words[0]
    field = {"title": "title:", "body": "text:", "people": "by:"}.get(term.place, "")
    return replace(term, words=words, written=f"{field}{said}{'*' if term.prefix else ''}")
