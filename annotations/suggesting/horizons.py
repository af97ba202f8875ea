"""Words that say by when, found inside a passage by the published table of horizon phrases."""

import datetime
import re
from functools import lru_cache

from annotations.scoring.horizon import Kind, Proposal, propose
from annotations.scoring.phrases import TABLE, Sense

# Single words that say by when; others of the table ("May", "ever", "rapidly") mostly do not.
_ALONE = {
    *("tomorrow", "tonight", "soon", "shortly", "eventually", "ultimately", "someday"),
    *("indefinitely", "imminently"),
}
# An event that ends it goes on to the end of the passage, or to a comma.
_EVENT = r"(?:until|till|before|by the time|pending)\s[^,;—–]+"
_PREPOSITION = re.compile(
    r"(?:by|in|on|at|for|from|before|until|till|through|during|within|over|this|next|the|no|not|"
    r"between|throughout|towards?|after|one|some|down|later|early|late|at)\b"
)


def horizon_in(
    words: str, earliest: datetime.date | None, latest: datetime.date | None
) -> tuple[int, int, Proposal] | None:
    """Return where the horizon words of a passage stand, and how the table reads them.

    The longest that lead to a term are taken; what speaks of the past is none.
    """
    small = " ".join(words.lower().split()) if "\n" in words else words.lower()
    if len(small) != len(words):
        return None
    best: tuple[int, int, Proposal] | None = None
    for pattern in _patterns():
        for match in pattern.finditer(small.replace("’", "'")):
            start, end = match.span()
            if not _may_be(words, start, end) or (best and end - start <= best[1] - best[0]):
                continue
            read = propose(words[start:end], earliest, latest)
            if read.kind not in (Kind.PAST, Kind.UNKNOWN):
                best = start, end, read
    return best


def _may_be(words: str, start: int, end: int) -> bool:
    found = words[start:end].lower()
    return found in _ALONE or (" " in found and _PREPOSITION.match(found) is not None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    kept = [entry.pattern for entry in TABLE if entry.sense not in (Sense.PAST, Sense.OPEN)]
    # Those that take all that follows are for whole phrases; an event is looked for by itself.
    closed = [pattern for pattern in kept if ".+" not in pattern]
    return tuple(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") for pattern in [*closed, _EVENT])


def speaks_of_the_past(words: str, latest: datetime.date | None) -> bool:
    """Whether a passage names a year that was over when its source was written."""
    years = [
        int(year) for year in re.findall(r"\b(?:in|since|during|of) ((?:1[5-9]|20)\d\d)", words)
    ]
    return latest is not None and bool(years) and max(years) < latest.year
