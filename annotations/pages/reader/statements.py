"""A source's public annotations on its current revision, read in a constant number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from annotations.lost_parts import LostPart, earlier_parts, lost_parts
from annotations.models import Annotation, Prediction, Span
from sourcelib.models import Article, Revision

Extents = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Named:
    """An actor mentioned: which mention, of whom, in what way, in which words, where."""

    pk: int
    uid: str
    actor: int
    how: str
    extents: Extents
    words: str


@dataclass(slots=True)
class Forecast:
    """What a prediction has beyond a claim."""

    form: str
    condition: str
    likelihood: str
    opposite: bool
    probability: Decimal | None
    ground: str
    deadline: datetime.date | None
    deadline_basis: str
    compound: int | None
    co_speakers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Said:
    """A claim or prediction. `number` counts its kind in the order of the text, from 1.

    `words` are those of its spans by role; `named` the actors whose mentions overlap it, as keys.
    `withheld` are the roles whose words may not be shown, `lost` the words by role that only an
    earlier revision has.
    """

    pk: int
    uid: str
    kind: str
    summary: str
    attribution: str
    attribution_note: str
    speaker: int | None
    note: str
    extents: Extents
    words: dict[str, str]
    claim_kind: str = ""
    certainty: str = ""
    forecast: Forecast | None = None
    number: int = 0
    about: list[int] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    named: dict[int, None] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    lost: dict[str, LostPart] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.extents[0][0]


@dataclass(slots=True)
class Annotated:
    """All that is public of a source: statements in the order of the text, and mentions.

    `topics` are the names of the topics by slug.
    """

    statements: list[Said]
    mentions: list[Named]
    topics: dict[str, str]

    def __len__(self) -> int:
        return len(self.statements) + len(self.mentions)

    def withhold_words(self) -> None:
        """Forget the words of the source, where only its data may be shown."""
        for said in self.statements:
            said.withheld, said.words, said.lost = frozenset(said.words), {}, {}
            if said.forecast:
                said.forecast.deadline_basis = ""  # it quotes the words of the horizon
        for mention in self.mentions:
            mention.words = ""


_OF_ALL = ("id", "uid", "note")
_OF_STATEMENT = ("summary", "attribution", "attribution_note", "speaker_id")
_SHARED = (
    *("pk", "uid", "note"),
    *("summary", "attribution", "attribution_note", "speaker"),
)
_OF_FORECAST = (
    *("form", "condition", "likelihood", "likelihood_polarity", "probability"),
    *("horizon_ground", "deadline", "deadline_basis", "compound_id"),
)


def read_annotated(article: Article, revision: Revision) -> Annotated:
    """Read the public annotations of `article` that stand in one revision of its text."""
    public = Annotation.objects.public().filter(article=article)
    spans = _read_spans(revision)
    mentions = [
        Named(pk, str(uid), actor, how, extents, words)
        for pk, uid, actor, how in public.filter(kind=Annotation.Kind.MENTION)
        .order_by("id")
        .values_list("id", "uid", "mention__actor_id", "mention__how")
        for extents, words in [spans.body(pk)]
        if extents
    ]
    statements = [*_read_claims(public, spans), *_read_predictions(public, spans)]
    statements.sort(key=lambda said: (said.start, -said.extents[-1][1], said.pk))
    counts: defaultdict[str, int] = defaultdict(int)
    for said in statements:
        counts[said.kind] += 1
        said.number = counts[said.kind]
    by_pk = {said.pk: said for said in statements}
    if revision.number > 1:
        _read_lost(article, revision, by_pk)
    return Annotated(statements, mentions, _read_subjects(public, by_pk))


class _Spans:
    """The spans of one revision by annotation."""

    def __init__(self, rows: Iterable[tuple[int, str, int, int, str]]) -> None:
        self._bodies: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._words: defaultdict[int, dict[str, list[str]]] = defaultdict(dict)
        for pk, role, start, end, exact in rows:
            if role == Span.Role.BODY:
                self._bodies[pk].append((start, end))
            self._words[pk].setdefault(role, []).append(exact)

    def body(self, pk: int) -> tuple[Extents, str]:
        """Where the passage stands, in order, and its words."""
        return tuple(self._bodies.get(pk, ())), self.words(pk).get(Span.Role.BODY, "")

    def words(self, pk: int) -> dict[str, str]:
        """The words of an annotation by role; parts that are not contiguous joined by " … "."""
        return {str(role): " … ".join(parts) for role, parts in self._words.get(pk, {}).items()}


def _read_spans(revision: Revision) -> _Spans:
    return _Spans(
        Span.objects.filter(revision=revision)
        .order_by("start", "end", "id")
        .values_list("annotation_id", "role", "start", "end", "exact")
    )


def _read_claims(public: Any, spans: _Spans) -> list[Said]:
    rows = public.claims().values_list(
        *_OF_ALL,
        *(f"claim__{name}" for name in (*_OF_STATEMENT, "kind", "certainty")),
    )
    columns = (*_SHARED, "claim_kind", "certainty")
    return [_said("claim", row, columns, spans) for row in rows if spans.body(row[0])[0]]


def _read_predictions(public: Any, spans: _Spans) -> list[Said]:
    rows = public.predictions().values_list(
        *_OF_ALL,
        *(f"prediction__{name}" for name in (*_OF_STATEMENT, *_OF_FORECAST)),
    )
    found: dict[int, Said] = {}
    for row in rows:
        if spans.body(row[0])[0]:
            said = found[row[0]] = _said("prediction", row, _SHARED, spans)
            form, condition, likelihood, polarity, *rest = row[len(_SHARED) :]
            opposite = polarity == Prediction.Polarity.OPPOSITE
            said.forecast = Forecast(form, condition, likelihood, opposite, *rest)
    if found:
        shares = Prediction.co_speakers.through.objects.filter(
            prediction__annotation__in=public.predictions()
        )
        for pk, actor in shares.order_by("id").values_list("prediction_id", "actor_id"):
            if pk in found and (forecast := found[pk].forecast):
                forecast.co_speakers.append(actor)
    return list(found.values())


def _said(kind: str, row: tuple[Any, ...], columns: tuple[str, ...], spans: _Spans) -> Said:
    values = dict(zip(columns, row, strict=False))
    values["uid"] = str(values["uid"])
    extents, _ = spans.body(row[0])
    return Said(kind=kind, extents=extents, words=spans.words(row[0]), **values)


def _read_lost(article: Article, revision: Revision, statements: dict[int, Said]) -> None:
    """Fill in the words of parts that only earlier revisions have."""
    earlier: defaultdict[int, list[Span]] = defaultdict(list)
    of_source = earlier_parts().filter(annotation__article=article)
    for span in of_source.filter(revision__number__lt=revision.number):
        earlier[span.annotation_id].append(span)
    for pk in earlier.keys() & statements.keys():
        statements[pk].lost = lost_parts(statements[pk].words, earlier[pk])


def _read_subjects(public: Any, statements: dict[int, Said]) -> dict[str, str]:
    """Fill in whom and what the statements are about; return the names of the topics by slug."""
    about = Annotation.about.through.objects.filter(annotation__in=public)
    for pk, actor in about.order_by("id").values_list("annotation_id", "actor_id"):
        if pk in statements:
            statements[pk].about.append(actor)
    names: dict[str, str] = {}
    topics = Annotation.topics.through.objects.filter(annotation__in=public)
    rows = topics.order_by("id").values_list("annotation_id", "topic__slug", "topic__name")
    for pk, slug, name in rows:
        if pk in statements:
            names[slug] = name
            statements[pk].topics.append(slug)
    return names
