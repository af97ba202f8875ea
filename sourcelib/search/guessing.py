"""“Did you mean …?”: other queries than the one that was typed, the likeliest first.

A guess is made of words that the index knows. Whether it finds anything that a reader may see is
for the caller to try.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from sourcelib.search.query import Query, Term
from sourcelib.search.spelling import LIKE_ENOUGH, guessable, known, nearest
from sourcelib.search.variants import partings, spellings

MOST = 8  # guesses
_FIELDS = {"title": "title:", "body": "text:", "people": "by:"}

_Change = tuple[int, int, Term]  # the terms from one number to another, and what stands for them


def spelled_otherwise(query: Query) -> list[Query]:
    """Return the query with words spelled the British or American way, joined or parted."""
    words = _guessable(query)
    others = {word: spellings(word) for word in words}
    changes = [*_joined(query.wanted), *_parted(query.wanted)]
    there_are = known(
        [
            *words,
            *(other for found in others.values() for other in found),
            *(word for _start, _end, term in changes for word in term.words),
        ]
    )
    choices = {word: [one for one in found if one in there_are] for word, found in others.items()}
    guesses = _respelled(query, choices)
    for start, end, term in changes:
        # A word that there is was meant, and is not taken apart.
        parts_known = len(term.words) > 1 and query.wanted[start].words[0] in there_are
        if there_are.issuperset(term.words) and not parts_known:
            wanted = (*query.wanted[:start], term, *query.wanted[end:])
            guesses.append(replace(query, wanted=wanted))
    return guesses[:MOST]


def unknown_words(query: Query) -> list[str]:
    """Return the words of a query that stand nowhere in the index."""
    words = _guessable(query)
    there_are = known(words)
    return [word for word in words if word not in there_are]


def nearly(query: Query, words: Collection[str], least: int = LIKE_ENOUGH) -> list[Query]:
    """Return the query with some words replaced: by the nearest that there are, then the next."""
    near = {word: found for word in words if (found := nearest(word, least))}
    return [
        _with(query, {word: found[min(rank, len(found) - 1)] for word, found in near.items()})
        for rank in range(max(map(len, near.values()), default=0))
    ]


def _guessable(query: Query) -> list[str]:
    return list(dict.fromkeys(word for term in query.wanted for word in guessable(term)))


def _respelled(query: Query, choices: Mapping[str, Sequence[str]]) -> list[Query]:
    """Return the query with words in their other spellings: all of them first, then fewer."""
    words = [word for word, found in choices.items() if found]
    spelled = product(*([*choices[word], word] for word in words))
    chosen = (dict(zip(words, one, strict=True)) for one in islice(spelled, MOST + 1))
    return [guess for one in chosen if (guess := _with(query, one)) != query]


def _joined(terms: Sequence[Term]) -> Iterator[_Change]:
    """Yield words that stand beside one another as one word: policy makers, policy-makers."""
    for at, term in enumerate(terms):
        both = terms[at : at + 2] if len(term.words) == 1 else (term,)
        words = [word for one in both for word in one.words]
        if len(words) > 1 and not any(one.place or one.prefix for one in both):
            joined = "".join(words)
            yield at, at + len(both), Term((joined,), written=joined)


def _parted(terms: Sequence[Term]) -> Iterator[_Change]:
    """Yield a word as two that stand side by side."""
    for at, term in enumerate(terms):
        if len(term.words) == 1 and guessable(term):
            for pair in partings(term.words[0]):
                yield at, at + 1, replace(term, words=pair, written=_written(term, pair))


def _with(query: Query, chosen: Mapping[str, str]) -> Query:
    """Return the query with words replaced."""
    wanted = []
    for term in query.wanted:
        words = tuple(chosen.get(word, word) for word in term.words)
        changed = replace(term, words=words, written=_written(term, words))
        wanted.append(term if words == term.words else changed)
    return replace(query, wanted=tuple(wanted))


def _written(term: Term, words: Sequence[str]) -> str:
    """Return how a reader would write a term with other words."""
    if term.prefix:
        said = "-".join(words) + "*"  # within quotation marks a star would be nothing
    else:
        said = f'"{" ".join(words)}"' if len(words) > 1 else words[0]
    return f"{_FIELDS.get(term.place, '')}{said}"
