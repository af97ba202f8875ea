"""What is suggested in the current text of a source: nothing tagged, nothing turned down."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, RejectedSuggestion, Span
from annotations.services import permissions
from annotations.services.suggesting.places import Place, Places
from annotations.services.suggesting.registry import matcher
from annotations.suggesting.mentions import suggest_mentions
from annotations.suggesting.predictions import suggest_predictions
from annotations.suggesting.suggestion import (
    Candidate,
    MentionSuggestion,
    PredictionSuggestion,
    Tagged,
)
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid, NotAllowed

Suggestion = MentionSuggestion | PredictionSuggestion


@dataclass(frozen=True, slots=True)
class Offer:
    """The suggestions of a revision in the order of the text, and the actors that they name."""

    revision: Revision
    suggestions: list[Suggestion]
    actors: dict[int, Actor]


def suggestions(*, user: Any, article: Article) -> Offer:
    """Return what `user` could tag next in the current text of a source.

    The number of queries does not grow with anything. Raises NotAllowed, and Invalid where the
    source has no text.
    """
    revision = text_for(user, article)
    text = revision.text
    tagged = tagged_in(revision)
    days = {"earliest": article.date_earliest, "latest": article.date_latest}
    found: list[Suggestion] = [
        *suggest_mentions(text, matcher(), tagged=tagged, **days),
        *suggest_predictions(text, language=article.language, tagged=tagged, **days),
    ]
    kept = _without_rejected(found, article, Places(text))
    kept.sort(key=lambda one: (one.start, -one.end))
    actors = Actor.objects.in_bulk(
        {
            candidate.actor
            for one in kept
            if isinstance(one, MentionSuggestion)
            for candidate in one.candidates
        }
    )
    return Offer(revision, kept, actors)


def text_for(user: Any, article: Article) -> Revision:
    """Return the text in which `user` may tag. Raises NotAllowed, Invalid."""
    if not permissions.may_create(user, article):
        raise NotAllowed(_("You may not annotate this source."))
    if article.current_revision is None:
        raise Invalid({"revision": [_("This source has no text yet.")]})
    return article.current_revision


def tagged_in(revision: Revision) -> list[Tagged]:
    """Return what is tagged in a revision; what was withdrawn counts, for it was decided on."""
    columns = ("start", "end", "annotation__kind", "annotation__mention__actor")
    spans = Span.objects.filter(revision=revision, role=Span.Role.BODY)
    return [Tagged(*row) for row in spans.values_list(*columns)]


def _without_rejected(
    found: list[Suggestion], article: Article, places: Places
) -> list[Suggestion]:
    # Of an actor that was merged since, the one it was merged into is turned down.
    columns = ("kind", "actor_id", "actor__merged_into", "sentence_sha256", "offset")
    rows = RejectedSuggestion.objects.filter(article=article).values_list(*columns)
    rejected = {
        (kind, merged_into or actor, Place(sentence, offset))
        for kind, actor, merged_into, sentence, offset in rows
    }
    if not rejected:
        return found
    kept: list[Suggestion] = []
    for one in found:
        place = places.of(one.start)
        if isinstance(one, PredictionSuggestion):
            if (Annotation.Kind.PREDICTION, None, place) not in rejected:
                kept.append(one)
            continue
        left: tuple[Candidate, ...] = tuple(
            candidate
            for candidate in one.candidates
            if (Annotation.Kind.MENTION, candidate.actor, place) not in rejected
        )
        if left:
            kept.append(replace(one, candidates=left))
    return kept
