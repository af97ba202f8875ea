"""What the filters of lists ask of rows, as conditions; each is said once."""

from collections.abc import Callable, Sequence

from django.db.models import Exists, OuterRef, Q

from annotations.models import Actor, Claim, Prediction, Span
from annotations.models.statement import Attribution
from sourcelib.models import Article, Authorship


def each(words: Sequence[str], says: Callable[[str], Q]) -> Q:
    """Return the condition that every word occurs."""
    condition = Q()
    for word in words:
        condition &= says(word)
    return condition


def source_has_word(word: str) -> Q:
    """Return the condition that a source has `word` in what a reader may see of it."""
    signed = Authorship.objects.filter(author__name__icontains=word)
    return (
        Q(title__icontains=word)
        | Q(publication__name__icontains=word)
        | Q(pk__in=signed.values("article"))
        | Q(display=Article.Display.FULL, current_revision__text__icontains=word)
    )


def statement_has(words: Sequence[str]) -> Q:
    """Return the condition that a claim or prediction has all `words`."""
    return each(words, _statement_has_word)


def _statement_has_word(word: str) -> Q:
    """Return the condition that a claim or prediction has `word` in its sentence or its words."""
    quoted = Span.objects.filter(
        annotation=OuterRef("pk"), role=Span.Role.BODY, exact__icontains=word
    ).exclude(annotation__article__display=Article.Display.METADATA)
    return (
        Q(claim__summary__icontains=word)
        | Q(prediction__summary__icontains=word)
        | Q(Exists(quoted))
    )


def said_by(actors: list[Actor]) -> Q:
    """Return the condition that something is said by, or reported of, one of `actors`.

    What an author only infers about someone is never said by them.
    """
    authors = [actor.author_id for actor in actors if actor.author_id]
    signed = Authorship.objects.filter(author__in=authors).values("article")
    own = {"attribution": Attribution.AUTHOR, "annotation__article__in": signed}
    reported = {"attribution": Attribution.REPORTED, "speaker__in": actors}
    shared = {"attribution": Attribution.REPORTED, "co_speakers__in": actors}
    return (
        Q(pk__in=Claim.objects.filter(**own).values("annotation"))
        | Q(pk__in=Claim.objects.filter(**reported).values("annotation"))
        | Q(pk__in=Prediction.objects.filter(**own).values("annotation"))
        | Q(pk__in=Prediction.objects.filter(**reported).values("annotation"))
        | Q(pk__in=Prediction.objects.filter(**shared).values("annotation"))
    )


def inferred_about(actor: Actor) -> Q:
    """Return the condition that something is only inferred about what `actor` says or means."""
    inferred = {"attribution": Attribution.INFERRED, "speaker": actor}
    return Q(pk__in=Claim.objects.filter(**inferred).values("annotation")) | Q(
        pk__in=Prediction.objects.filter(**inferred).values("annotation")
    )
