"""Passages of this library that may show how a prediction turned out, or whether a claim holds."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from annotations.models import Annotation, PropositionMember, Relation, Span
from annotations.services.evidence_rules import passage_spans, passage_texts
from sourcelib.models import Article, Authorship
from sourcelib.services.refusals import NotAllowed

MOST_RELATED = 30
PER_PAGE = 20
MOST_WORDS = 8  # of a search; further ones are not looked at

# The relations that speak to an outcome most directly come first.
_BY_BEARING = (
    Relation.Kind.RESOLVES,
    Relation.Kind.EVIDENCE_FOR,
    Relation.Kind.EVIDENCE_AGAINST,
    Relation.Kind.CONDITION_OF,
    Relation.Kind.CONTRADICTS,
    Relation.Kind.RESTATES,
    Relation.Kind.SUPPORTS,
    Relation.Kind.CITES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A public passage that could be evidence, and how it comes to be one (for a person).

    `words` are the whole passage; `shown` is what readers may see of it, empty where the source
    shows its title and data only. The date is that of its source.
    """

    annotation: Annotation
    words: str
    shown: str
    summary: str
    how: str
    date: datetime.date | None
    date_precision: str

    @property
    def article(self) -> Article:
        """The source, with its publication and byline."""
        return self.annotation.article


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePage:
    """Some of the candidates that a search found; `total` counts all."""

    candidates: list[Candidate]
    total: int
    number: int
    pages: int

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether a page comes after."""
        return self.number < self.pages


def related(annotation: Annotation, *, user: Any) -> list[Candidate]:
    """Return the passages that are likely evidence on `annotation`, the best first.

    Those related to it (what speaks to the outcome first), the
    members of its propositions, then what shares an actor and a topic with it. Each stands once.
    Raises NotAllowed.
    """
    _refuse_reader(user)
    how = _by_relation(annotation)
    for pk, reason in _by_proposition(annotation) + _by_subject(annotation):
        how.setdefault(pk, reason)
    first = list(how)[: 2 * MOST_RELATED]  # some may not be public
    found = {row.pk: row for row in _readable(_public(annotation).filter(pk__in=first))}
    return [_candidate(found[pk], how[pk]) for pk in first if pk in found][:MOST_RELATED]


def search(
    annotation: Annotation, words: str, *, user: Any, later_only: bool = True, page: int = 1
) -> CandidatePage:
    """Return the passages that have every one of `words`, the latest first, twenty a page.

    A word is looked for in the passage, its summary and the title of its source. With
    `later_only` only sources dated after that of `annotation` are searched. Without words nothing
    is found; a page that there is not is answered with the nearest. Raises NotAllowed.
    """
    _refuse_reader(user)
    rows = _public(annotation)
    if later_only:
        rows = rows.filter(article__sort_date__gt=annotation.article.sort_date)
    wanted = words.split()[:MOST_WORDS]
    for word in wanted:
        rows = rows.filter(_has(word))
    if not wanted:
        rows = rows.none()
    pages = Paginator(_readable(rows.order_by("-article__sort_date", "-pk")), PER_PAGE)
    asked = pages.get_page(page)
    return CandidatePage(
        candidates=[_candidate(row, _("found by its words")) for row in asked],
        total=pages.count,
        number=asked.number,
        pages=pages.num_pages,
    )


def _refuse_reader(user: Any) -> None:
    if not user.has_perm("annotations.propose_verdict"):
        raise NotAllowed(_("You may not propose verdicts."))


def _public(annotation: Annotation) -> QuerySet[Annotation]:
    """Return what readers may see of claims and predictions of other sources.

    A source cannot prove itself.
    """
    rows = Annotation.objects.public().exclude(article=annotation.article_id)
    return rows.exclude(kind=Annotation.Kind.MENTION)


def _readable(rows: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Fetch what a candidate shows, in a number of queries that does not grow."""
    return rows.select_related("article__publication", "claim", "prediction").prefetch_related(
        Prefetch("article__authorships", Authorship.objects.select_related("author")),
        Prefetch("spans", passage_spans(), to_attr="body"),
    )


def _candidate(row: Any, how: str) -> Candidate:
    words = passage_texts(row.body)[-1]
    hidden = row.article.display == Article.Display.METADATA
    return Candidate(
        annotation=row,
        words=words,
        shown="" if hidden else words,
        summary=row.detail.summary,
        how=how,
        date=row.article.date,
        date_precision=row.article.date_precision,
    )


def _by_relation(annotation: Annotation) -> dict[int, str]:
    relations = Relation.objects.filter(Q(source=annotation) | Q(target=annotation)).select_related(
        "source__article", "target__article"
    )
    found = []
    for relation in relations:
        forward = relation.target_id == annotation.pk  # read from the candidate
        other = relation.source if forward else relation.target
        reads = str(relation.get_kind_display()) if forward else relation.backward()
        how = _("Relation “%(reads)s”: %(reason)s") % {"reads": reads, "reason": relation.reason}
        bearing = _BY_BEARING.index(Relation.Kind(relation.kind))
        day = other.article.sort_date.toordinal()
        found.append(((bearing, -day, relation.pk), other.pk, how))
    ordered: dict[int, str] = {}
    for _rank, pk, how in sorted(found):
        ordered.setdefault(pk, how)
    return ordered


def _by_proposition(annotation: Annotation) -> list[tuple[int, str]]:
    own = PropositionMember.objects.filter(annotation=annotation).values("proposition")
    members = (
        PropositionMember.objects.public()
        .filter(proposition__in=own)
        .exclude(annotation=annotation)
        .select_related("proposition")
        .order_by("-annotation__article__sort_date", "pk")[:MOST_RELATED]
    )
    return [
        (
            member.annotation_id,
            _("It %(position)s the same proposition: %(text)s")
            % {"position": _position(member), "text": member.proposition.text},
        )
        for member in members
    ]


def _position(member: PropositionMember) -> str:
    return {
        PropositionMember.Position.SUPPORTS: _("asserts"),
        PropositionMember.Position.OPPOSES: _("denies"),
        PropositionMember.Position.NEUTRAL: _("speaks to"),
    }[PropositionMember.Position(member.position)]


def _by_subject(annotation: Annotation) -> list[tuple[int, str]]:
    """Return later passages about one of the same actors and on one of the same topics."""
    about, topics = Annotation.about.through, Annotation.topics.through
    actors = about.objects.filter(annotation=annotation).values("actor")
    subjects = topics.objects.filter(annotation=annotation).values("topic")
    rows = (
        _public(annotation)
        .filter(
            article__sort_date__gt=annotation.article.sort_date,
            pk__in=about.objects.filter(actor__in=actors).values("annotation"),
        )
        .filter(pk__in=topics.objects.filter(topic__in=subjects).values("annotation"))
        .order_by("-article__sort_date", "-pk")
    )
    how = _("It is about the same, in a later source.")
    return [(pk, how) for pk in rows.values_list("pk", flat=True)[:MOST_RELATED]]


def _has(word: str) -> Q:
    """Return the condition that a passage, its summary or its source's title has `word`."""
    quoted = Span.objects.filter(
        annotation=OuterRef("pk"),
        role=Span.Role.BODY,
        revision=OuterRef("revision"),
        exact__icontains=word,
    )
    return (
        Q(Exists(quoted))
        | Q(claim__summary__icontains=word)
        | Q(prediction__summary__icontains=word)
        | Q(article__title__icontains=word)
    )
