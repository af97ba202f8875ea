"""Who and what a generated library is about: publications, authors, topics, actors."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from annotations.generation import vocabulary

Record = dict[str, Any]
MOST_AUTHORS = 300
MOST_PEOPLE = 1_500


def uid(seed: int | str, *parts: object) -> str:
    """Return the permanent id of a generated row: the same for the same seed and parts."""
    name = ":".join(map(str, ("sourcelib-generated", seed, *parts)))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


@dataclass(frozen=True, slots=True)
class Form:
    """Words that refer to an actor: the mention is `text` without its first `lead` characters."""

    text: str
    how: str
    figure: "Figure"
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor, and the words by which texts refer to it, with how each refers."""

    uid: str
    name: str
    kind: str
    forms: tuple[tuple[str, str], ...]

    def form(self, random: Random, *, at_start: bool) -> Form:
        """Choose words for the actor; a name that takes an article gets it before the mention."""
        words, how = self.forms[min(int(random.expovariate(1.1)), len(self.forms) - 1)]
        if self.kind in {"alliance", "dialogue-format", "government-body", "party", "armed-force"}:
            return Form(("The " if at_start else "the ") + words, how, self, lead=4)
        return Form(words, how, self)


@dataclass(frozen=True, slots=True)
class Named:
    """A publication, author or topic."""

    uid: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Cast:
    """All that sources of one generated library share, with the records that say so."""

    publications: tuple[Named, ...]
    authors: tuple[Named, ...]
    topics: dict[str, Named]
    states: tuple[Figure, ...]
    people: tuple[Figure, ...]
    bodies: tuple[Figure, ...]
    records: tuple[Record, ...]


def assemble(sources: int) -> Cast:
    """Make the cast of a library of this many sources: more sources, more people and authors.

    Every library has the same cast, as far as it goes, so that several fit into one another.
    """
    records: list[Record] = []
    publications = tuple(
        _named("publication", name, records, url="", note="") for name in vocabulary.PUBLICATIONS
    )
    names = _names()
    signing = names[: 12 + min(sources // 25, MOST_AUTHORS - 12)]
    authors = tuple(_named("author", name, records, note="") for name in signing)
    topics = {
        name: _named("topic", name, records, description="", slug=slug)
        for slug, name, _phrases in vocabulary.TOPICS
    }
    states, bodies, people = [], [], []
    for name, adjective, capital in vocabulary.STATES:
        figure, record = _state(name, adjective, capital)
        states.append(figure)
        records.append(record)
    for figure, record in _bodies(states):
        bodies.append(figure)
        records.append(record)
    others = names[MOST_AUTHORS : MOST_AUTHORS + 30 + min(sources // 8, MOST_PEOPLE)]
    for name, author in (*zip(signing, authors, strict=True), *((name, None) for name in others)):
        figure, record = _person(name, states, author)
        people.append(figure)
        records.append(record)
    return Cast(
        publications, authors, topics, tuple(states), tuple(people), tuple(bodies), tuple(records)
    )


def _names() -> list[str]:
    names = [
        f"{given} {family}"
        for given in vocabulary.GIVEN_NAMES
        for family in vocabulary.FAMILY_NAMES
    ]
    Random("names").shuffle(names)
    pairs = [name.split(" ", 1) for name in names]
    return names + [f"{given} {initial}. {family}" for initial in "JM" for given, family in pairs]


def slugify(name: str) -> str:
    """Return the name in ASCII letters, digits and hyphens, other letters by their number."""
    plain = (c if c.isascii() else f"u{ord(c):x}" for c in name.lower())
    words = "".join(c if c.isalnum() else " " for c in "".join(plain)).split()
    return "-".join(words)[:100]


def _named(kind: str, name: str, records: list[Record], slug: str = "", **columns: str) -> Named:
    made = Named(uid("cast", kind, name), slug or slugify(name), name)
    head = {"type": kind, "uid": made.uid, "slug": made.slug, "name": name}
    records.append(head | columns | {"former_slugs": []})
    return made


def _actor(
    figure: Figure,
    *,
    slug: str,
    aliases: list[tuple[str, str]],
    part_of: str | None = None,
    author: str | None = None,
    members: tuple[str, ...] = (),
    roles: tuple[Record, ...] = (),
) -> Record:
    undated = {"valid_from": None, "valid_to": None}
    return {
        "type": "actor",
        "uid": figure.uid,
        "slug": slug,
        "name": figure.name,
        "kind": figure.kind,
        "part_of": part_of,
        "merged_into": None,
        "author": author,
        "publication": None,
        "note": "",
        "former_slugs": [],
        "aliases": [
            {"text": text, "kind": kind, "language": "", **undated} for text, kind in aliases
        ],
        "members": [{"member": member, **undated} for member in members],
        "roles": list(roles),
        "identifiers": [],
    }


def _state(name: str, adjective: str, capital: str) -> tuple[Figure, Record]:
    forms = ((name, "name"), (capital, "metonym"), (f"the {adjective} government", "description"))
    figure = Figure(uid("cast", "actor", name), name, "state", forms)
    aliases = [(adjective, "demonym"), (capital, "capital-metonym")]
    return figure, _actor(figure, slug=slugify(name), aliases=aliases)


def _bodies(states: list[Figure]) -> Iterator[tuple[Figure, Record]]:
    for state, (_name, adjective, _capital) in zip(states, vocabulary.STATES, strict=True):
        for suffix, words, kind, acronym in vocabulary.BODIES:
            name = f"{adjective} {words}"
            figure = Figure(uid("cast", "actor", name), name, kind, ((name, "name"),))
            aliases = [(acronym, "acronym")] if acronym else []
            slug = f"{slugify(state.name)}-{suffix}"
            yield figure, _actor(figure, slug=slug, aliases=aliases, part_of=state.uid)
    for number, (slug, name, kind) in enumerate(vocabulary.ALLIANCES):
        figure = Figure(uid("cast", "actor", name), name, kind, ((name, "name"),))
        members = tuple(state.uid for state in states[number :: len(vocabulary.ALLIANCES)])
        yield figure, _actor(figure, slug=slug, aliases=[], members=members)


def _person(name: str, states: list[Figure], author: Named | None) -> tuple[Figure, Record]:
    random = Random(name)
    state = random.choice(states)
    title = random.choice(vocabulary.TITLES)
    family = name.rsplit(" ", 1)[1]
    forms = ((name, "name"), (family, "name"), (f"{title} {family}", "title"))
    figure = Figure(uid("cast", "actor", name), name, "person", forms)
    began = datetime.date(random.randint(1998, 2018), random.randint(1, 12), random.randint(1, 28))
    role = {
        "organisation": state.uid,
        "title": title,
        "valid_from": began.isoformat(),
        "valid_to": began.replace(year=began.year + random.randint(1, 6)).isoformat(),
        "note": "",
    }
    aliases = [(family, "short"), (f"{title} {family}", "titled")]
    record = _actor(
        figure,
        slug=slugify(name),
        aliases=aliases,
        author=author.uid if author else None,
        roles=() if author else (role,),
    )
    return figure, record
