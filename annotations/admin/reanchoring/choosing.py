"""Other places for a passage than the one that was found: offered, typed, selected in the text.

A place is told as `start-end:words`, in code points of the later text: the server compares the
words with the text, and so is not misled by a page that showed another one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.models import Span
from annotations.services.inputs import SpanInput
from annotations.spans import context
from annotations.spans.anchor import reanchor
from sourcelib.services.refusals import Invalid

MOST = 5  # places that are offered where the same words stand
AROUND = 60  # characters shown before and after a place

NONE, TYPED = "none", "typed"
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9}):(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Option:
    """A place that can be chosen, with the words around it."""

    value: str
    before: str
    words: str
    after: str
    found: bool  # what re-anchoring found, rather than another place where the words stand
    chosen: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """One span that an annotation has: its words in the earlier text, and where it could stand."""

    role: str
    label: str
    part: int
    words: str
    name: str
    options: Sequence[Option]
    may_be_none: bool
    none_chosen: bool
    typed_chosen: bool
    typed: str


def seats(
    text: str,
    stood: Sequence[SpanInput],
    found: Sequence[SpanInput],
    posted: Mapping[str, str] | None = None,
) -> list[Seat]:
    """Return the spans of an annotation, each with its places in `text`; `posted` is the form."""
    return [_seat(text, span, found, posted or {}) for span in stood]


def chosen(text: str, stood: Sequence[SpanInput], posted: Mapping[str, str]) -> list[SpanInput]:
    """Return the spans that a form chose. Raises Invalid, naming the span by its role."""
    errors: dict[str, list[str]] = {}
    spans: list[SpanInput] = []
    parts: dict[str, int] = {}
    for span in stood:
        try:
            place = _place_of(text, _name(span), posted)
        except ValueError as error:
            errors.setdefault(f"spans.{span.role}", []).append(str(error))
            continue
        if place is not None:
            part = parts[span.role] = parts.get(span.role, 0) + 1
            start, end, exact = place
            spans.append(SpanInput(start=start, end=end, exact=exact, role=span.role, part=part))
    if errors:
        raise Invalid(errors)
    return spans


def _name(span: SpanInput) -> str:
    return f"{span.role}-{span.part}"


def _seat(
    text: str, span: SpanInput, found: Sequence[SpanInput], posted: Mapping[str, str]
) -> Seat:
    name = _name(span)
    proposed = next(
        ((one.start, one.end) for one in found if (one.role, one.part) == (span.role, span.part)),
        None,
    )
    typed = _lines(posted.get(f"words-{name}", ""))
    wanted = _lines(posted.get(f"at-{name}", ""))
    places = dict.fromkeys([proposed] if proposed else [])
    if given := _PLACE.fullmatch(wanted):  # selected in the text, or chosen before
        places |= dict.fromkeys([(int(given[1]), int(given[2]))])
    for words in dict.fromkeys([typed, span.exact]):
        places |= dict.fromkeys(_alike(text, span, words))
    if not wanted:
        wanted = _value(text, *proposed) if proposed else NONE
    return Seat(
        role=span.role,
        label=str(Span.Role(span.role).label),
        part=span.part,
        words=span.exact,
        name=name,
        options=[
            _option(text, start, end, wanted, found=(start, end) == proposed)
            for start, end in places
            if 0 <= start < end <= len(text)
        ],
        may_be_none=span.role != Span.Role.BODY or span.part > 1,
        none_chosen=wanted == NONE,
        typed_chosen=wanted == TYPED,
        typed=typed,
    )


def _alike(text: str, span: SpanInput, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand, those nearest to where they stood first, and what is most like."""
    if not words:
        return
    copies = list(_copies(text, words))
    for start in sorted(copies, key=lambda start: abs(start - span.start))[:MOST]:
        yield start, start + len(words)
    if not copies and (match := reanchor(text, words, hint=span.start)):
        yield match.start, match.end


def _copies(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _option(text: str, start: int, end: int, wanted: str, *, found: bool) -> Option:
    before, after = context(text, start, end, AROUND)
    value = _value(text, start, end)
    return Option(
        value=value,
        before=_whole_words(before.rsplit("\n", 1)[-1], from_the_end=True),
        words=text[start:end],
        after=_whole_words(after.split("\n", 1)[0]),
        found=found,
        chosen=value == wanted,
    )


def _whole_words(words: str, *, from_the_end: bool = False) -> str:
    """Return the words around a place, without the one that is cut at the far end."""
    if len(words) < AROUND:  # the paragraph ends there
        return words
    cut = words.split(" ", 1)[-1] if from_the_end else words.rsplit(" ", 1)[0]
    return f"…{cut}" if from_the_end else f"{cut}…"


def _value(text: str, start: int, end: int) -> str:
    return f"{start}-{end}:{text[start:end]}"


def _place_of(text: str, name: str, posted: Mapping[str, str]) -> tuple[int, int, str] | None:
    """Return the place that a form chose for one span; None where it has none any more.

    Raises ValueError, which says what is wrong and what to do.
    """
    wanted = _lines(posted.get(f"at-{name}", ""))
    if wanted in ("", NONE):
        return None
    if wanted != TYPED:
        given = _PLACE.fullmatch(wanted)
        if given is None:
            raise ValueError(_("Choose a place, or type the words."))
        return int(given[1]), int(given[2]), given[3]
    words = _lines(posted.get(f"words-{name}", "")).strip()
    if not words:
        raise ValueError(_("Type the words as the new text has them."))
    copies = list(_copies(text, words))
    if not copies:
        raise ValueError(
            _("The new text has no such words: “%(words)s”. Copy them from it.") % {"words": words}
        )
    if len(copies) > 1:
        raise ValueError(
            _("The new text has these words %(n)s times: choose which of them, below.")
            % {"n": len(copies)}
        )
    return copies[0], copies[0] + len(words), words


def _lines(value: str) -> str:
    """Return what a form sent with the line ends of a canonical text."""
    return value.replace("\r\n", "\n")
