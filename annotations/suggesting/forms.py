"""The forms of words by which texts refer to the actors of a registry."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.suggesting.scripts import is_unspaced

# How a text refers to an actor by an alias of each kind (section 1 of the manual).
HOW = {
    "official": "name",
    "short": "name",
    "acronym": "name",
    "demonym": "adjective",
    "combining-form": "adjective",
    "capital-metonym": "metonym",
    "seat-metonym": "metonym",
    "titled": "title",
    "description": "description",
    "transliteration": "name",
    "former-name": "name",
}
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_ARTICLE = re.compile(r"^(?:The|the)\s+(?=\S)")
_AFTER_A_NAME = re.compile(r",?\s+(?:Jr|Sr)\.?$|\s+[IVX]+$")
_LAST_WORD = re.compile(r"(?:\b(?:de|da|di|du|van|von|der|den|bin|al|el|la|le)[\s-]+)*[^\s]+$")


@dataclass(frozen=True, slots=True)
class Form:
    """Words for an actor, the kind of alias they are, and between which days they hold.

    `kin` are the actors that its name may name with it: its whole, its members, those it holds
    an office with. `person` says that a short form stands only after a longer one.
    """

    text: str
    actor: int
    kind: str
    person: bool = False
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    kin: frozenset[int] = frozenset()

    @property
    def how(self) -> str:
        """How the text refers to the actor by these words."""
        return HOW[self.kind]

    @property
    def is_full(self) -> bool:
        """Whether they name a person without need of an earlier name; of others, always."""
        return not self.person or len(self.text.split()) > 1

    def holds(self, earliest: datetime.date | None, latest: datetime.date | None) -> bool:
        """Whether a source that was written between two days can use them; unknown days can."""
        return not (
            (self.valid_to and earliest and self.valid_to < earliest)
            or (self.valid_from and latest and latest < self.valid_from)
        )


@dataclass(frozen=True, slots=True)
class Alias:
    """Words under which the registry has an actor, of which kind, and while they hold."""

    text: str
    kind: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


def forms_of(
    actor: int,
    name: str,
    aliases: Iterable[Alias] = (),
    *,
    person: bool = False,
    kin: frozenset[int] = frozenset(),
) -> list[Form]:
    """Return all forms of an actor of the registry, of each words one kind.

    What stands in brackets explains a name, and is none of it. A person's surname is a form. An
    alias says more exactly what its words are than the name and what is made of it.
    """
    given = [
        Form(
            alias.text if alias.kind == "description" else without_article(alias.text),
            actor,
            alias.kind,
            person,
            alias.valid_from,
            alias.valid_to,
            kin,
        )
        for alias in aliases
    ]
    plain = without_article(_IN_BRACKETS.sub("", name).strip())
    made = [Form(plain, actor, "official", person, kin=kin)]
    if person and (surname := surname_of(plain)):
        made.append(Form(surname, actor, "short", person, kin=kin))
    known = {form.text for form in given}
    return [*given, *(form for form in made if form.text and form.text not in known)]


def without_article(words: str) -> str:
    """Return a name without the article before it, which mentions leave out."""
    return _ARTICLE.sub("", " ".join(words.split()))


def surname_of(name: str) -> str:
    """Return the last name of a person, with its particle; empty where it cannot be told."""
    name = _AFTER_A_NAME.sub("", name)
    if len(name.split()) < 2 or is_unspaced(name[-1]):
        return ""
    match = _LAST_WORD.search(name)
    surname = match.group() if match else ""
    return surname if len(surname) > 1 and surname != name and not surname.endswith(".") else ""
