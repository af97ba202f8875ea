"""What became of a source's statements: verdicts, evidence, relations, propositions, and the other
sources that these lead to. A constant number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from annotations.languages import marked
from annotations.models import (
    Annotation,
    Evidence,
    PropositionMember,
    Relation,
    Span,
    Verdict,
)
from annotations.pages.reader.statements import Annotated
from annotations.services.terms_judged import Change, changes_since
from annotations.services.wording import in_hindsight, worded_on
from sourcelib.citing import short_citation
from sourcelib.models import Article


@dataclass(slots=True)
class Elsewhere:
    """An annotation of another source; `words` are empty where they may not be shown."""

    uid: str
    kind: str
    article: int
    summary: str
    words: str


@dataclass(slots=True)
class Piece:
    """A piece of evidence. `passage` is the uid of a public passage; of another it is empty."""

    bears: str
    passage: str
    article: int | None
    source: str
    url: str
    reports: str
    words: str
    date: datetime.date | None
    precision: str


@dataclass(slots=True)
class Judgement:
    """A reviewed verdict with its evidence; `superseded` if a later one stands in its place."""

    pk: int
    state: str
    event_date: datetime.date | None
    event_precision: str
    decided_on: datetime.date
    reason: str
    confidence: str
    condition_met: str
    condition_met_on: datetime.date | None
    review: str
    proposed_by_id: int | None
    confirmed_by_id: int | None
    batch_id: int | None
    superseded: bool = False
    hindsight: bool = False
    changes: list[Change] = field(default_factory=list)  # of the terms it judged, since then
    evidence: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Bearing:
    """A relation seen from one of its ends; `other` is the annotation at the other end."""

    kind: str
    forward: bool
    other: int
    reason: str


@dataclass(slots=True)
class Shared:
    """A proposition that a statement asserts, denies or speaks to, and how many others do."""

    slug: str
    text: str
    position: str
    note: str
    others: int = 0
    elsewhere: int = 0


@dataclass(slots=True)
class OtherSource:
    """Another source as it is cited in short, and whether its words may be shown.

    `language` are the attributes of an element with its words or title.
    """

    slug: str
    citation: str
    url: str
    title: str
    title_supplied: bool
    language: str
    date: datetime.date | None
    public: bool
    shows_words: bool


@dataclass(slots=True)
class Followed:
    """What became of the statements of one source, by the key of the annotation."""

    article: int
    verdicts: defaultdict[int, list[Judgement]]
    bearings: defaultdict[int, list[Bearing]]
    propositions: defaultdict[int, list[Shared]]
    others: dict[int, Elsewhere]
    sources: dict[int, OtherSource]

    def standing(self, pk: int) -> Judgement | None:
        """The reviewed verdict that stands, the last where there are several."""
        return next((v for v in reversed(self.verdicts.get(pk, [])) if not v.superseded), None)

    def answers(self, pk: int) -> list[tuple[Bearing, Elsewhere]]:
        """What public passages of other sources say to this one: relations that lead here."""
        return [
            (bearing, self.others[bearing.other])
            for bearing in self.bearings.get(pk, [])
            if not bearing.forward
            and bearing.other in self.others
            and self.others[bearing.other].article != self.article
        ]


def read_followed(article: Article, annotated: Annotated) -> Followed:
    """Read what became of the statements of `article`."""
    own = {said.pk for said in annotated.statements} | {named.pk for named in annotated.mentions}
    verdicts = _read_verdicts(article)
    bearings = _read_bearings(article)
    others = _read_others({b.other for pk in bearings if pk in own for b in bearings[pk]} - own)
    wanted = {other.article for other in others.values()}
    wanted.update(
        piece.article
        for judgements in verdicts.values()
        for judgement in judgements
        for piece in judgement.evidence
        if piece.article is not None
    )
    sources = _read_sources(wanted)
    for other in others.values():
        if not sources[other.article].shows_words:
            other.words = ""
    for judgements in verdicts.values():
        for piece in (piece for judgement in judgements for piece in judgement.evidence):
            if piece.article is not None and not _may_quote(sources.get(piece.article)):
                piece.words = ""
    return Followed(article.pk, verdicts, bearings, _read_propositions(article), others, sources)


def _may_quote(source: OtherSource | None) -> bool:
    return source is not None and source.shows_words


def _read_verdicts(article: Article) -> defaultdict[int, list[Judgement]]:
    found: defaultdict[int, list[Judgement]] = defaultdict(list)
    by_pk: dict[int, Judgement] = {}
    verdicts = Verdict.objects.public().filter(annotation__article=article)
    rows = verdicts.order_by("decided_on", "id").values_list(
        *("annotation_id", "supersedes_id", "id", "state", "event_date", "event_date_precision"),
        *("decided_on", "reason", "confidence", "condition_met", "condition_met_on", "review"),
        *("proposed_by_id", "confirmed_by_id", "batch_id"),
    )
    superseded = set()
    for annotation, supersedes, *values in rows:
        judgement = Judgement(*values)
        superseded.add(supersedes)
        by_pk[judgement.pk] = judgement
        found[annotation].append(judgement)
    for judgement in by_pk.values():
        judgement.superseded = judgement.pk in superseded
    if by_pk:
        _read_evidence(by_pk)
        _read_what_they_judged(by_pk)
    return found


def _read_what_they_judged(judgements: dict[int, Judgement]) -> None:
    """Tell which judged a sentence worded after the event, and which judged other terms.

    Two queries, and some more where what was judged was changed since.
    """
    rows = Verdict.objects.filter(pk__in=judgements)
    verdicts = list(rows.select_related("annotation__claim", "annotation__prediction"))
    dated = [verdict for verdict in verdicts if verdict.event_date is not None]
    wordings = worded_on([verdict.annotation for verdict in dated])
    for verdict in dated:
        judgements[verdict.pk].hindsight = in_hindsight(verdict, wordings[verdict.annotation_id])
    for pk, changes in changes_since(verdicts).items():
        judgements[pk].changes = changes


def _read_evidence(judgements: dict[int, Judgement]) -> None:
    rows = Evidence.objects.filter(verdict__in=judgements).order_by("verdict_id", "position")
    for verdict, bears, uid, state, article, article_state, *values in rows.values_list(
        *("verdict_id", "bears", "passage__uid", "passage__state", "passage__article_id"),
        *("passage__article__state", "source", "url", "reports", "words", "date"),
        "date_precision",
    ):
        public = (state, article_state) == (Annotation.State.PUBLISHED, Article.State.PUBLISHED)
        piece = Piece(bears, str(uid) if public else "", article, *values)
        judgements[verdict].evidence.append(piece)


def _read_bearings(article: Article) -> defaultdict[int, list[Bearing]]:
    """The public relations from and to the annotations of `article`, at both of their ends."""
    public = Relation.objects.public()
    columns = ("id", "source_id", "target_id", "kind", "reason")
    rows = {
        *public.filter(source__article=article).values_list(*columns),
        *public.filter(target__article=article).values_list(*columns),
    }
    found: defaultdict[int, list[Bearing]] = defaultdict(list)
    for _, source, target, kind, reason in sorted(rows):
        found[source].append(Bearing(kind, True, target, reason))
        found[target].append(Bearing(kind, False, source, reason))
    return found


def _read_others(keys: set[int]) -> dict[int, Elsewhere]:
    """Annotations of other sources (or off this revision), with the words of their passages."""
    if not keys:
        return {}
    others = {
        pk: Elsewhere(str(uid), kind, article, claim or prediction or "", "")
        for pk, uid, kind, article, claim, prediction in Annotation.objects.public()
        .filter(pk__in=keys)
        .values_list("id", "uid", "kind", "article_id", "claim__summary", "prediction__summary")
    }
    spans = Span.objects.filter(
        annotation__in=keys,
        role=Span.Role.BODY,
        revision=F("annotation__revision"),
    )
    for pk, exact in spans.order_by("annotation_id", "part").values_list("annotation_id", "exact"):
        if pk in others:
            other = others[pk]
            other.words = f"{other.words} … {exact}" if other.words else exact
    return others


def _read_sources(keys: Iterable[int]) -> dict[int, OtherSource]:
    return {
        article.pk: OtherSource(
            slug=article.slug,
            citation=short_citation(article),
            url=article.get_absolute_url(),
            title=article.title,
            title_supplied=article.title_supplied,
            language=marked(article.language),
            date=article.date,
            public=article.state == Article.State.PUBLISHED,
            shows_words=article.display != Article.Display.METADATA,
        )
        for article in Article.objects.filter(pk__in=keys)
        .exclude(state=Article.State.DRAFT)
        .with_heads()
    }


def _read_propositions(article: Article) -> defaultdict[int, list[Shared]]:
    found: defaultdict[int, list[Shared]] = defaultdict(list)
    by_proposition: defaultdict[int, list[Shared]] = defaultdict(list)
    rows = PropositionMember.objects.filter(annotation__article=article).order_by("id")
    for annotation, proposition, *values in rows.values_list(
        *("annotation_id", "proposition_id"),
        *("proposition__slug", "proposition__text", "position", "note"),
    ):
        shared = Shared(*values)
        found[annotation].append(shared)
        by_proposition[proposition].append(shared)
    counts = (
        PropositionMember.objects.public()
        .filter(proposition__in=by_proposition)
        .order_by()
        .values("proposition")
        .annotate(total=Count("id"), elsewhere=Count("id", filter=~Q(annotation__article=article)))
    )
    for proposition, total, elsewhere in counts.values_list("proposition", "total", "elsewhere"):
        for shared in by_proposition[proposition]:
            shared.others, shared.elsewhere = total - 1, elsewhere
    return found
