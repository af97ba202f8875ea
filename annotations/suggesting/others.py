"""Every other place where an actor may be mentioned: also those that a suggestion would not risk.

A curator who has tagged an actor once looks through all of them in one list. What is doubtful is
in it as well, with the doubt, where a suggestion would leave it out.
"""

import datetime
from collections.abc import Iterable, Sequence

from annotations.suggesting.forms import HOW, Form
from annotations.suggesting.matching import Found, Matcher
from annotations.suggesting.mentions import (
    WORTH,
    after_place,
    followed,
    in_time,
    tagged_mentions,
    title_start,
    untagged,
    whose,
)
from annotations.suggesting.suggestion import OtherMention, Tagged

# What the words of a mention are in the registry if it lacks them, by how they refer.
_KIND = {HOW[kind]: kind for kind in ("titled", "description", "seat-metonym", "demonym", "short")}


def with_words(forms: Iterable[Form], actor: int, words: str, how: str) -> list[Form]:
    """Return the forms of a registry, the words of a mention of an actor among them."""
    forms = list(forms)
    if words.strip() and not any(form.actor == actor and form.text == words for form in forms):
        kin = next((form.kin for form in forms if form.actor == actor), frozenset())
        forms.append(Form(words, actor, _KIND[how], kin=kin))
    return forms


def other_mentions(
    text: str,
    matcher: Matcher,
    actor: int,
    *,
    tagged: Iterable[Tagged] = (),
    earliest: datetime.date | None = None,
    latest: datetime.date | None = None,
) -> list[OtherMention]:
    """Return where forms of an actor stand untagged, in the order of the text.

    Doubts: `shared` (others go by the same words), `unnamed` (a surname before the full name, a
    description before anybody it fits), `description`, `after-place`, `other-time`.
    """
    mentions = tagged_mentions(tagged)
    every = matcher.find(text)
    timely = {(one.start, one.end): one for one in in_time(every, earliest, latest)}
    states = whose(timely.values())
    found = []
    for one, standing, _seen in followed(every, mentions):
        own = [form for form in one.forms if form.actor == actor]
        if own:
            now = timely.get((one.start, one.end))
            found.append(_other(text, one, own, standing, now, states))
    found.sort(key=lambda one: (one.start, -one.end))
    return untagged(found, mentions)


def _other(
    text: str,
    one: Found,
    own: Sequence[Form],
    standing: Sequence[Form],
    now: Found | None,
    states: dict[int, int],
) -> OtherMention:
    timely = [form for form in own if now and form in now.forms]
    stands = [form for form in timely or own if form in standing]
    form = max(stands or timely or own, key=lambda one: WORTH[one.kind])
    start = title_start(text, one, [form], states)
    others = {other.actor for other in (now or one).forms if other in standing} - {form.actor}
    doubts = {
        "shared": bool(others),
        "other-time": not timely,
        "unnamed": not stands,
        "description": form.kind == "description",
        "after-place": bool(after_place(text, start, form)),
    }
    return OtherMention(
        start,
        one.end,
        text[start : one.end],
        form.actor,
        "title" if start < one.start else form.how,
        tuple(sorted(others)),
        tuple(code for code, holds in doubts.items() if holds),
    )
