"""Two sources side by side: all that the page shows of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.comparing.actors import Cast, OnlyActors, cast_of
from annotations.comparing.facing import (
    MOST,
    Entry,
    Facing,
    Part,
    Views,
    by_prediction,
    by_proposition,
    by_relation,
    keys_of,
    part,
    where_it_begins,
)
from annotations.comparing.pair import Pair
from annotations.comparing.propositions import (
    Shared,
    Stance,
    propositions_of,
)
from annotations.comparing.relations import (
    Across,
    passages_of_verdicts,
    predictions_of_older,
    relations_across,
)
from annotations.comparing.topics import Touched, Under, topics_of
from annotations.models import Annotation, Proposition, Relation, Topic
from annotations.scoring.likelihood import Standard
from annotations.statements import statements, with_statements
from sourcelib.models import Article

ONLY = 20  # propositions that only one of the two speaks to


@dataclass(frozen=True)
class Side:
    """What one source says under a shared topic that faces nothing of the other."""

    under: Under
    entries: Sequence[Entry]


@dataclass(frozen=True)
class TopicRow:
    """A topic that both touch."""

    topic: Topic
    sides: Sequence[Side]


@dataclass(frozen=True)
class Only:
    """What only one of the two speaks to, names and touches; `count` and `first`: propositions."""

    article: Article
    count: int
    first: Sequence[Proposition]
    cast: OnlyActors
    topics: Sequence[Topic]

    @property
    def is_empty(self) -> bool:
        """Whether the other has all of it."""
        return not (self.count or self.cast.count or self.topics)

    @property
    def more(self) -> int:
        """How many are not among the first."""
        return self.count - len(self.first)


@dataclass(frozen=True)
class Comparison:
    """All that is shown of two sources; `stances` counts the propositions that both speak to."""

    pair: Pair
    stances: dict[Stance, int]
    relations: int
    predictions: int  # of the older one
    answered: Part
    parts: Sequence[Part]
    cast: Cast
    touched: Touched
    topics: Sequence[TopicRow]
    only: Sequence[Only]

    @property
    def propositions(self) -> int:
        """How many propositions both speak to."""
        return sum(self.stances.values())

    @property
    def agreed(self) -> int:
        """On how many of these they agree."""
        return self.stances[Stance.AGREE]

    @property
    def disputed(self) -> int:
        """On how many of these they disagree."""
        return self.stances[Stance.DISAGREE]

    @property
    def unanswered(self) -> int:
        """How many predictions of the older one the later one does not speak of."""
        return self.predictions - self.answered.count

    @property
    def has_only(self) -> bool:
        """Whether either has something that the other has not."""
        return not all(one.is_empty for one in self.only)

    @property
    def is_empty(self) -> bool:
        """Whether nothing ties the two together."""
        ties = (self.propositions, self.relations, self.cast.count, self.touched.count)
        return not any(ties) and not self.answered.count


class _Gathering:
    """What faces what, by keys, before any of it is loaded to be shown."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.across = relations_across(pair)
        spoken_to = propositions_of(pair)
        self.shared = spoken_to.shared
        self.only = spoken_to.only
        self.spoken_to: dict[int, set[int]] = defaultdict(set)
        for shared in self.shared:
            for member in shared.members:
                self.spoken_to[member.annotation].add(shared.proposition)
        self.predictions = predictions_of_older(pair)
        self.passages: dict[int, list[int]] = defaultdict(list)
        for prediction, passage in passages_of_verdicts(pair):
            self.passages[prediction].append(passage)
        self.of_prediction: dict[int, list[Across]] = defaultdict(list)
        self._within: dict[int, list[Across]] = defaultdict(list)
        self.others: list[Across] = []
        for one in self.across:
            predicted = one.ends & self.predictions
            met = self.spoken_to[one.source] & self.spoken_to[one.target]
            for prediction in predicted:
                self.of_prediction[prediction].append(one)
            for proposition in met if not predicted else ():
                self._within[proposition].append(one)
            if not predicted and not met:
                self.others.append(one)

    @property
    def answered(self) -> list[int]:
        """The older one's predictions that the later one speaks of."""
        return sorted({*self.of_prediction, *self.passages})

    def shared_by(self, stance: Stance) -> list[Shared]:
        """Return the shared propositions on which the two stand so."""
        return [one for one in self.shared if one.stance is stance]

    @property
    def keys(self) -> set[int]:
        """All claims and predictions that will face one another on the page."""
        found = {key for stance in Stance for one in self.shown(stance) for key in self._of(one)}
        found |= {end for one in self.others[: 3 * MOST] for end in one.ends}
        for prediction in self.answered[:MOST]:
            found |= {prediction, *self.passages[prediction]}
            found |= {end for one in self.of_prediction[prediction] for end in one.ends}
        return found

    def shown(self, stance: Stance) -> list[Shared]:
        """Return the first of the shared propositions on which the two stand so."""
        return self.shared_by(stance)[:MOST]

    def within(self, one: Shared) -> list[Across]:
        """Return the relations between members of a shared proposition."""
        return self._within[one.proposition]

    def _of(self, one: Shared) -> list[int]:
        return [*keys_of(one, self.pair), *(end for tie in self.within(one) for end in tie.ends)]


