"""The propositions that two sources both speak to, and whether they agree on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.comparing.pair import Pair
from annotations.models import Proposition, PropositionMember
from sourcelib.models import Article

_POSITION = PropositionMember.Position


class Stance(StrEnum):
    """How two sources stand to each other on one proposition."""

    DISAGREE = "disagree"  # one asserts what the other denies
    AGREE = "agree"  # both assert it, or both deny it
    SPEAK = "speak"  # one of them at least only speaks to it


@dataclass(frozen=True)
class Member:
    """A claim or prediction of one of the two that asserts, denies or speaks to a proposition."""

    annotation: int
    article: int
    position: str
    note: str


@dataclass(frozen=True)
class Shared:
    """A proposition that both speak to; `members` are in the order in which they were made."""

    proposition: int
    members: Sequence[Member]

    def of(self, article: Article) -> list[Member]:
        """Return the members that stand in one of the two."""
        return [member for member in self.members if member.article == article.pk]

    @property
    def stance(self) -> Stance:
        """How the two stand to each other: a denial within one of them counts as its own."""
        held: dict[int, set[str]] = defaultdict(set)
        for member in self.members:
            held[member.article].add(member.position)
        one, other = held.values()
        opposed = {(_POSITION.SUPPORTS, _POSITION.OPPOSES), (_POSITION.OPPOSES, _POSITION.SUPPORTS)}
        if any((mine, theirs) in opposed for mine in one for theirs in other):
            return Stance.DISAGREE
        return Stance.AGREE if one & other - {_POSITION.NEUTRAL} else Stance.SPEAK


def shared_propositions(pair: Pair) -> list[Shared]:
    """Return all propositions that both sources speak to; one query of a few columns."""
    public = PropositionMember.objects.public()
    rows = public.filter(annotation__article__in=pair.keys)
    for article in pair.articles:
        own = public.filter(annotation__article=article)
        rows = rows.filter(proposition__in=own.values("proposition"))
    found: dict[int, list[Member]] = defaultdict(list)
    for row in rows.order_by("annotation_id").values_list(
        "proposition_id", "annotation_id", "annotation__article_id", "position", "note"
    ):
        found[row[0]].append(Member(*row[1:]))
    return [Shared(proposition, members) for proposition, members in found.items()]


def propositions_of_one(pair: Pair, article: Article, most: int) -> tuple[int, list[Proposition]]:
    """Return how many propositions only `article` of the two speaks to, and the first of them."""
    other = pair.right if article == pair.left else pair.left
    public = PropositionMember.objects.public()
    rows = Proposition.objects.filter(
        pk__in=public.filter(annotation__article=article).values("proposition")
    ).exclude(pk__in=public.filter(annotation__article=other).values("proposition"))
    return rows.count(), list(rows[:most])
