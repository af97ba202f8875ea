"""What there is to do for one person, on the first page of the administration.

Each list is what is shown of it, the most pressing first, and how many there are in all. The number
of queries is the same however much waits.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from annotations.models import Annotation, Assignment
from annotations.models.annotation import AnnotationQuerySet
from annotations.services import assigned
from annotations.services.coverage import Share, shares
from sourcelib.models import Article

MOST = 6  # rows of each list
LATELY = 24  # sources that somebody worked on last, of which the unfinished are told
WEEK = datetime.timedelta(days=7)
State = Annotation.State


@dataclass(frozen=True, slots=True)
class Waiting:
    """Annotations of a source that wait: how many, since when, the uid of the first, by whom."""

    article_id: int
    title: str
    count: int
    since: datetime.datetime
    first: UUID
    by: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The first rows of a list, how many there are of what it counts, and if rows are left out."""

    rows: Sequence[Any]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Task:
    """Something given to somebody: how far its source is, and whether its day is past."""

    assignment: Assignment
    overdue: bool
    share: Share | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A source that one has begun and not read to the end."""

    article: Article
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What waits for one person.

    returned: annotations of theirs that were sent back. tasks: what they were given. drafts and
    in_review: their own, by source. last: the source that they worked on last. unfinished: sources
    that they began and were not given. week: how many annotations they made in the last seven days.
    """

    returned: Listed
    tasks: Listed
    drafts: Listed
    in_review: Listed
    last: Unfinished | None
    unfinished: Listed
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What waits for editors: to_review by source and curator, the oldest first; nobodys: sources
    that nobody has begun or was given; given: what others were given, the first due first."""

    to_review: Listed
    nobodys: Listed
    given: Listed
    overdue: int  # of what others were given


def work(user: Any) -> Work:
    """Return what waits for `user`."""
    mine = Annotation.objects.filter(created_by=user)
    drafts = mine.filter(state=State.DRAFT)
    tasks = list(assigned.given_to(user))
    lately = _lately(user, mine)
    read = shares({*lately, *(one.article_id for one in tasks[:MOST])}, reader=user)
    begun = [
        Unfinished(article, read[key]) for key, article in _in_order(lately).items() if key in read
    ]
    given = {one.article_id for one in tasks}  # told as such
    unfinished = [one for one in begun if one.share.unread and one.article.pk not in given]
    return Work(
        returned=_returned(drafts.exclude(state_reason="")),
        tasks=_cut([_task(one, read) for one in tasks[:MOST]], len(tasks)),
        drafts=_by_source(drafts.filter(state_reason="")),
        in_review=_by_source(mine.filter(state=State.IN_REVIEW)),
        last=begun[0] if begun else None,
        unfinished=_cut(unfinished[:MOST], len(unfinished)),
        week=mine.filter(created_at__gte=timezone.now() - WEEK).count(),
    )


def desk(user: Any) -> Desk:
    """Return what waits for whoever reviews and gives sources to people."""
    others = Assignment.objects.open().exclude(assignee=user)
    first_due = others.order_by(F("due_on").asc(nulls_last=True), "pk")
    given = list(first_due.select_related("article", "assignee")[:MOST])
    read = shares({one.article_id for one in given})
    today = timezone.localdate()
    counted = others.aggregate(n=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    return Desk(
        to_review=_by_source(Annotation.objects.filter(state=State.IN_REVIEW), whose=True),
        nobodys=_nobodys(),
        given=_cut([_task(one, read) for one in given], counted["n"]),
        overdue=counted["overdue"],
    )


def _returned(rows: AnnotationQuerySet) -> Listed:
    """Return what was sent back, one by one, since each has its reason."""
    shown = rows.select_related(
        *("article", "reviewed_by", "claim", "prediction", "mention__actor")
    ).order_by("-reviewed_at", "-pk")
    return _cut(list(shown[:MOST]), rows.count())


def _by_source(rows: AnnotationQuerySet, *, whose: bool = False) -> Listed:
    """Return how many of each source there are, where the oldest is at the head of the list.

    `whose`: those of each person apart.
    """
    keys = ["article_id", "article__title"]
    keys += ["created_by", "created_by__first_name", "created_by__last_name"] if whose else []
    keys += ["created_by__username"] if whose else []
    groups = list(
        rows.order_by()
        .values(*keys)
        .annotate(count=Count("pk"), since=Min("changed_at"), first=Min("pk"))
        .order_by("since", "first")
    )
    shown = groups[:MOST]
    found = Annotation.objects.filter(pk__in=[row["first"] for row in shown])
    uids = dict(found.values_list("pk", "uid"))
    return Listed(
        [
            Waiting(
                row["article_id"],
                row["article__title"],
                row["count"],
                row["since"],
                uids[row["first"]],
                _name(row) if whose else "",
            )
            for row in shown
        ],
        sum(row["count"] for row in groups),
        len(groups) > len(shown),
    )


def _name(row: dict[str, Any]) -> str:
    names = (row["created_by__first_name"], row["created_by__last_name"])
    return " ".join(filter(None, names)) or row["created_by__username"] or ""


def _lately(user: Any, mine: AnnotationQuerySet) -> list[int]:
    """Return the sources that `user` worked on last, the last first."""
    made = mine.order_by().values_list("article").annotate(at=Max("changed_at"))
    read = (
        Article.objects.filter(current_revision__read__reader=user)
        .order_by()
        .values_list("pk")
        .annotate(at=Max("current_revision__read__read_at"))
    )
    times: dict[int, datetime.datetime] = {}
    for rows in (made.order_by("-at")[:LATELY], read.order_by("-at")[:LATELY]):
        for key, at in rows:
            times[key] = max(at, times.get(key, at))
    return sorted(times, key=lambda key: times[key], reverse=True)[:LATELY]


def _in_order(keys: Sequence[int]) -> dict[int, Article]:
    found = Article.objects.exclude(state=Article.State.WITHDRAWN).in_bulk(keys)
    return {key: found[key] for key in keys if key in found}


def _task(assignment: Assignment, read: dict[int, Share]) -> Task:
    share = read.get(assignment.article_id)
    return Task(assignment, assigned.is_overdue(assignment), share)


def _nobodys() -> Listed:
    """Return the sources that nobody was given and nobody has begun, the first brought in first."""
    here: dict[str, Any] = {"article": OuterRef("pk")}
    rows: QuerySet[Article] = (
        Article.objects.exclude(state=Article.State.WITHDRAWN)
        .filter(current_revision__isnull=False)
        .filter(~Exists(Annotation.objects.filter(**here)))
        .filter(~Exists(Assignment.objects.open().filter(**here)))
        .order_by("created_at", "pk")
    )
    return _cut(list(rows[:MOST]), rows.count())


def _cut(rows: Sequence[Any], total: int) -> Listed:
    return Listed(rows, total, total > len(rows))
