"""The index on PostgreSQL: a column of the entries, with an index of its words for each kind.

No text-search parser has a say: vectors and queries are written out from the tokens. Title, body
and people are the weights A, B and C, which is how a field is asked for.
"""

from collections.abc import Sequence
from itertools import islice

from django.db import connection

from sourcelib.search.entry import Entry
from sourcelib.search.query import Query, Term

ENTRIES = "sourcelib_searchentry"
LABELS = {"title": "A", "body": "B", "people": "C"}
MOST_PLACES = 255  # of one word that PostgreSQL keeps in a row


def insert(entries: Sequence[Entry]) -> None:
    """Write new entries."""
    with connection.cursor() as cursor:
        columns = "kind, key, part, article_id, vector"
        with cursor.copy(f"COPY {ENTRIES} ({columns}) FROM STDIN") as copy:
            for one in entries:
                copy.write_row((one.kind, one.key, one.part, one.article, vector(one)))


def vector(one: Entry) -> str:
    """Return the words of an entry as a tsvector: each with its places.

    The places of one field do not touch those of the next: no phrase goes from one to the other.
    """
    places: dict[str, list[str]] = {}
    first = 1
    for name in ("title", "people", "body"):
        words = getattr(one, name).split()
        for at, word in enumerate(words, start=first):
            places.setdefault(word, []).append(f"{at}{LABELS[name]}")
        first += len(words) + 1
    return " ".join(
        f"{_quoted(word)}:{','.join(islice(found, MOST_PLACES))}" for word, found in places.items()
    )


def matches(kind: str, shown: str = "") -> str:
    """Return the tables, joined, and the condition that takes `condition(query)`.

    `shown` is a query whose column `row_key` has the keys of the rows that are looked among.
    """
    among = f" JOIN ({shown}) AS shown ON shown.row_key = {ENTRIES}.key" if shown else ""
    return f"{ENTRIES}{among} WHERE {ENTRIES}.kind = '{kind}' AND {ENTRIES}.vector @@ %s::tsquery"


def last_first(kind: str) -> str:  # noqa: ARG001, the other needs it
    """Return the column by which the entries indexed last come first."""
    return f"{ENTRIES}.id"


MATCHED = f"{ENTRIES}.vector"  # what `has` needs of an entry found


def has(kind: str) -> str:  # noqa: ARG001, the other needs it
    """Return 1 or 0 for an entry, by whether it is also found by what the parameter says."""
    return "(vector @@ %s::tsquery)::int"


def condition(query: Query) -> str:
    """Return a query in the language of PostgreSQL; every word is quoted."""
    wanted = all_of(query.wanted)
    return f"{wanted} & !({one_of(query.unwanted)})" if query.unwanted else wanted


def all_of(terms: Sequence[Term]) -> str:
    """Return the condition that all of some terms stand in an entry."""
    return " & ".join(map(_phrase, terms))


def one_of(terms: Sequence[Term]) -> str:
    """Return the condition that one of some terms stands in an entry."""
    return " | ".join(map(_phrase, terms))


def _phrase(term: Term) -> str:
    label = LABELS.get(term.place, "")
    last = len(term.words) - 1
    words = []
    for number, word in enumerate(term.words):
        marks = ("*" if term.prefix and number == last else "") + label
        words.append(f"{_quoted(word)}:{marks}" if marks else _quoted(word))
    return f"({' <-> '.join(words)})"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def stored(kind: str, keys: Sequence[int]) -> dict[tuple[int, int], object]:
    """Return the words that the index holds of some rows, by key and part."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, part, vector::text FROM {ENTRIES} WHERE kind = %s AND key = ANY(%s)",
            [kind, list(keys)],
        )
        return {(key, part): words for key, part, words in cursor.fetchall()}


def forms(entries: Sequence[Entry]) -> list[object]:
    """Return entries as `stored` would return them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one::tsvector::text FROM unnest(%s::text[]) WITH ORDINALITY AS t(one, n) "
            "ORDER BY n",
            [[vector(one) for one in entries]],
        )
        return [row[0] for row in cursor.fetchall()]


def loose(kind: str) -> int:  # noqa: ARG001, the other needs it
    """Return 0: here words are a column of their entry."""
    return 0


def sweep(kind: str) -> None:
    """Do nothing: no words can be without their entry."""
