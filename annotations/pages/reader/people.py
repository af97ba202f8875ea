"""The actors that a page names, the signers of the source, and the offices actors held then."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from annotations.models import Actor, ActorRole
from annotations.pages.reader.statements import Annotated
from sourcelib.models import Article, Authorship


@dataclass(frozen=True, slots=True)
class Person:
    """A name with its page."""

    name: str
    url: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Actors by key, and the authors in the order of the byline."""

    actors: dict[int, Person]
    authors: list[Person]
    offices: dict[int, list[str]]


def read_people(article: Article, annotated: Annotated) -> People:
    """Read every actor that the annotations name, and who signed `article`."""
    cast = {mention.actor for mention in annotated.mentions}
    keys = set(cast)
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
    return People(actors, read_authors(article), _read_offices(article, cast))


def read_authors(article: Article) -> list[Person]:
    """Who signed `article`, each with the page of the actor, or else of the author."""
    rows = Authorship.objects.filter(article=article).order_by("position")
    return [
        Person(name, f"/actors/{actor}/" if actor else f"/authors/{slug}/")
        for name, slug, actor in rows.values_list(
            "author__name", "author__slug", "author__actor__slug"
        )
    ]


def _read_offices(article: Article, actors: Iterable[int]) -> dict[int, list[str]]:
    """The offices that actors held when the source was written: "then Prime Minister, Japan"."""
    if article.date_earliest is None or article.date_latest is None:
        return {}
    held = ActorRole.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=article.date_latest),
        Q(valid_to__isnull=True) | Q(valid_to__gte=article.date_earliest),
        actor__in=actors,
    )
    today = datetime.date.today()
    found: dict[int, list[str]] = {}
    for actor, title, whose, until in held.order_by("actor_id", "valid_from", "id").values_list(
        "actor_id", "title", "organisation__name", "valid_to"
    ):
        wording = _("then %(title)s, %(of)s") if until and until < today else _("%(title)s, %(of)s")
        found.setdefault(actor, []).append(wording % {"title": title, "of": whose})
    return found
