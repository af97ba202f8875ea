"""For “did you mean …?”: the words that the index knows, and the nearest to one it does not."""

from collections.abc import Iterable

from django.db import connection
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from sourcelib.models import SearchWord
from sourcelib.search.entry import Entry
from sourcelib.search.query import Term

SHORTEST = 3  # letters of a word that is worth a guess
LIKE_ENOUGH = 70  # of 100: one letter wrong in four
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


def unknown(term: Term) -> list[str]:
    """Return the words of a term that stand nowhere in the index; a beginning is no word."""
    whole = term.words[:-1] if term.prefix else term.words
    words = [word for word in whole if len(word) >= SHORTEST and word.isalpha()]
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    return [word for word in words if word not in known]


def nearest(word: str) -> list[str]:
    """Return the words of the index that look most like one, the nearest first."""
    rows = SearchWord.objects.annotate(size=Length("word")).filter(
        size__gte=len(word) - LONGER, size__lte=len(word) + LONGER
    )
    known = rows.exclude(word=word).values_list("word", flat=True)
    close = process.extract(
        word, known.iterator(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=MOST
    )
    return [guess for guess, _likeness, _place in close]
