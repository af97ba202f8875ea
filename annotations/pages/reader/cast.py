"""Who occurs in a source: under which names, how often, in how many claims and predictions."""

from collections import Counter
from dataclasses import dataclass, field

from annotations.models.statement import Attribution
from annotations.pages.reader.modes import Mode
from annotations.pages.reader.people import People, Person
from annotations.pages.reader.statements import Annotated, Said
from annotations.rendering import Drawing


@dataclass(slots=True)
class Member:
    """One actor of the cast. `forms` are the words used, the most frequent first."""

    person: Person
    offices: list[str]
    count: int = 0
    claims: int = 0
    predictions: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def usual_forms(self) -> list[tuple[str, int]]:
        """The five most frequent forms with their counts."""
        return self.forms.most_common(5)


def find_named(annotated: Annotated, drawing: Drawing) -> None:
    """Fill in which actors are mentioned within each claim and prediction."""
    statements = {said.uid: said for said in annotated.statements}
    actors = {named.uid: named.actor for named in annotated.mentions}
    for covering in drawing.covering():
        mentioned = [actors[passage.uid] for passage in covering if passage.uid in actors]
        if mentioned:
            for passage in covering:
                if passage.uid in statements:
                    statements[passage.uid].named.update(dict.fromkeys(mentioned))


def cast(annotated: Annotated, people: People) -> list[Member]:
    """Return the cast, the most often mentioned first; have `find_named` run before."""
    members: dict[int, Member] = {}
    for named in sorted(annotated.mentions, key=lambda named: named.extents[0]):
        member = members.get(named.actor)
        if member is None:
            person = people.actors[named.actor]
            member = Member(person, people.offices.get(named.actor, []))
            members[named.actor] = member
        member.count += 1
        if named.words:
            member.forms[named.words] += 1
    for said in annotated.statements:
        for pk in said.named:
            if said.kind == "claim":
                members[pk].claims += 1
            else:
                members[pk].predictions += 1
    return sorted(members.values(), key=lambda member: -member.count)


def subjects(annotated: Annotated) -> list[tuple[str, str, int]]:
    """Return the topics as slug, name and number of statements, the most frequent first."""
    counts: Counter[str] = Counter()
    for said in annotated.statements:
        counts.update(said.topics)
    return [(slug, annotated.topics[slug], count) for slug, count in counts.most_common()]


def speakers(annotated: Annotated, people: People) -> list[tuple[Person, int]]:
    """Return who says something here, with how many claims and predictions, the most first.

    What an author only infers about someone is not said by them.
    """
    counts: Counter[str] = Counter()
    persons: dict[str, Person] = {}
    for said in annotated.statements:
        for person in said_by(said, people):
            persons[person.slug] = person
            counts[person.slug] += 1
    return [(persons[slug], count) for slug, count in counts.most_common()]


def said_by(said: Said, people: People) -> list[Person]:
    """Return the actors who say it: the authors their own, those reported what is reported."""
    if said.attribution == Attribution.AUTHOR:
        return [author for author in people.authors if author.slug]
    if said.attribution != Attribution.REPORTED:
        return []
    others = said.forecast.co_speakers if said.forecast else []
    keys = [] if said.speaker is None else [said.speaker]
    return [people.actors[pk] for pk in dict.fromkeys([*keys, *others])]


def is_listed(said: Said, people: People, mode: Mode) -> bool:
    """Whether a statement belongs to what is lit: names the actor, is said so, is on the topic."""
    if mode.actor:
        return any(people.actors[pk].slug == mode.actor for pk in said.named)
    if mode.speaker:
        return any(person.slug == mode.speaker for person in said_by(said, people))
    return bool(mode.topic) and mode.topic in said.topics