def compare(pair: Pair, standard: Standard) -> Comparison:
    """Return all that two public sources share; likelihoods as `standard` reads them.

    A constant number of queries; all lists are bounded.
    """
    gathered = _Gathering(pair)
    keys = gathered.keys
    touched = topics_of(pair, keys)
    views = _views([*keys, *touched.keys], standard)
    texts = Proposition.objects.in_bulk(
        [one.proposition for stance in Stance for one in gathered.shown(stance)]
    )

    def facing(stance: Stance) -> list[Facing]:
        rows = [
            by_proposition(one, texts[one.proposition], gathered.within(one), pair, views)
            for one in gathered.shown(stance)
        ]
        return sorted(rows, key=where_it_begins)

    answered = [
        by_prediction(key, gathered.of_prediction[key], gathered.passages[key], pair, views)
        for key in gathered.answered[:MOST]
    ]
    cast = cast_of(pair)
    return Comparison(
        pair=pair,
        stances={stance: len(gathered.shared_by(stance)) for stance in Stance},
        relations=len(gathered.across),
        predictions=len(gathered.predictions),
        answered=part("outcome", "", answered, len(gathered.answered)),
        parts=_parts(gathered, {stance: facing(stance) for stance in Stance}, views),
        cast=cast,
        touched=touched,
        topics=_topics(touched, views),
        only=[
            Only(article, len(alone), _first(alone), actors, topics)
            for article, alone, actors, (_article, topics) in zip(
                pair.articles, gathered.only, cast.only, touched.only, strict=True
            )
        ],
    )


def _first(propositions: Sequence[int]) -> list[Proposition]:
    return list(Proposition.objects.filter(pk__in=propositions)[:ONLY])


def _parts(gathered: _Gathering, facing: dict[Stance, list[Facing]], views: Views) -> list[Part]:
    """Return the parts in which claims face one another, those with nothing left out."""
    related: dict[str, list[Across]] = defaultdict(list)
    for one in gathered.others:
        related[one.kind].append(one)
    against = related.pop(Relation.Kind.CONTRADICTS, [])
    again = related.pop(Relation.Kind.RESTATES, [])
    rest = [one for kind in Relation.Kind for one in related.get(kind, [])]

    def rows(relations: Sequence[Across]) -> list[Facing]:
        return [by_relation(one, gathered.pair, views) for one in relations[:MOST]]

    def count(stance: Stance) -> int:
        return len(gathered.shared_by(stance))

    found = [
        part(
            "disagree",
            _("Where they disagree"),
            facing[Stance.DISAGREE] + rows(against),
            count(Stance.DISAGREE) + len(against),
        ),
        part(
            "agree",
            _("Where they agree"),
            facing[Stance.AGREE] + rows(again),
            count(Stance.AGREE) + len(again),
        ),
        part("bear", _("Where one bears on the other"), rows(rest), len(rest)),
        part(
            "speak",
            _("What one holds and the other only speaks to"),
            facing[Stance.SPEAK],
            count(Stance.SPEAK),
        ),
    ]
    return [one for one in found if one.count]


def _topics(touched: Touched, views: Views) -> list[TopicRow]:
    return [
        TopicRow(
            one.topic,
            [Side(under, [Entry(views[key]) for key in under.rest]) for under in one.sides],
        )
        for one in touched.shared
    ]


def _views(keys: Sequence[int], standard: Standard) -> Views:
    rows = with_statements(Annotation.objects.filter(pk__in=set(keys)))
    return {view.annotation.pk: view for view in statements(rows, standard)}
