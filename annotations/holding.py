"""Which sources hold a proposition: how many assert, deny or speak to it, since when, and which."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet, Window
from django.db.models.functions import DenseRank

from annotations.models import Proposition, PropositionMember
from sourcelib.models import Article

CITED = 3  # of the sources on one side


@dataclass(frozen=True)
class Side:
    """The sources that take one position: how many, the first of them, and from when to when.

    The years are those of the dated sources.
    """

    sources: int = 0
    cited: Sequence[Article] = ()
    first: int | None = None
    last: int | None = None

    @property
    def more(self) -> int:
        """How many are not cited."""
        return self.sources - len(self.cited)


@dataclass(frozen=True)
class Held:
    """A proposition, and the sources on each side of it."""

    proposition: Proposition
    asserted: Side = field(default_factory=Side)
    denied: Side = field(default_factory=Side)
    neutral: Side = field(default_factory=Side)


_SIDES = {"supports": "asserted", "opposes": "denied", "neutral": "neutral"}


def held(propositions: Collection[Proposition]) -> list[Held]:
    """Return propositions with the sources on each side of them; four queries."""
    keys = [one.pk for one in propositions]
    public = PropositionMember.objects.public().filter(proposition__in=keys)
    counted = (
        public.order_by()
        .values_list("proposition", "position")
        .annotate(
            sources=Count("annotation__article", distinct=True),
            first=Min("annotation__article__date"),
            last=Max("annotation__article__date"),
        )
    )
    cited = _cited(keys)
    sides: dict[int, dict[str, Side]] = defaultdict(dict)
    for proposition, position, sources, first, last in counted:
        sides[proposition][_SIDES[position]] = Side(
            sources=sources,
            cited=cited[proposition, position],
            first=first.year if first else None,
            last=last.year if last else None,
        )
    return [Held(one, **sides[one.pk]) for one in propositions]


def _cited(keys: Sequence[int]) -> dict[tuple[int, str], list[Article]]:
    """Return the earliest few sources on each side of each proposition."""
    ranked: QuerySet[Any] = PropositionMember.objects.public().annotate(
        rank=Window(
            DenseRank(),
            partition_by=[F("proposition"), F("position")],
            order_by=[F("annotation__article__sort_date").asc(), F("annotation__article").asc()],
        )
    )
    rows = ranked.filter(proposition__in=keys, rank__lte=CITED).order_by("rank", "pk")
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for proposition, position, article in rows.values_list(
        "proposition", "position", "annotation__article"
    ):
        if article not in found[proposition, position]:
            found[proposition, position].append(article)
    wanted = {key for sources in found.values() for key in sources}
    articles = {row.pk: row for row in Article.objects.filter(pk__in=wanted).with_heads()}
    return defaultdict(
        list, {place: [articles[key] for key in sources] for place, sources in found.items()}
    )
