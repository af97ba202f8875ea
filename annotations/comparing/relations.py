"""What leads from one of two sources to the other: relations, and the passages of verdicts."""

from dataclasses import dataclass

from django.db.models import Q

from annotations.comparing.pair import Pair
from annotations.models import Annotation, Evidence, Relation, Verdict


@dataclass(frozen=True)
class Across:
    """A relation between a claim or prediction of one source and one of the other."""

    source: int
    target: int
    kind: str
    reason: str

    @property
    def ends(self) -> frozenset[int]:
        """The keys of both ends."""
        return frozenset((self.source, self.target))

    def other(self, end: int) -> int:
        """Return the end that is not `end`."""
        return self.target if end == self.source else self.source

    def reads_from(self, end: int) -> str:
        """Return how the relation reads from one of its ends."""
        kind = Relation.Kind(self.kind)
        return str(kind.label if end == self.source else Relation.BACKWARD[kind])


def relations_across(pair: Pair) -> list[Across]:
    """Return the public relations between claims and predictions of the two; one query."""
    left, right = pair.keys
    across = Q(source__article=left, target__article=right) | Q(
        source__article=right, target__article=left
    )
    rows = (
        Relation.objects.public()
        .filter(across)
        .exclude(source__kind=Annotation.Kind.MENTION)
        .exclude(target__kind=Annotation.Kind.MENTION)
        .order_by("kind", "pk")
    )
    return [Across(*row) for row in rows.values_list("source_id", "target_id", "kind", "reason")]


def passages_of_verdicts(pair: Pair) -> list[tuple[int, int]]:
    """Return the older one's judged predictions, each with passages of the later one that the
    standing verdict takes as evidence; one query, nothing where neither is surely older.
    """
    if pair.older is None:
        return []
    standing = Verdict.objects.reviewed().standing()
    public = Annotation.objects.public()
    rows = Evidence.objects.filter(
        verdict__in=standing.filter(annotation__in=public.filter(article=pair.older).predictions()),
        passage__in=public.filter(article=pair.later).exclude(kind=Annotation.Kind.MENTION),
    )
    return list(
        rows.order_by("verdict_id", "position").values_list("verdict__annotation_id", "passage_id")
    )


def predictions_of_older(pair: Pair) -> set[int]:
    """Return the keys of the older one's public predictions; one query."""
    if pair.older is None:
        return set()
    rows = Annotation.objects.public().filter(article=pair.older).predictions()
    return set(rows.order_by().values_list("pk", flat=True))
