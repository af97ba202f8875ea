"""What is put into the index."""

from dataclasses import dataclass

from sourcelib.search.tokens import words

# PostgreSQL knows the first 16,383 places in a row of the index, and both shall find the same.
MOST_IN_BODY = 15_000  # tokens: a text of this length has some thirty pages
MOST_ELSEWHERE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: its words in three places, folded and parted by spaces.

    `kind` is one of `SearchEntry.Kind`, `key` and `part` name the row, `article` is the key of the
    source that it belongs to, if any.
    """

    kind: str
    key: int
    part: int
    article: int | None
    title: str = ""
    body: str = ""
    people: str = ""


def entry(
    kind: str,
    key: int,
    *,
    part: int = 0,
    article: int | None = None,
    title: str = "",
    body: str = "",
    people: str = "",
) -> Entry:
    """Return the entry of a row from its texts as they are."""
    return Entry(kind, key, part, article, _short(title), in_body(words(body)), _short(people))


def in_body(found: list[str]) -> str:
    """Return tokens as they stand in an entry's body: those that count, parted by spaces."""
    return " ".join(found[:MOST_IN_BODY])


def _short(text: str) -> str:
    return " ".join(words(text)[:MOST_ELSEWHERE])
