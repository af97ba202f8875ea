"""Which hits come first: facts of an entry that are worth points, told alike by both databases.

A database's own score is a matter of its own: of how often a word stands in all entries, of how
long they are, in fractions that nobody else computes to the last digit. Facts are plain, and can be
told to a reader: what has all words in its title comes first, then what has them side by side as
they were typed, then what has one of them in its title. Of equals those come first that come first
among the rows that are looked among.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sourcelib.search.query import Query, Term
from sourcelib.search.tokens import is_unspaced

ALL_IN_TITLE = 4
SIDE_BY_SIDE = 2
ONE_IN_TITLE = 1


class Fact(NamedTuple):
    """What an entry may have besides being found: all of some terms, or one; and its points."""

    terms: tuple[Term, ...]
    points: int
    is_one_enough: bool = False


def facts(query: Query, *, has_titles: bool) -> list[Fact]:
    """Return what to ask of each entry found; passages have no titles."""
    return list(_facts([term for term in query.wanted if not term.place], has_titles))


def _facts(terms: list[Term], has_titles: bool) -> Iterator[Fact]:
    if not terms:
        return
    if has_titles:
        titled = tuple(replace(term, place="title") for term in terms)
        yield Fact(titled, ALL_IN_TITLE)
        if len(terms) > 1:
            yield Fact(titled, ONE_IN_TITLE, is_one_enough=True)
    if phrase := _side_by_side(terms):
        yield Fact((phrase,), SIDE_BY_SIDE)


def _side_by_side(terms: list[Term]) -> Term | None:
    """Return several terms as one phrase; None where a word but the last is only begun.

    Nor can words follow a run without spaces: its last pair may go on in the text.
    """
    *first, last = terms
    if not first or any(term.prefix or is_unspaced(term.words[-1]) for term in first):
        return None
    words = tuple(word for term in terms for word in term.words)
    return Term(words, prefix=last.prefix)
