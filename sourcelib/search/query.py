"""What a reader typed into the search box, understood; nothing that is typed is an error.

    dialogue                 the word, however it is spelled or accented
    russ*                    words that begin so (two letters at least)
    "security dialogue"      these words in this order; “…”, „…“ and «…» do as well
    -moscow  -"north korea"  not these
    title:thread  by:kashin  in one place only: title, text, by (authors and speakers)

Several terms mean all of them. What belongs together without spaces ("two-plus-two", "U.S.", a run
of Japanese) is looked for as a phrase. A quotation mark without its partner, a lone minus, a field
that there is not: each is taken as plain words, and so can any text be pasted in. So are AND, OR
and NOT: who types them is told.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from sourcelib.search.tokens import is_unspaced, tokens

MOST_CHARACTERS = 1_000  # of what is typed; the rest is left out, and the reader is told
MOST_TERMS = 24
SHORTEST_BEGINNING = 2  # letters before a star: "a*" would read a tenth of the index
FIELDS = {"title": "title", "text": "body", "by": "people", "author": "people", "speaker": "people"}

_OPENING = '"“”„«»‟❝'
_CLOSING = '"“”«»‟❞'
_MINUS = "−–-"  # in this order, so that a class of characters has no range in it
_TERM = re.compile(
    rf"""
    (?P<minus>(?<!\S)[{_MINUS}])?
    (?:
      (?P<field>{"|".join(FIELDS)}):(?:\s*(?=[^\s{_MINUS}]))?
    | (?P<no_field>[a-z]+):
    )?
    (?:
      [{_OPENING}](?P<phrase>[^{_OPENING}{_CLOSING}]*)[{_CLOSING}]
    | (?P<word>[^\s{_OPENING}{_CLOSING}]+)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AROUND = "?!,;…()[]{}"  # what stands around a word in a sentence, and is no part of it


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side in a place (""; "title", "body" or "people").

    `prefix`: the last of them is the beginning of a word. `written` is how the reader wrote it.
    `no_field` is what stands where a field would, and is none.
    """

    words: tuple[str, ...]
    prefix: bool = False
    place: str = ""
    written: str = field(default="", compare=False)
    no_field: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted`, none of `unwanted`; `cut` says that not all of what was typed was read."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    cut: bool = False

    @property
    def finds_nothing(self) -> bool:
        """Whether there is no word to look for."""
        return not self.wanted

    @property
    def text(self) -> str:
        """The query as it would be typed: what was understood, and nothing else."""
        return " ".join(
            [term.written for term in self.wanted] + [f"-{term.written}" for term in self.unwanted]
        )

    @property
    def no_fields(self) -> list[str]:
        """What was written as a field and is none, each once."""
        terms = (*self.wanted, *self.unwanted)
        return list(dict.fromkeys(term.no_field for term in terms if term.no_field))

    @property
    def operators(self) -> list[str]:
        """What was written as an operator of other search engines, and is a word here, each once.

        Who types in capitals alone means none.
        """
        written = [term.written for term in self.wanted]
        if all(word.isupper() for word in written):
            return []
        return [word for word in ("AND", "OR", "NOT") if word in written]

    def without(self, term: Term) -> "Query":
        """Return the query without one of its terms."""
        return Query(
            tuple(one for one in self.wanted if one is not term),
            tuple(one for one in self.unwanted if one is not term),
        )


def parse(typed: str) -> Query:
    """Understand what was typed; never raises."""
    chosen: dict[bool, list[Term]] = {False: [], True: []}
    read = 0
    typed = typed.strip()
    for unwanted, term in _terms(unicodedata.normalize("NFC", _beginning(typed))):
        if term in chosen[unwanted]:
            continue
        read += 1
        if read > MOST_TERMS:
            break
        chosen[unwanted].append(term)
    cut = len(typed) > MOST_CHARACTERS or read > MOST_TERMS
    return Query(tuple(chosen[False]), tuple(chosen[True]), cut)


def _beginning(typed: str) -> str:
    """Return as much of what was typed as is read, without the part of a word at its end."""
    if len(typed) <= MOST_CHARACTERS:
        return typed
    whole, _space, _part = typed[: MOST_CHARACTERS + 1].rpartition(" ")
    return whole or typed[:MOST_CHARACTERS]


def _terms(typed: str) -> Iterator[tuple[bool, Term]]:
    """Yield each term, and whether it is unwanted."""
    for match in _TERM.finditer(typed):
        field, no_field = match["field"] or "", match["no_field"] or ""
        quoted = match["phrase"] is not None
        said = match["phrase"] if quoted else match["word"].strip(_AROUND)
        before = f"{field or no_field}:" if field or no_field else ""
        written = f'{before}"{said}"' if quoted else f"{before}{said}".lstrip(_MINUS)
        if no_field:
            no_field = "" if said.startswith("//") else no_field  # not that of an address
            said = written
        words = _words(said)
        if not words:
            continue
        beginning = not quoted and said.endswith("*") and len(words[-1]) >= SHORTEST_BEGINNING
        alone = len(words[-1]) == 1 and is_unspaced(words[-1])
        place = FIELDS.get(field.lower(), "")
        yield bool(match["minus"]), Term(words, beginning or alone, place, written, no_field)


def _words(said: str) -> tuple[str, ...]:
    """Return the tokens; where they end in a run without spaces, it may go on in the text."""
    found = list(tokens(said))
    if len(found) > 1 and found[-1].start < found[-2].end:
        found.pop()
    return tuple(token.text for token in found)
