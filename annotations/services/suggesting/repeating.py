"""Where else an actor that a curator has tagged may be mentioned, to tick in one list."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, Mention, RejectedSuggestion
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
    found = other_mentions(
        revision.text,
        Matcher(with_words(forms(), actor.pk, words, how), namesakes()),
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


def _rejected(article: Article, actor: Actor) -> set[Place]:
    rows = RejectedSuggestion.objects.filter(article=article, kind=Annotation.Kind.MENTION)
    own = rows.filter(actor=actor) | rows.filter(actor__merged_into=actor)
    return {Place(*row) for row in own.values_list("sentence_sha256", "offset")}
