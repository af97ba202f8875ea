"""What there is to judge: predictions that are due, proposals to confirm, verdicts to look at anew.

All of it is computed when it is asked for; nothing of it is stored.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from annotations.models import Annotation, Evidence, Verdict
from annotations.scoring.standing import GRACE
from annotations.services.judging import CONFIRM, PROPOSE
from annotations.services.terms_judged import Change, changes_since, on_other_terms
from sourcelib.models import Article, Authorship

MOST = 20  # rows of each list; `total` says how many there are


@dataclass(frozen=True, slots=True)
class ToJudge:
    """One row of a list: what is judged, the verdict that the list is about if it is about one.

    `proposed` says that somebody's proposal on it waits already; `changes` what was changed of what
    the verdict judged. The annotation comes with its detail, its source and byline; the verdict
    with its proposer and who declined it.
    """

    annotation: Annotation
    verdict: Verdict | None
    proposed: bool
    changes: Sequence[Change] = ()


class Listed:
    """One list: how many there are in all, and the first rows; each read when it is asked for."""

    def __init__(
        self, rows: QuerySet[Any], first: Callable[[QuerySet[Any]], list[ToJudge]]
    ) -> None:
        self._rows = rows
        self._first = first

    @cached_property
    def total(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    @cached_property
    def rows(self) -> Sequence[ToJudge]:
        """The first of them, in a constant number of queries."""
        return self._first(self._rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingQueue:
    """What waits for one person, by what is to be done.

    due, overdue: predictions past their deadline without a verdict that ends them, the first due
    first. to_confirm: proposals of others. single_reviewed: verdicts that one person gave and this
    one could confirm. own: one's proposals that wait, then those that others declined.
    withdrawn_evidence: verdicts that stand on a passage withdrawn since. changed: verdicts of which
    what they judged was changed since.
    """

    due: Listed
    overdue: Listed
    to_confirm: Listed
    single_reviewed: Listed
    own: Listed
    withdrawn_evidence: Listed
    changed: Listed

    @property
    def total(self) -> int:
        """How much waits, one's own proposals apart."""
        lists = (
            *(self.due, self.overdue, self.to_confirm),
            *(self.single_reviewed, self.withdrawn_evidence, self.changed),
        )
        return sum(one.total for one in lists)


def judging_queue(user: Any, *, kind: str = "", most: int = MOST) -> JudgingQueue:
    """Return what waits for `user`: the first `most` of each, of one kind of annotation if given.

    Readers have nothing to do, curators nothing to confirm. Lists are read when they are asked for;
    which verdicts judged other terms is found out at once.
    """
    judges, confirms = user.has_perm(PROPOSE), user.has_perm(CONFIRM)
    today = timezone.localdate()
    standing = _on_public(Verdict.objects.reviewed().standing())

    def predictions(dates: Q) -> Listed:
        rows = _undecided(dates) if judges else Annotation.objects.none()
        return Listed(
            rows.filter(kind=kind) if kind else rows, lambda rows: _predictions(rows, most)
        )

    def verdicts(rows: QuerySet[Verdict], *order: Any, allowed: bool = judges) -> Listed:
        found = rows.order_by(*order) if allowed else Verdict.objects.none()
        if kind:
            found = found.filter(annotation__kind=kind)
        return Listed(found, lambda rows: _verdicts(rows, most))

    changed = on_other_terms(standing) if judges else []
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
        changed=verdicts(standing.filter(pk__in=changed), "-decided_on", "-pk"),
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


def _undecided(dates: Q) -> QuerySet[Annotation]:
    """Return the public predictions of some deadlines that no verdict has ended."""
    ended = (
        Verdict.objects.reviewed()
        .standing()
        .filter(annotation=OuterRef("pk"))
        .exclude(state=Verdict.State.STILL_OPEN)
    )
    return (
        Annotation.objects.public()
        .predictions()
        .filter(dates, ~Exists(ended))
        .order_by("prediction__deadline", "pk")
    )


def _predictions(rows: QuerySet[Annotation], most: int) -> list[ToJudge]:
    waiting = Verdict.objects.waiting().filter(annotation=OuterRef("pk"))
    shown: QuerySet[Any] = (
        rows.annotate(proposed=Exists(waiting))
        .select_related("prediction", "article__publication")
        .prefetch_related(_bylines("article__"))
    )
    return [ToJudge(row, None, row.proposed) for row in shown[:most]]


def _verdicts(rows: QuerySet[Verdict], most: int) -> list[ToJudge]:
    others = (
        Verdict.objects.waiting()
        .filter(annotation=OuterRef("annotation"))
        .exclude(pk=OuterRef("pk"))
    )
    shown: QuerySet[Any] = (
        rows.annotate(proposed=Exists(others))
        .select_related(
            *("annotation__article__publication", "annotation__claim", "annotation__prediction"),
            *("proposed_by", "declined_by", "batch"),
        )
        .prefetch_related(_bylines("annotation__article__"))
    )
    found = list(shown[:most])
    changes = changes_since(found)
    return [ToJudge(row.annotation, row, row.proposed, changes.get(row.pk, ())) for row in found]


def _bylines(path: str) -> Any:
    return Prefetch(f"{path}authorships", Authorship.objects.select_related("author"))
