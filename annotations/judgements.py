"""Verdicts on a prediction, and checks of a claim, as pages tell them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotations.models import Annotation, Evidence, Reply, Verdict
from annotations.models.verdict import VerdictQuerySet
from annotations.services.crediting import credited
from annotations.services.terms_judged import Change, changes_since
from annotations.services.wording import Wording, in_hindsight, worded_on
from annotations.statements import PILLS
from annotations.states import STATE_RULES
from annotations.templatetags.annotated import verdict_shape
from sourcelib.citing import written_date
from sourcelib.models import Article
from sourcelib.models.dates import Precision


@dataclass(frozen=True)
class Exhibit:
    """A piece of evidence as it may be shown; `words` are empty where they are withheld.

    `stands` says that its passage is public still; `instead` tells in our words what a passage
    says whose own are withheld.
    """

    piece: Evidence
    words: str
    instead: str
    stands: bool
    article: Article | None  # of a passage, unless nobody may know of it

    @property
    def is_dated(self) -> bool:
        """Whether its date says more than the year that its source is cited with."""
        day = self.piece.date
        source = self.article.date if self.article else None
        if day is None or source is None or self.piece.date_precision != Precision.YEAR:
            return day is not None
        return day.year != source.year


@dataclass(frozen=True)
class Body:
    """The evidence on one question: how it turned out, or whether its condition was met."""

    title: str
    exhibits: Sequence[Exhibit]


@dataclass(frozen=True)
class Judgement:
    """One verdict with its evidence, and its place among the others."""

    verdict: Verdict
    evidence: Sequence[Body]
    condition: str
    review: str  # the level of its review, explained
    people: str  # who proposed and who confirmed it
    supersedes: Verdict | None
    superseded_by: Verdict | None
    hindsight: bool
    changes: Sequence[Change] = ()  # of the terms that it judged, since then
    replies: Sequence[Reply] = ()  # of those whom it judges, and of others concerned

    @property
    def shape(self) -> str:
        """The symbol and class of its state."""
        return verdict_shape(self.verdict.state)

    @property
    def pill(self) -> str:
        """The class of its colours."""
        return PILLS.get(self.shape, "")

    @property
    def rule(self) -> str:
        """When a verdict says so."""
        return str(STATE_RULES[Verdict.State(self.verdict.state)])

    @property
    def reportable(self) -> bool:
        """Whether readers may see it, and so report a mistake in it."""
        return self.verdict.pk is not None and self.verdict.review != Verdict.Review.PROPOSED

    @property
    def when(self) -> str:
        """The day of the event, no more exact than it is known; empty where it has none."""
        verdict = self.verdict
        if verdict.event_date is None:
            return ""
        return written_date(verdict.event_date, verdict.event_date_precision)


def judgements(annotation: Annotation) -> list[Judgement]:
    """Return every reviewed verdict, the last one first; a constant number of queries."""
    return told(annotation, Verdict.objects.reviewed())


def told(annotation: Annotation, verdicts: VerdictQuerySet) -> list[Judgement]:
    """Return those of `verdicts` that are on `annotation`, the last one first, to be told."""
    pieces = Evidence.objects.select_related(
        "passage__article__publication", "passage__claim", "passage__prediction"
    ).prefetch_related("passage__article__authorships__author")
    rows = list(
        verdicts.filter(annotation=annotation)
        .select_related("proposed_by", "confirmed_by", "declined_by", "batch")
        .prefetch_related(
            Prefetch("evidence", pieces),
            "replies",
            "proposed_by__groups",
            "confirmed_by__groups",
        )
        .order_by("-decided_on", "-pk")
    )
    by_pk = {verdict.pk: verdict for verdict in rows}
    successors = {
        verdict.supersedes_id: verdict
        for verdict in rows
        if verdict.review != Verdict.Review.PROPOSED
    }
    for verdict in rows:
        verdict.annotation = annotation
    wordings = worded_on([annotation])[annotation.pk] if rows else []
    changes = changes_since(rows)
    return [
        judgement_of(
            verdict,
            verdict.evidence.all(),
            wordings,
            supersedes=by_pk.get(verdict.supersedes_id or 0),
            superseded_by=successors.get(verdict.pk),
            changes=changes.get(verdict.pk, ()),
            replies=list(verdict.replies.all()),
        )
        for verdict in rows
    ]


def judgement_of(
    verdict: Verdict,
    pieces: Iterable[Evidence],
    wordings: Sequence[Wording],
    *,
    supersedes: Verdict | None = None,
    superseded_by: Verdict | None = None,
    changes: Sequence[Change] = (),
    replies: Sequence[Reply] = (),
) -> Judgement:
    """Return one verdict to be told, also one that is not written yet."""
    return Judgement(
        verdict=verdict,
        evidence=_bodies(pieces),
        condition=condition_told(verdict),
        review=review_told(verdict),
        people=_people(verdict),
        supersedes=supersedes,
        superseded_by=superseded_by,
        hindsight=in_hindsight(verdict, wordings),
        changes=changes,
        replies=replies,
    )


def condition_told(verdict: object) -> str:
    """Return whether and when the condition was met; empty where the verdict does not say.

    Takes anything with the `condition_met` and `condition_met_on` of a verdict.
    """
    met, day = verdict.condition_met, verdict.condition_met_on  # type: ignore[attr-defined]
    if not met:
        return ""
    if met == Verdict.ConditionMet.YES and day:
        return _("Its condition was met on %(day)s.") % {"day": written_date(day, "day")}
    return {
        Verdict.ConditionMet.YES: _("Its condition was met."),
        Verdict.ConditionMet.NO: _("Its condition was not met."),
        Verdict.ConditionMet.UNKNOWN: _("Whether its condition was met is not known."),
    }[Verdict.ConditionMet(met)]


def review_told(verdict: Verdict) -> str:
    """Return what the level of review of a verdict means."""
    if verdict.review == Verdict.Review.CONFIRMED:
        return f"{capfirst(confirmation_told(verdict))}."
    if verdict.review == Verdict.Review.PROPOSED:
        return _("Proposed: not public until a second person has confirmed it.")
    return _("Single-reviewed: one person judged this; a second has not confirmed it yet.")


def confirmation_told(verdict: object) -> str:
    """Return how a confirmed verdict came to be that, as far as it is known here.

    Takes anything with the keys of the accounts and of the import of a verdict. Two people are
    said to have agreed only where two accounts did: an import names none.
    """
    proposed = verdict.proposed_by_id is not None  # type: ignore[attr-defined]
    confirmed = verdict.confirmed_by_id is not None  # type: ignore[attr-defined]
    imported = verdict.batch_id is not None  # type: ignore[attr-defined]
    if confirmed and (proposed or not imported):
        return _("confirmed by a second person")
    if confirmed:
        return _("judged where it came from (imported), and confirmed here")
    if imported:
        return _("confirmed where it came from (imported)")
    return _("confirmed by an account that no longer exists")


def _people(verdict: Verdict) -> str:
    """Return who proposed and who confirmed a verdict, as far as that is known here."""
    who = {
        "who": credited(verdict.proposed_by),
        "day": written_date(verdict.proposed_at.date(), "day"),
    }
    if verdict.batch_id is not None and not who["who"]:
        told = _("Brought in with a collection; judged there on %(day)s.") % who
    elif who["who"]:
        told = _("Proposed by %(who)s on %(day)s.") % who
    else:
        told = _("Proposed by an account that no longer exists, on %(day)s.") % who
    if verdict.confirmed_at:
        second = {
            "who": credited(verdict.confirmed_by),
            "day": written_date(verdict.confirmed_at.date(), "day"),
        }
        told += (
            " "
            + (
                _("Confirmed by %(who)s on %(day)s.")
                if second["who"]
                else _("Confirmed on %(day)s.")
            )
            % second
        )
    return told


def _bodies(given: Iterable[Evidence]) -> list[Body]:
    titles = {
        Evidence.Bears.OUTCOME: _("Evidence"),
        Evidence.Bears.CONDITION: _("Evidence on the condition"),
    }
    pieces = list(given)
    bodies = [
        Body(title, [_exhibit(piece) for piece in pieces if piece.bears == bears])
        for bears, title in titles.items()
    ]
    return [body for body in bodies if body.exhibits]


def _exhibit(piece: Evidence) -> Exhibit:
    """Keep of a piece what the terms of its source, and its state, allow to be shown."""
    passage = piece.passage
    if passage is None:
        return Exhibit(piece, piece.words, "", stands=True, article=None)
    article = passage.article
    draft = article.state == Article.State.DRAFT
    withheld = draft or article.display == Article.Display.METADATA
    stands = (passage.state, article.state) == (
        Annotation.State.PUBLISHED,
        Article.State.PUBLISHED,
    )
    says = stands and withheld and passage.kind != Annotation.Kind.MENTION
    return Exhibit(
        piece,
        words="" if withheld else piece.words,
        instead=passage.detail.summary if says else "",
        stands=stands,
        article=None if draft else article,
    )
