"""For “did you mean …?”: the words that the index knows, and the nearest to one it does not."""

from collections.abc import Iterable

from django.db import connection
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from sourcelib.models import SearchWord
from sourcelib.search.entry import Entry
from sourcelib.search.query import Term

SHORTEST = 3  # letters of a word that is worth a guess
LIKE_ENOUGH = 78  # of 100: one letter wrong in five, or two of ten
VERY_LIKE = 85
LONGER = 2  # letters by which a word may differ in length
MOST = 3  # guesses


def learn(entries: Iterable[Entry]) -> None:
    """Remember the words of entries."""
    known: set[str] = set()
    for one in entries:
        known.update(one.title.split(), one.body.split(), one.people.split())
    # In order: two writers that learn the same words wait for, and not on, each other.
    rows = [(word,) for word in sorted(known) if len(word) >= SHORTEST and word.isalpha()]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO sourcelib_searchword (word) VALUES (%s) ON CONFLICT DO NOTHING", rows
        )


def forget() -> None:
    """Forget all words."""
    SearchWord.objects.all().delete()


def known(words: Iterable[str]) -> set[str]:
    """Return those of some words that stand in the index, or stood there once."""
    return set(SearchWord.objects.filter(word__in=set(words)).values_list("word", flat=True))


def guessable(term: Term) -> list[str]:
    """Return the words of a term that may have been meant otherwise; a beginning is no word."""
    whole = term.words[:-1] if term.prefix else term.words
    return [word for word in whole if len(word) >= SHORTEST and word.isalpha()]


def nearest(word: str, least: int = LIKE_ENOUGH) -> list[str]:
    """Return the words of the index that look most like one, the nearest first.

    They are `least` like it, of 100. Whoever mistypes a word begins it right: another first letter
    is for a word that is very like.
    """
    rows = SearchWord.objects.annotate(size=Length("word")).filter(
        size__gte=len(word) - LONGER, size__lte=len(word) + LONGER
    )
    known = rows.exclude(word=word).values_list("word", flat=True)
    close = process.extract(
        word, known.iterator(), scorer=fuzz.ratio, score_cutoff=least, limit=None
    )
    likely = [
        (guess[0] == word[0], likeness, guess)
        for guess, likeness, _place in close
        if guess[0] == word[0] or likeness >= VERY_LIKE
    ]
    likely.sort(key=lambda one: (not one[0], -one[1], one[2]))
    return [guess for _begins_so, _likeness, guess in likely[:MOST]]
