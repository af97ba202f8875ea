"""The propositions that two sources both speak to, and whether they agree on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.comparing.pair import Pair
from annotations.models import PropositionMember
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


@dataclass(frozen=True)
class SpokenTo:
    """The propositions that two sources speak to.

    `only` are the keys of those that one of the two alone speaks to, in the order of the pair.
    """

    shared: Sequence[Shared]
    only: Sequence[Sequence[int]]


def propositions_of(pair: Pair) -> SpokenTo:
    """Return all propositions that the two sources speak to; one query of a few columns.

    Which of them both speak to is told here: a database that lacks statistics may well compare
    every membership with every other to find out.
    """
    found: dict[int, list[Member]] = defaultdict(list)
    rows = PropositionMember.objects.public().filter(annotation__article__in=pair.keys)
    for row in rows.order_by("annotation_id").values_list(
        "proposition_id", "annotation_id", "annotation__article_id", "position", "note"
    ):
        found[row[0]].append(Member(*row[1:]))
    speakers = {
        key: frozenset(member.article for member in members) for key, members in found.items()
    }
    return SpokenTo(
        shared=[Shared(key, found[key]) for key, who in speakers.items() if len(who) == 2],
        only=[[key for key, who in speakers.items() if who == {one}] for one in pair.keys],
    )
