"""Claims and predictions of two sources that face one another, each in the column of its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.comparing.pair import Pair
from annotations.comparing.propositions import Member, Shared
from annotations.comparing.relations import Across
from annotations.models import Proposition, PropositionMember
from annotations.models.statement import Attribution
from annotations.statements import StatementView
from sourcelib.citing import short_citation
from sourcelib.models import Article

EACH = 4  # of one source under one proposition
OPEN = 8  # of one part of the page; the rest is folded, where it is more than a few
FEW = 3
MOST = 60

Views = Mapping[int, StatementView]


@dataclass(frozen=True)
class Entry:
    """A claim or prediction, how it stands to what faces it, and how far that reaches."""

    view: StatementView
    reads: str = ""
    note: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the words are not simply those of who signed the source."""
        return self.view.attribution != Attribution.AUTHOR


@dataclass(frozen=True)
class Column:
    """What one source has to say to something; `more` is what is not shown of it.

    `reads` says how all of it stands to what it is shown under, where that can be said in one.
    """

    article: Article
    entries: Sequence[Entry]
    more: int = 0
    reads: str = ""


@dataclass(frozen=True)
class Bearing:
    """How what one source says bears on what the other says, and why."""

    reads: str
    reason: str


@dataclass(frozen=True)
class Facing:
    """Two columns that face one another: under a proposition, or by a relation alone."""

    columns: Sequence[Column]
    proposition: Proposition | None = None
    bearings: Sequence[Bearing] = ()


@dataclass(frozen=True)
class Part:
    """A part of the page: the first rows, the next to be unfolded, and how many there are."""

    id: str
    title: str
    count: int
    first: Sequence[Facing]
    folded: Sequence[Facing]

    @property
    def more(self) -> int:
        """How many are not on the page at all."""
        return self.count - len(self.first) - len(self.folded)


def part(key: str, title: str, rows: Sequence[Facing], count: int) -> Part:
    """Return a part of the page with its rows, of `count` in all."""
    unfolded = OPEN if len(rows) > OPEN + FEW else len(rows)
    return Part(key, title, count, rows[:unfolded], rows[unfolded:MOST])


def keys_of(shared: Shared, pair: Pair) -> list[int]:
    """Return the statements that are shown of a shared proposition."""
    return [one.annotation for article in pair.articles for one in shared.of(article)[:EACH]]


def by_proposition(
    shared: Shared, proposition: Proposition, within: Sequence[Across], pair: Pair, views: Views
) -> Facing:
    """Return what both say to a proposition, with the relations `within` what they say."""
    return Facing(
        [_column(article, shared.of(article), views) for article in pair.articles],
        proposition=proposition,
        bearings=[_bearing(one, pair, views) for one in within],
    )


def by_relation(one: Across, pair: Pair, views: Views) -> Facing:
    """Return the two ends of a relation, each on the side of its source."""
    ends = {views[end].article.pk: Entry(views[end]) for end in one.ends}
    return Facing(
        [Column(article, [ends[article.pk]]) for article in pair.articles],
        bearings=[_bearing(one, pair, views)],
    )


def by_prediction(
    prediction: int, across: Sequence[Across], passages: Sequence[int], pair: Pair, views: Views
) -> Facing:
    """Return a prediction of the older source and all that the later one says of it."""
    answers = {
        one.other(prediction): Entry(
            views[one.other(prediction)], one.reads_from(one.other(prediction)), one.reason
        )
        for one in across
    }
    for passage in passages:
        answers.setdefault(passage, Entry(views[passage], _("evidence of the verdict")))
    told = {views[prediction].article.pk: [Entry(views[prediction])]}
    return Facing(
        [
            Column(article, told.get(article.pk) or list(answers.values()))
            for article in pair.articles
        ]
    )


def where_it_begins(facing: Facing) -> tuple[int, int]:
    """Return what orders rows as the left source comes to them."""
    view = facing.columns[0].entries[0].view
    return (min((span.start for span in view.spans), default=0), view.annotation.pk)


def _column(article: Article, members: Sequence[Member], views: Views) -> Column:
    reads = {
        PropositionMember.Position.SUPPORTS.value: _("asserts it"),
        PropositionMember.Position.OPPOSES.value: _("denies it"),
        PropositionMember.Position.NEUTRAL.value: _("speaks to it"),
    }
    shown = members[:EACH]
    more = len(members) - len(shown)
    positions = {one.position for one in members}
    if len(positions) == 1:
        alike = [Entry(views[one.annotation], note=one.note) for one in shown]
        return Column(article, alike, more, reads[positions.pop()])
    entries = [Entry(views[one.annotation], reads[one.position], one.note) for one in shown]
    return Column(article, entries, more)


def _bearing(one: Across, pair: Pair, views: Views) -> Bearing:
    cited = {article.pk: short_citation(article) for article in pair.articles}
    words = {
        "one": cited[views[one.source].article.pk],
        "other": cited[views[one.target].article.pk],
        "reads": one.reads_from(one.source),
    }
    return Bearing(_("%(one)s %(reads)s %(other)s") % words, one.reason)
