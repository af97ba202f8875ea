"""Predictions whose verdict rests on the words of a later source of this library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from annotations.models import Annotation, Evidence, Relation, Verdict
from annotations.scoring.likelihood import Standard
from annotations.statements import StatementView, statements, with_statements
from sourcelib.models import Article

_READ = 200  # pieces of evidence, of which several may be on one prediction
_DECIDED = (Verdict.State.CAME_TRUE, Verdict.State.PARTLY, Verdict.State.DID_NOT_COME_TRUE)


@dataclass(frozen=True)
class Answered:
    """A prediction with its verdict, and a passage of a later source that its verdict rests on."""

    prediction: StatementView
    answer: StatementView


def first_answered(most: int) -> list[tuple[int, int]]:
    """Return the keys of predictions decided last with a passage that their verdict rests on.

    First those with a passage that is said to show how they turned out: a piece of evidence alone
    may speak for the other side of a verdict. One query.
    """
    public = {"state": Annotation.State.PUBLISHED, "article__state": Article.State.PUBLISHED}
    pieces = Evidence.objects.filter(
        verdict__in=Verdict.objects.public().standing().filter(state__in=_DECIDED),
        verdict__annotation__kind=Annotation.Kind.PREDICTION,
        passage__kind__in=[Annotation.Kind.CLAIM, Annotation.Kind.PREDICTION],
        passage__article__sort_date__gt=F("verdict__annotation__article__sort_date"),
        **{f"passage__{name}": value for name, value in public.items()},
    )
    shows = Relation.objects.filter(
        kind=Relation.Kind.RESOLVES,
        source=OuterRef("passage"),
        target=OuterRef("verdict__annotation"),
    )
    ordered = pieces.alias(shows=Exists(shows)).order_by(
        "-shows", "-verdict__decided_on", "-verdict__event_date", "-verdict", "pk"
    )
    found: dict[int, int] = {}
    for prediction, passage in ordered.values_list("verdict__annotation", "passage")[:_READ]:
        found.setdefault(prediction, passage)
    return list(found.items())[:most]


def answered(keys: Sequence[tuple[int, int]], views: Mapping[int, StatementView]) -> list[Answered]:
    """Return what `first_answered` found, out of `views` by key; what is no longer is left out."""
    return [
        Answered(views[prediction], views[passage])
        for prediction, passage in keys
        if prediction in views and passage in views
    ]


def views_of(keys: Sequence[int], standard: Standard) -> dict[int, StatementView]:
    """Return the public claims and predictions with these keys, ready to be shown."""
    rows = with_statements(Annotation.objects.public().filter(pk__in=keys))
    return {view.annotation.pk: view for view in statements(rows, standard)}
