"""Actors found by what is selected or typed, with how these words refer to each of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, Value, When
from django.utils.translation import gettext as _

from annotations.models import Actor, ActorAlias, Annotation, Mention, Span
from annotations.services.finding.words import folded, nearest, stretches
from annotations.suggesting.forms import Alias, Form, forms_of
from sourcelib.models import Article

_READ = 60  # rows of the registry that are looked at for one answer
_LATELY = 200  # mentions of a curator that count as lately
# How words name an actor, the surest first; from a beginning on, they may not be meant for it.
_BEFORE, _NAME, _ALIAS, _TITLED, _BEGINNING, _PART, _NEARLY = range(7)


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor, how the words refer to it if that can be told, and why it is offered.

    `sure` says that the words name it and no other as well; `rank` is how they name it, the surest
    first.
    """

    actor: Actor
    rank: int
    how: str | None = None
    locative: bool = False
    says: str = ""
    used: int = 0
    sure: bool = False


def find_actors(
    *, user: Any, words: str, said: str = "", article: Article | None = None, most: int
) -> list[FoundActor]:
    """Return the actors that words may name; how they refer is told of what is `said` instead.

    First what these words were last tagged as in `article`; then by name, alias, beginning and
    part of either; of equals those that the source has, then those that `user` tagged lately.
    If nothing is found, names that are spelled nearly so. The number of queries does not grow.
    """
    words = " ".join(words.split())
    actors = Actor.objects.visible_to(user).filter(merged_into__isnull=True)
    actors = actors.prefetch_related(
        Prefetch("aliases", ActorAlias.objects.order_by("pk"), to_attr="forms")
    )
    rows = list(_candidates(actors, words, article)[:_READ])
    if not rows and words:
        rows = _nearly(actors, words, most)
        found = [FoundActor(actor, _NEARLY) for actor in rows]
    else:
        found = [_named(actor, words, article) for actor in rows]
    used, lately = _use(rows, article, user)
    found = [replace(one, used=used[one.actor.pk]) for one in found]
    last = {pk: place for place, pk in reversed([*enumerate(lately)])}
    found.sort(
        key=lambda one: (
            one.rank,
            -one.used,
            last.get(one.actor.pk, _LATELY),
            one.actor.name,
            one.actor.pk,
        )
    )
    found = _with_surest(_tagged_before(actors, words, article), found)[:most]
    said = " ".join(said.split())
    return found if said in ("", words) else [_as_said(one, said, article) for one in found]


def _candidates(actors: Any, words: str, article: Article | None) -> Any:
    if not words and article is not None:
        here = Mention.objects.filter(annotation__article=article).values("actor")
        return actors.filter(pk__in=here).order_by("name", "id")
    if not words:
        return actors.order_by("name", "id")
    alias = ActorAlias.objects.filter(actor=OuterRef("pk"))
    within = stretches(words)
    last = words.split()[-1]
    rank = Case(
        When(name__iexact=words, then=Value(0)),
        When(Exists(alias.filter(text__iexact=words)), then=Value(1)),
        When(Q(name__in=within) | Exists(alias.filter(text__in=within)), then=Value(2)),
        When(name__istartswith=words, then=Value(3)),
        When(Exists(alias.filter(text__istartswith=words)), then=Value(4)),
        When(kind=Actor.Kind.PERSON, name__iendswith=f" {last}", then=Value(2)),
        default=Value(5),
        output_field=IntegerField(),
    )
    return actors.filter(
        Q(name__icontains=words)
        | Q(name__in=within)
        | Exists(alias.filter(Q(text__icontains=words) | Q(text__in=within)))
        | Q(kind=Actor.Kind.PERSON, name__iendswith=f" {last}")
    ).order_by(rank, "name", "id")


def _nearly(actors: Any, words: str, most: int) -> list[Actor]:
    names = [*actors.values_list("pk", "name")]
    names += ActorAlias.objects.filter(actor__in=actors).values_list("actor", "text")
    keys = nearest(words, names, most)
    rows = {actor.pk: actor for actor in actors.filter(pk__in=keys)}
    return [rows[key] for key in keys]


