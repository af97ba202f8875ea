"""Where else an actor that a curator has tagged may be mentioned, to tick in one list."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, Mention, RejectedSuggestion, Span
from annotations.services.suggesting.offering import tagged_in, text_for
from annotations.services.suggesting.places import Place, Places
from annotations.services.suggesting.registry import forms, namesakes
from annotations.suggesting.matching import Matcher
from annotations.suggesting.others import other_mentions, with_words
from annotations.suggesting.suggestion import OtherMention
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Other:
    """One place, the sentence around it, and whether it was turned down as a suggestion."""

    mention: OtherMention
    sentence: tuple[int, int]
    rejected: bool


@dataclass(frozen=True, slots=True)
class Others:
    """All places in the order of the text, and the actors that share words with the one."""

    revision: Revision
    actor: Actor
    rows: list[Other]
    sharing: dict[int, Actor]


def others(
    *, user: Any, article: Article, actor: Actor, words: str = "", how: str = Mention.How.NAME
) -> Others:
    """Return where an actor's forms, and `words` that refer to it by `how`, stand untagged.

    Its forms are those of the registry, and whatever words the source was tagged with as it.

    The number of queries does not grow with anything. Raises NotAllowed, and Invalid where the
    source has no text, the actor was merged, or `how` is none.
    """
    revision = text_for(user, article)
    errors = {}
    if actor.merged_into_id is not None:
        errors["actor"] = [_("This actor was merged into another: choose that one.")]
    if how not in Mention.How.values:
        errors["how"] = [_("Say how the words refer.")]
    if errors:
        raise Invalid(errors)
    known = forms()
    for each in [(words, how), *_tagged_as(revision, actor)]:
        known = with_words(known, actor.pk, *each)
    found = other_mentions(
        revision.text,
        Matcher(known, namesakes()),
        actor.pk,
        tagged=tagged_in(revision),
        earliest=article.date_earliest,
        latest=article.date_latest,
    )
    places = Places(revision.text)
    rejected = _rejected(article, actor)
    sharing = {number for one in found for number in one.others}
    return Others(
        revision,
        actor,
        [Other(one, places.sentence(one.start), places.of(one.start) in rejected) for one in found],
        Actor.objects.in_bulk(sharing),
    )


def _tagged_as(revision: Revision, actor: Actor) -> list[tuple[str, str]]:
    """Return the words in one piece that mention an actor in a text, and how they refer to it."""
    bodies = Span.objects.filter(revision=revision, role=Span.Role.BODY)
    pieces = bodies.filter(part__gt=1).values("annotation")
    said = bodies.filter(annotation__mention__actor=actor).exclude(annotation__in=pieces)
    said = said.exclude(annotation__state=Annotation.State.WITHDRAWN).order_by("exact")
    return [*said.values_list("exact", "annotation__mention__how").distinct()]


def _rejected(article: Article, actor: Actor) -> set[Place]:
    rows = RejectedSuggestion.objects.filter(article=article, kind=Annotation.Kind.MENTION)
    own = rows.filter(actor=actor) | rows.filter(actor__merged_into=actor)
    return {Place(*row) for row in own.values_list("sentence_sha256", "offset")}
