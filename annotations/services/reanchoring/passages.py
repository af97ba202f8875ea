"""The passages of a source as they stand, read at once: what is to be found in another text."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from annotations.models import Annotation, Span
from annotations.spans.transfer import Carried
from sourcelib.models import Article, Revision


@dataclass(frozen=True, slots=True)
class Place:
    """A span of an annotation as it stands: its role and part, its extent, its words."""

    role: str
    part: int
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An annotation with its places in the text that it stands on.

    `returns` tells that these are words which it had before, and it has others now.
    """

    pk: int
    kind: str
    withdrawn: bool
    revision: int
    actor: int | None
    compound: int | None
    places: tuple[Place, ...]
    returns: bool = False

    def body(self) -> list[Place]:
        """Its passage, part by part."""
        return [place for place in self.places if place.role == Span.Role.BODY]


# A place, and where it was found.
Pair = tuple[Place, Carried]


def standing(article: Article) -> list[Standing]:
    """Return all annotations of a source, in whatever state, as they stand: two queries."""
    places = _places(
        Span.objects.filter(annotation__article=article, revision=F("annotation__revision"))
    )
    rows: Iterable[tuple[Any, ...]] = (
        Annotation.objects.filter(article=article)
        .order_by("pk")
        .values_list("pk", "kind", "state", "revision_id", "mention__actor", "prediction__compound")
    )
    return [
        Standing(
            pk,
            kind,
            state == Annotation.State.WITHDRAWN,
            revision,
            actor,
            compound,
            places.get(pk, ()),
        )
        for pk, kind, state, revision, actor, compound in rows
    ]


def standing_in(revision: Revision) -> dict[int, tuple[Place, ...]]:
    """Return the places of annotations in a text, by key, whether they stand on it or did once."""
    return _places(Span.objects.filter(revision=revision))


def _places(spans: QuerySet[Span]) -> dict[int, tuple[Place, ...]]:
    places: dict[int, list[Place]] = defaultdict(list)
    columns = ("annotation_id", "role", "part", "start", "end", "exact")
    for pk, *place in spans.order_by(*columns[:3]).values_list(*columns):
        places[pk].append(Place(*place))
    return {pk: tuple(found) for pk, found in places.items()}


def texts_of(revisions: Iterable[int]) -> dict[int, str]:
    """Return the texts of revisions by their keys: one query."""
    return dict(Revision.objects.filter(pk__in=set(revisions)).values_list("pk", "text"))
