"""What the filters of lists ask of rows, as conditions; each is said once."""

from collections.abc import Callable, Sequence

from django.db.models import Q

from annotations.models import Actor, Claim, Prediction
from annotations.models.statement import Attribution
from sourcelib.models import Authorship
from sourcelib.search import index
from sourcelib.search.index import Kind
from sourcelib.search.query import Query


def each(words: Sequence[str], says: Callable[[str], Q]) -> Q:
    """Return the condition that every word occurs."""
    condition = Q()
    for word in words:
        condition &= says(word)
    return condition


def found_as(*kinds: Kind) -> Callable[[Query], Q]:
    """Return how a search becomes the condition that rows are found by it, as one of these kinds.

    A list and the search page find the same: they ask the same index.
    """

    def condition(query: Query) -> Q:
        found = Q()
        for kind in kinds:
            found |= Q(pk__in=index.found(query, kind))
        return found

    return condition


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
