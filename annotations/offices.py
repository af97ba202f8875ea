"""The offices that actors held when a source was written: "then Prime Minister of Japan".

An office is told of a source only if it was held on every day that the date of the source allows;
where its term covers some of these days, or where its beginning is not recorded, nothing certain
can be said, and nothing is.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Actor, ActorRole
from sourcelib.models import Article

_COUNTRIES = (Actor.Kind.STATE, Actor.Kind.POLITY)
# Short English names that take the article: by a word of theirs, or altogether.
_LAST_WORDS = ("Republic", "Kingdom", "States", "Union", "Federation", "Emirates", "Islands")
_WITH_ARTICLE = ("Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines")


@dataclass(frozen=True, slots=True)
class Term:
    """An office in words ("Prime Minister of Japan"), and the days from and to which it is held."""

    words: str
    first: datetime.date | None
    last: datetime.date | None

    def covers(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether it was held on every day from `first` to `last`."""
        begun = self.first is not None and self.first <= first
        return begun and (self.last is None or self.last >= last)

    def told(self, today: datetime.date) -> str:
        """Return the words, with "then" if the term has ended since."""
        if self.last is not None and self.last < today:
            return _("then %(office)s") % {"office": self.words}
        return self.words


class Offices:
    """The offices of some actors, by their keys; one query, made when first asked."""

    def __init__(self, actors: Iterable[int]) -> None:
        self._actors = set(actors)
        self._today = timezone.localdate()

    def held(self, actor: int, article: Article) -> list[str]:
        """Return the offices that `actor` surely held when `article` was written, in words.

        None if the date of the article is not known.
        """
        first, last = article.date_earliest, article.date_latest
        if first is None or last is None:
            return []
        return [
            term.told(self._today)
            for term in self._terms.get(actor, ())
            if term.covers(first, last)
        ]

    @cached_property
    def _terms(self) -> dict[int, list[Term]]:
        if not self._actors:
            return {}
        rows = ActorRole.objects.filter(actor__in=self._actors).order_by("valid_from", "id")
        found: dict[int, list[Term]] = defaultdict(list)
        for actor, title, name, kind, first, last in rows.values_list(
            *("actor_id", "title", "organisation__name", "organisation__kind"),
            *("valid_from", "valid_to"),
        ):
            found[actor].append(Term(office_in_words(title, name, kind), first, last))
        return found


def in_office(people: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return names, each followed by its offices: "Abe, then Prime Minister of Japan; Japan".

    Of names and offices that are safe HTML it makes safe HTML.
    """
    given = list(people)
    separator = "; " if any(offices for name, offices in given) else ", "
    return separator.join(", ".join((name, *offices)) for name, offices in given)


def office_in_words(title: str, name: str, kind: str) -> str:
    """Return an office with the name and kind of the actor that it is held with.

    "President of the United States", "Chief Cabinet Secretary (Suga cabinet)"; a title with a
    person is a phrase that runs on: "headed by Joe Biden".
    """
    return phrase_of(name, kind) % {"title": title, "name": name}


def phrase_of(name: str, kind: str) -> str:
    """Return how an office held with an actor of this name and kind reads: "%(title)s of …"."""
    if kind == Actor.Kind.PERSON:
        return _("%(title)s %(name)s")
    if kind not in _COUNTRIES:
        return _("%(title)s (%(name)s)")
    words = name.split()
    if words[0] == "United" or words[-1] in _LAST_WORDS or name in _WITH_ARTICLE:
        return _("%(title)s of the %(name)s")
    return _("%(title)s of %(name)s")