def _named(actor: Actor, words: str, article: Article | None) -> FoundActor:
    """Return how words name an actor: by the form of it that is nearest to them."""
    if not words:
        return FoundActor(actor, _PART)
    given: list[ActorAlias] = actor.forms  # type: ignore[attr-defined]
    aliases = [Alias(one.text, one.kind, one.valid_from, one.valid_to) for one in given]
    person = actor.kind == Actor.Kind.PERSON
    earliest, latest = (article.date_earliest, article.date_latest) if article else (None, None)
    read = [
        _read(actor, form, words, person=person)
        for form in forms_of(actor.pk, actor.name, aliases, person=person)
        if form.holds(earliest, latest)
    ]
    read += [
        FoundActor(actor, _PART, says=one.text)
        for one in given
        if words.casefold() in one.text.casefold()
    ]
    return min(read, key=lambda one: one.rank, default=FoundActor(actor, _PART))


def _read(actor: Actor, form: Form, words: str, *, person: bool) -> FoundActor:
    said, name = folded(words), folded(form.text)
    label = "" if form.kind == "official" else str(ActorAlias.Kind(form.kind).label)
    if said == name:
        rank = _NAME if form.kind == "official" else _ALIAS
        return FoundActor(actor, rank, form.how, says=label)
    if said.endswith(f" {name}") and person:
        return FoundActor(actor, _TITLED, str(Mention.How.TITLE), says=form.text)
    if name.startswith(said):
        return FoundActor(actor, _BEGINNING, form.how, says=label)
    return FoundActor(actor, _PART)


def _as_said(one: FoundActor, said: str, article: Article | None) -> FoundActor:
    """Return an actor that was found by other words, with how the text's own words refer to it."""
    there = _named(one.actor, said, article)
    how = there.how if there.rank < _BEGINNING else None
    return replace(one, how=how, locative=False)


def _use(
    rows: Sequence[Actor], article: Article | None, user: Any
) -> tuple[Counter[int], list[int]]:
    """Return how often the source has each, and those that a curator tagged, the last first."""
    of_these = Mention.objects.filter(actor__in=[actor.pk for actor in rows])
    here = of_these.filter(annotation__article=article) if article else Mention.objects.none()
    own = of_these.filter(annotation__created_by=user).order_by("-annotation_id")
    lately = list(own.values_list("actor", flat=True)[:_LATELY])
    return Counter(here.values_list("actor", flat=True)), lately


def _tagged_before(actors: Any, words: str, article: Article | None) -> FoundActor | None:
    """Return what the same words were last tagged as in the source."""
    if article is None or not words:
        return None
    spans = Span.objects.filter(role=Span.Role.BODY, exact=words, revision__article=article)
    mentions = Mention.objects.filter(annotation__spans__in=spans, actor__in=actors)
    mentions = mentions.exclude(annotation__state=Annotation.State.WITHDRAWN)
    last = mentions.order_by("-annotation__changed_at", "-annotation_id").first()
    if last is None:
        return None
    says = _("tagged so before in this source")
    return FoundActor(
        actors.get(pk=last.actor_id),
        _BEFORE,
        last.how,
        locative=last.locative,
        says=says,
        sure=True,
    )


def _with_surest(before: FoundActor | None, found: list[FoundActor]) -> list[FoundActor]:
    """Put what is sure first: tagged so before, or the one actor that the words name."""
    if before is not None:
        used = next((one.used for one in found if one.actor == before.actor), 0)
        left = [one for one in found if one.actor != before.actor]
        return [replace(before, used=used), *left]
    named = [one for one in found if one.rank < _BEGINNING]
    if not named:
        return found
    first = named[0]
    rivals = [one for one in named[1:] if one.rank <= max(first.rank, _ALIAS)]
    if not rivals or (first.used and not any(one.used for one in rivals)):
        return [replace(first, sure=True), *found[1:]]
    return found
