"""Which sources are worth comparing: those that relations and propositions tie together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, F, QuerySet

from annotations.comparing.pair import Pair
from annotations.models import PropositionMember, Relation
from sourcelib.models import Article

SCANNED = 5_000  # relations and memberships, the newest, by which pairs are told
CROWD = 30  # sources: a proposition that more of them speak to ties no two of them


@dataclass(frozen=True)
class Suggestion:
    """Two sources, and how much ties them together."""

    pair: Pair
    propositions: int
    relations: int

    def other(self, article: Article) -> Article:
        """Return the one of the two that is not `article`."""
        return self.pair.right if article == self.pair.left else self.pair.left


def connected_pairs(most: int) -> list[Suggestion]:
    """Return the pairs of public sources that most ties together; four queries."""
    return _suggested(_by_proposition(), _by_relation(), most)


def partners(article: Article, most: int) -> list[Suggestion]:
    """Return the pairs of `article` with the sources that it shares most with; five queries."""
    public = PropositionMember.objects.public()
    own = public.filter(annotation__article=article).values("proposition")
    counted = (
        public.filter(proposition__in=own)
        .exclude(annotation__article=article)
        .order_by()
        .values_list("annotation__article")
        .annotate(count=Count("proposition", distinct=True))
    )
    propositions = Counter({frozenset((article.pk, key)): count for key, count in counted})
    relations: Counter[frozenset[int]] = Counter()
    for mine, theirs in (("source", "target"), ("target", "source")):
        rows = _across().filter(**{f"{mine}__article": article}).order_by()
        for key, count in rows.values_list(f"{theirs}__article").annotate(count=Count("pk")):
            relations[frozenset((article.pk, key))] += count
    return _suggested(propositions, relations, most)


def _across() -> QuerySet[Relation]:
    rows = Relation.objects.public().exclude(source__article=F("target__article"))
    return rows.exclude(source__kind="mention").exclude(target__kind="mention")


def _by_relation() -> Counter[frozenset[int]]:
    newest = _across().order_by("-pk").values_list("source__article", "target__article")
    return Counter(frozenset(ends) for ends in newest[:SCANNED])


def _by_proposition() -> Counter[frozenset[int]]:
    newest = PropositionMember.objects.public().order_by("-pk")
    speaking: dict[int, set[int]] = {}
    for proposition, article in newest.values_list("proposition", "annotation__article")[:SCANNED]:
        speaking.setdefault(proposition, set()).add(article)
    return Counter(_pairs(articles for articles in speaking.values() if len(articles) <= CROWD))


def _pairs(groups: Iterable[set[int]]) -> Iterable[frozenset[int]]:
    for group in groups:
        for two in combinations(sorted(group), 2):
            yield frozenset(two)


def _suggested(
    propositions: Counter[frozenset[int]], relations: Counter[frozenset[int]], most: int
) -> list[Suggestion]:
    ties = propositions + relations
    first = sorted(ties, key=lambda two: (-ties[two], sorted(two)))[:most]
    wanted = {key for two in first for key in two}
    articles = {row.pk: row for row in Article.objects.filter(pk__in=wanted).with_heads()}
    return [
        Suggestion(
            Pair.in_time(*(articles[key] for key in sorted(two))),
            propositions[two],
            relations[two],
        )
        for two in first
    ]
