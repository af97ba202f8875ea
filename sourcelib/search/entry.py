"""What is put into the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

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
    body: str | Iterable[str] = "",
    people: str = "",
) -> Entry:
    """Return the entry of a row from its texts as they are; the body may be words already."""
    said = words(body) if isinstance(body, str) else body
    return Entry(
        kind,
        key,
        part,
        article,
        " ".join(words(title)[:MOST_ELSEWHERE]),
        " ".join(islice(said, MOST_IN_BODY)),
        " ".join(words(people)[:MOST_ELSEWHERE]),
    )
