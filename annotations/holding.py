"""Which sources hold a proposition: how many assert, deny or speak to it, since when, and which."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

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
    """Return propositions with the sources on each side of them; four queries.

    The sources of a side are put in order here: a window over all members would have SQLite walk
    through the whole library by date.
    """
    keys = [one.pk for one in propositions]
    members = PropositionMember.objects.public().filter(proposition__in=keys).order_by()
    rows = members.values_list(
        "proposition",
        "position",
        "annotation__article__sort_date",
        "annotation__article",
        "annotation__article__date",
    ).distinct()
    holding: dict[tuple[int, str], list[tuple[int, datetime.date | None]]] = defaultdict(list)
    for proposition, position, _sorted_by, article, date in sorted(rows, key=lambda row: row[:4]):
        holding[proposition, position].append((article, date))
    cited = {article for sources in holding.values() for article, _date in sources[:CITED]}
    articles = {row.pk: row for row in Article.objects.filter(pk__in=cited).with_heads()}
    sides: dict[int, dict[str, Side]] = defaultdict(dict)
    for (proposition, position), sources in holding.items():
        years = [date.year for _article, date in sources if date]
        sides[proposition][_SIDES[position]] = Side(
            sources=len(sources),
            cited=[articles[article] for article, _date in sources[:CITED]],
            first=min(years, default=None),
            last=max(years, default=None),
        )
    return [Held(one, **sides[one.pk]) for one in propositions]
