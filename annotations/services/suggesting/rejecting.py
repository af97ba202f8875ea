"""Suggestions are turned down, and that is taken back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, RejectedSuggestion
from annotations.services.creating import corrected
from annotations.services.suggesting.offering import text_for
from annotations.services.suggesting.places import Place, Places
from annotations.spans import SpanError, check
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid


@transaction.atomic
def reject(
    *,
    user: Any,
    article: Article,
    revision: Revision,
    kind: str,
    start: int,
    end: int,
    exact: str,
    actors: Sequence[Actor] = (),
) -> int:
    """Remember that a suggestion is none, for whoever works on the source; return how many are new.

    A mention is turned down of each of the `actors`, a prediction without any. It is known by its
    sentence and where it begins there, and so stays turned down in a corrected text that keeps
    the sentence; the same sentence twice in a source is one. Turned down twice, it is so once.

    Raises NotAllowed, Invalid (also where the source has got a later text meanwhile).
    """
    place = _place(user, article, revision, kind, start, end, exact, actors)
    new = 0
    for actor in actors or (None,):
        _row, made = RejectedSuggestion.objects.get_or_create(
            article=article,
            kind=kind,
            actor=actor,
            sentence_sha256=place.sentence_sha256,
            offset=place.offset,
            defaults={"exact": exact, "rejected_by": user},
        )
        new += made
    return new


@transaction.atomic
def take_back(
    *,
    user: Any,
    article: Article,
    revision: Revision,
    kind: str,
    start: int,
    end: int,
    exact: str,
    actors: Sequence[Actor] = (),
) -> int:
    """Forget that a suggestion was turned down, and return how many were. Raises as `reject`."""
    place = _place(user, article, revision, kind, start, end, exact, actors)
    rows = RejectedSuggestion.objects.filter(
        article=article,
        kind=kind,
        sentence_sha256=place.sentence_sha256,
        offset=place.offset,
    )
    if actors:  # also what was turned down of an actor that one of them was merged from
        rows = rows.filter(Q(actor__in=actors) | Q(actor__merged_into__in=actors))
    deleted, _by_model = rows.delete()
    return deleted


def _place(
    user: Any,
    article: Article,
    revision: Revision,
    kind: str,
    start: int,
    end: int,
    exact: str,
    actors: Sequence[Actor],
) -> Place:
    current = text_for(user, article)
    if revision != current:
        raise corrected(article)
    errors: dict[str, list[str]] = {}
    if kind not in (Annotation.Kind.MENTION, Annotation.Kind.PREDICTION):
        errors["kind"] = [_("Mentions and predictions are suggested, nothing else.")]
    if kind == Annotation.Kind.MENTION and not actors:
        errors["actors"] = [_("Say of whom it is no mention.")]
    if kind == Annotation.Kind.PREDICTION and actors:
        errors["actors"] = [_("Predictions are suggested without actors.")]
    try:
        check(current.text, start, end, exact)
    except SpanError as error:
        errors["exact"] = [str(error)]
    if errors:
        raise Invalid(errors)
    return Places(current.text).of(start)
