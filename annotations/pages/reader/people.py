"""The actors that a page names, the signers of the source, and the offices actors held then."""

from dataclasses import dataclass

from annotations.models import Actor
from annotations.offices import Offices
from annotations.pages.reader.statements import Annotated
from sourcelib.models import Article, Authorship


@dataclass(frozen=True, slots=True)
class Person:
    """A name with its page; the slug is that of an actor, "" for an author who is none."""

    name: str
    url: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Actors by key, the authors in the order of the byline, the offices of actors by key."""

    actors: dict[int, Person]
    authors: list[Person]
    offices: dict[int, list[str]]


def read_people(article: Article, annotated: Annotated) -> People:
    """Read every actor that the annotations name, and who signed `article`."""
    keys = {mention.actor for mention in annotated.mentions}
    for said in annotated.statements:
        keys.update(said.about)
        if said.speaker is not None:
            keys.add(said.speaker)
        if said.forecast:
            keys.update(said.forecast.co_speakers)
    actors = {
        pk: Person(name, f"/actors/{slug}/", slug)
        for pk, slug, name in Actor.objects.filter(pk__in=keys).values_list("id", "slug", "name")
    }
    offices = Offices(keys)
    held = {pk: told for pk in keys if (told := offices.held(pk, article))}
    return People(actors, read_authors(article), held)


def read_authors(article: Article) -> list[Person]:
    """Who signed `article`, each with the page of the actor, or else of the author."""
    rows = Authorship.objects.filter(article=article).order_by("position")
    return [
        Person(name, f"/actors/{actor}/" if actor else f"/authors/{slug}/", actor or "")
        for name, slug, actor in rows.values_list(
            "author__name", "author__slug", "author__actor__slug"
        )
    ]
