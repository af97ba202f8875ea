"""Mentions of known actors that nobody has tagged yet, with everyone they may be."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from annotations.suggesting.forms import Form
from annotations.suggesting.matching import Found, Matcher
from annotations.suggesting.suggestion import (
    Candidate,
    MentionSuggestion,
    OtherMention,
    Reason,
    Seen,
    Tagged,
)

Suggested = TypeVar("Suggested", MentionSuggestion, OtherMention)

# What each kind of words is worth before anything else is known: how often it is what it seems.
# A capital may be only a place; a description points to somebody else in almost every text.
WORTH = {
    "official": 0.95,
    "titled": 0.95,
    "acronym": 0.95,
    "short": 0.9,
    "transliteration": 0.9,
    "former-name": 0.85,
    "combining-form": 0.9,
    "demonym": 0.85,
    "seat-metonym": 0.8,
    "capital-metonym": 0.7,
    "description": 0.3,
}
NAMED_BEFORE = 0.05
SHARED = -0.2  # others go by the same words
AFTER_PREPOSITION_OF_PLACE = -0.25  # "in Beijing": perhaps only where something happens

_OF_PLACE = re.compile(r"\b(?:in|at|near|around|outside|from|to|via)\s+$", re.IGNORECASE)
# An office before a name belongs to the mention, with whose office it is (manual, section 1).
_OFFICE = (
    r"(?:Acting |Deputy |Vice[ -]|First |Former )*"
    r"(?:Prime |Foreign |Defen[cs]e |Finance |Interior )?"
    r"(?:President|Premier|Minister|Chancellor|Secretary(?: of State| General|-General)?|"
    r"Chief Cabinet Secretary|King|Queen|Emperor|Ambassador|Senator|Governor|General|Admiral|"
    r"Chairman|Chairwoman|Speaker|Mayor|Director)"
)
_TITLE = re.compile(rf"(?<![\w-]){_OFFICE}\s$")
_BEFORE_A_NAME = 80  # characters that a title may have


def suggest_mentions(
    text: str,
    matcher: Matcher,
    *,
    tagged: Iterable[Tagged] = (),
    earliest: datetime.date | None = None,
    latest: datetime.date | None = None,
) -> list[MentionSuggestion]:
    """Return what may refer to actors of the matcher's registry, in the order of the text.

    `earliest` and `latest` are the first and last day on which the source can have been written.
    What is tagged as one of the actors it may be, or as any actor to the letter, is left out.
    """
    mentions = tagged_mentions(tagged)
    found = in_time(matcher.find(text), earliest, latest)
    states = whose(found)
    suggested = []
    for one, forms, seen in followed(found, mentions):
        if forms:
            start = title_start(text, one, forms, states)
            suggested.append(_suggestion(text, start, one.end, forms, seen))
    suggested.sort(key=lambda one: (one.start, -one.end))
    return untagged(suggested, mentions)


def tagged_mentions(tagged: Iterable[Tagged]) -> list[Tagged]:
    """Return the mentions among what is tagged, in the order of the text."""
    mentions = (one for one in tagged if one.kind == "mention" and one.actor is not None)
    return sorted(mentions, key=lambda one: one.start)


def in_time(
    found: Iterable[Found], earliest: datetime.date | None, latest: datetime.date | None
) -> list[Found]:
    """Return what is found with those of its forms that a source of these days can use."""
    timely = (
        (one, tuple(form for form in one.forms if form.holds(earliest, latest))) for one in found
    )
    return [Found(one.start, one.end, forms) for one, forms in timely if forms]


def followed(
    found: Iterable[Found], mentions: Sequence[Tagged]
) -> Iterator[tuple[Found, list[Form], Seen]]:
    """Yield each with those of its forms that may stand there, and who was named before it.

    Words that need an earlier name need one of the whole text, whoever tagged that.
    """
    seen, upcoming = Seen(), 0
    for one in found:
        while upcoming < len(mentions) and mentions[upcoming].start < one.start:
            _note_tagged(seen, mentions[upcoming])
            upcoming += 1
        forms = [form for form in one.forms if _may_stand(form, seen)]
        yield one, forms, seen
        for form in forms if len({form.actor for form in forms}) == 1 else ():
            _note(seen, form, one)


def _may_stand(form: Form, seen: Seen) -> bool:
    """A surname stands after the full name, a description after whom it describes was named."""
    if form.how == "description":
        return form.actor in seen.last or any(actor in seen.last for actor in form.kin)
    return form.is_full or form.actor in seen.in_full


def _note(seen: Seen, form: Form, one: Found) -> None:
    seen.last[form.actor] = one.start
    if form.is_full:
        seen.in_full[form.actor] = one.start


def _note_tagged(seen: Seen, one: Tagged) -> None:
    assert one.actor is not None
    seen.last[one.actor] = seen.in_full[one.actor] = one.start


def whose(found: Iterable[Found]) -> dict[int, int]:
    """Return where words stand that may say whose an office is, from end to start: "U.S."."""
    return {
        one.end: one.start
        for one in found
        if any(form.kind in ("demonym", "acronym") for form in one.forms)
    }


def title_start(text: str, one: Found, forms: Sequence[Form], states: dict[int, int]) -> int:
    """Return where the words begin with the office before them, if they name a person.

    `states` are the places of `whose`.
    """
    if not all(form.person for form in forms):
        return one.start
    first = max(0, one.start - _BEFORE_A_NAME)
    match = _TITLE.search(text[first : one.start])
    if match is None:
        return one.start
    office = first + match.start()
    return states.get(office - 1, office) if text[office - 1 : office] == " " else office


def _suggestion(
    text: str, start: int, end: int, forms: Sequence[Form], seen: Seen
) -> MentionSuggestion:
    best: dict[int, Candidate] = {}
    actors = {form.actor for form in forms}
    for form in forms:
        one = _candidate(text, start, end, form, seen, others=len(actors) - 1)
        if form.actor not in best or one.score > best[form.actor].score:
            best[form.actor] = one
    ranked = sorted(
        best.values(), key=lambda one: (-one.score, -seen.last.get(one.actor, -1), one.actor)
    )
    return MentionSuggestion(start, end, text[start:end], tuple(ranked))


def _candidate(
    text: str, start: int, end: int, form: Form, seen: Seen, *, others: int
) -> Candidate:
    titled = len(form.text) < end - start
    kind = "titled" if titled else form.kind
    reasons = [Reason(kind, text[start:end], WORTH[kind])]
    if seen.last.get(form.actor, start) < start:
        reasons.append(Reason("named-before", form.text, NAMED_BEFORE))
    if others:
        reasons.append(Reason("shared", form.text, SHARED))
    if place := after_place(text, start, form):
        reasons.append(Reason("after-place", place, AFTER_PREPOSITION_OF_PLACE))
    total = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
    return Candidate(form.actor, "title" if titled else form.how, round(total, 2), tuple(reasons))


def after_place(text: str, start: int, form: Form) -> str:
    """Return the preposition of place before a capital, after which it may be only a place."""
    before = _OF_PLACE.search(text[max(0, start - 12) : start])
    return before.group().strip() if before and form.kind == "capital-metonym" else ""


def untagged(places: Sequence[Suggested], mentions: Sequence[Tagged]) -> list[Suggested]:
    """Leave out what is tagged as one of its actors where it overlaps, or at all to the letter.

    Both are in the order of their beginnings.
    """
    longest = max((one.end - one.start for one in mentions), default=0)
    kept, first = [], 0
    for one in places:
        while first < len(mentions) and mentions[first].start + longest <= one.start:
            first += 1
        near = []
        for at in range(first, len(mentions)):
            if mentions[at].start >= one.end:
                break
            near.append(mentions[at])
        if not any(
            (there.actor in one.actors and one.start < there.end)
            or (there.start, there.end) == (one.start, one.end)
            for there in near
        ):
            kept.append(one)
    return kept
