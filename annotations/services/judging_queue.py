"""What there is to judge: predictions that are due, proposals to confirm, verdicts to look at anew.

All of it is computed when it is asked for; nothing of it is stored.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from annotations.models import Annotation, Evidence, Verdict
from annotations.scoring.standing import GRACE
from annotations.services.judging import CONFIRM, PROPOSE
from sourcelib.models import Article, Authorship

MOST = 20  # rows of each list; `total` says how many there are


@dataclass(frozen=True, slots=True)
class ToJudge:
    """One row of a list: what is judged, the verdict that the list is about if it is about one.

    `proposed` says that somebody's proposal on it waits already. The annotation comes with its
    detail, its source and byline; the verdict with its proposer and who declined it.
    """

    annotation: Annotation
    verdict: Verdict | None
    proposed: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The first rows of a list, and how many there are in all."""

    total: int = 0
    rows: Sequence[ToJudge] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingQueue:
    """What waits for one person, by what is to be done.

    due, overdue: predictions past their deadline without a verdict that ends them, the first due
    first. to_confirm: proposals of others. single_reviewed: verdicts that one person gave and this
    one could confirm. own: one's proposals that wait, then those that others declined.
    withdrawn_evidence: verdicts that stand on a passage withdrawn since. reworded: verdicts whose
    sentence was reworded since.
    """

    due: Listed
    overdue: Listed
    to_confirm: Listed
    single_reviewed: Listed
    own: Listed
    withdrawn_evidence: Listed
    reworded: Listed

    @property
    def total(self) -> int:
        """How much waits, one's own proposals apart."""
        lists = (
            *(self.due, self.overdue, self.to_confirm),
            *(self.single_reviewed, self.withdrawn_evidence, self.reworded),
        )
        return sum(one.total for one in lists)


def judging_queue(user: Any, *, most: int = MOST) -> JudgingQueue:
    """Return what waits for `user`: the first `most` of each; a constant number of queries.

    Readers have nothing to do, curators nothing to confirm.
    """
    judges, confirms = user.has_perm(PROPOSE), user.has_perm(CONFIRM)
    today = timezone.localdate()
    standing = _on_public(Verdict.objects.reviewed().standing())

    def predictions(dates: Q) -> Listed:
        return _predictions(dates, most) if judges else Listed()

    def verdicts(rows: QuerySet[Verdict], *order: Any, allowed: bool = judges) -> Listed:
        return _verdicts(rows.order_by(*order), most) if allowed else Listed()

    return JudgingQueue(
        due=predictions(Q(prediction__deadline__lt=today, prediction__deadline__gte=today - GRACE)),
        overdue=predictions(Q(prediction__deadline__lt=today - GRACE)),
        to_confirm=verdicts(
            _of_others(_on_public(Verdict.objects.waiting()), user),
            *("proposed_at", "pk"),
            allowed=confirms,
        ),
        single_reviewed=verdicts(
            _of_others(standing.filter(review=Verdict.Review.SINGLE), user),
            *("-decided_on", "-pk"),
            allowed=confirms,
        ),
        own=verdicts(_own(user), F("declined_at").desc(nulls_first=True), "-pk"),
        withdrawn_evidence=verdicts(standing.filter(pk__in=_withdrawn()), "-decided_on", "-pk"),
        reworded=verdicts(standing.filter(_reworded()), "-decided_on", "-pk"),
    )


def _on_public(rows: QuerySet[Verdict]) -> QuerySet[Verdict]:
    return rows.filter(
        annotation__state=Annotation.State.PUBLISHED,
        annotation__article__state=Article.State.PUBLISHED,
    )


def _of_others(rows: QuerySet[Verdict], user: Any) -> QuerySet[Verdict]:
    """Keep what `user` neither proposed nor imported."""
    return rows.exclude(proposed_by=user).exclude(batch__created_by=user)


def _own(user: Any) -> QuerySet[Verdict]:
    """Return one's proposals that wait, and those declined by others with none proposed since."""
    mine = Verdict.objects.filter(proposed_by=user, review=Verdict.Review.PROPOSED)
    later = Verdict.objects.filter(
        annotation=OuterRef("annotation"), proposed_by=user, pk__gt=OuterRef("pk")
    )
    declined = Q(~Q(declined_by=user) | Q(declined_by__isnull=True), ~Q(Exists(later)))
    return mine.filter(Q(declined_at__isnull=True) | declined)


def _withdrawn() -> QuerySet[Any]:
    """Return the verdicts with evidence whose passage, or its source, was withdrawn."""
    return Evidence.objects.filter(
        Q(passage__state=Annotation.State.WITHDRAWN)
        | Q(passage__article__state=Article.State.WITHDRAWN)
    ).values("verdict")


def _reworded() -> Q:
    prediction = Q(annotation__prediction__isnull=False)
    same = Q(annotation__prediction__summary=F("judged_summary"))
    claim = Q(annotation__claim__isnull=False)
    same_claim = Q(annotation__claim__summary=F("judged_summary"))
    return Q(prediction, ~same) | Q(claim, ~same_claim)


def _predictions(dates: Q, most: int) -> Listed:
    ended = (
        Verdict.objects.reviewed()
        .standing()
        .filter(annotation=OuterRef("pk"))
        .exclude(state=Verdict.State.STILL_OPEN)
    )
    rows = (
        Annotation.objects.public()
        .predictions()
        .filter(dates, ~Exists(ended))
        .order_by("prediction__deadline", "pk")
    )
    shown = (
        rows.annotate(proposed=Exists(Verdict.objects.waiting().filter(annotation=OuterRef("pk"))))
        .select_related("prediction", "article__publication")
        .prefetch_related(_bylines("article__"))
    )
    return _listed(rows, shown, most, lambda row: ToJudge(row, None, row.proposed))


def _verdicts(rows: QuerySet[Verdict], most: int) -> Listed:
    others = (
        Verdict.objects.waiting()
        .filter(annotation=OuterRef("annotation"))
        .exclude(pk=OuterRef("pk"))
    )
    shown = (
        rows.annotate(proposed=Exists(others))
        .select_related(
            *("annotation__article__publication", "annotation__claim", "annotation__prediction"),
            *("proposed_by", "declined_by", "batch"),
        )
        .prefetch_related(_bylines("annotation__article__"))
    )
    return _listed(rows, shown, most, lambda row: ToJudge(row.annotation, row, row.proposed))


def _bylines(path: str) -> Any:
    return Prefetch(f"{path}authorships", Authorship.objects.select_related("author"))


def _listed(
    rows: QuerySet[Any], shown: QuerySet[Any], most: int, as_row: Callable[[Any], ToJudge]
) -> Listed:
    """Return the first rows; they are counted only where there are more than are shown."""
    first = [as_row(row) for row in shown[: most + 1]]
    return Listed(len(first) if len(first) <= most else rows.count(), first[:most])
