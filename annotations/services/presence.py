"""Who else is at work on a source, and what became of its annotations since one looked last.

The annotation page asks every few seconds. What it holds is told by a cursor: a time, and the
totals of the source (how many annotations, the sum of their versions, the last change). Every
change adds to a version and every deletion takes one away, so while the totals stay nothing was
changed, whatever the clock says. Where they differ, all that changed since shortly before that
time is told; the overlap is for transactions that end later than they began. The totals go along,
so that a page that comes to another sum can read everything anew.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Annotation, AnnotationVersion, DeletedDraft, Presence
from annotations.services.presenting import loaded, presented
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed

AWAY = datetime.timedelta(seconds=50)  # three times the page's pause, and a little
OVERLAP = datetime.timedelta(seconds=60)
YEARS = 10  # that a cursor may be off
MOST = 500  # changes told one by one; after more the page reads everything anew


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in another window, and where; `own` if it is one's own window."""

    name: str
    own: bool
    paragraph: int | None
    annotation: UUID | None
    seen_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """What the annotations of a source come to."""

    count: int
    versions: int
    last: datetime.datetime | None

    def cursor(self, since: datetime.datetime) -> str:
        """Return the cursor of a page that holds this, and was told of all before `since`."""
        last = self.last.isoformat() if self.last else ""
        return f"{since.isoformat()} {self.count} {self.versions} {last}".rstrip()


@dataclass(frozen=True, slots=True)
class News:
    """What a page is told. `by`: who changed each annotation last, where that is known.

    With `anew` more was changed than is told, and `changes` are none.
    """

    people: Sequence[Person]
    totals: Totals
    cursor: str
    changes: Sequence[dict[str, Any]] = ()
    by: Mapping[str, str] = field(default_factory=dict)
    gone: Sequence[UUID] = ()
    anew: bool = False


def cursor(article: Article) -> str:
    """Return the cursor of a page that is about to read all annotations of a source."""
    return _totals(article).cursor(timezone.now())


def beat(
    *,
    user: Any,
    article: Article,
    window: UUID,
    paragraph: int | None = None,
    annotation: UUID | None = None,
    since: str = "",
    known: Mapping[str, int] | None = None,
) -> News:
    """Say where `user` is in a window of theirs, and return what is new for it.

    `since` is the cursor of the answer before; without one nothing counts as new. `known`: versions
    by uid that the page has already, which it is not told again. Raises NotAllowed, Invalid.
    """
    _refuse(user)
    now = timezone.now()
    told, before = _read(since) if since else (now, None)
    _be_there(user, article, window, paragraph, annotation, now)
    people = _others(user, article, window, now)
    totals = _totals(article)
    at = totals.cursor(now)
    if before is None or before == at.partition(" ")[2]:
        return News(people, totals, at)
    news = _changed(article, told - OVERLAP, known or {})
    anew = len(news) > MOST
    rows = [] if anew else list(loaded(Annotation.objects.filter(pk__in=news)).order_by("pk"))
    return News(
        people,
        totals,
        at,
        changes=[presented(row, user) for row in rows],
        by=_by(rows),
        gone=_gone(article, told - OVERLAP),
        anew=anew,
    )


def leave(*, user: Any, article: Article, window: UUID) -> None:
    """Say that a window was closed. Raises NotAllowed."""
    _refuse(user)
    Presence.objects.filter(article=article, person=user, window=window).delete()


def _refuse(user: Any) -> None:
    if not user.has_perm("annotations.view_annotation"):
        raise NotAllowed(_("Only those who curate see who is at work on a source."))


def _read(since: str) -> tuple[datetime.datetime, str]:
    moment, _space, totals = since.partition(" ")
    try:
        told = datetime.datetime.fromisoformat(moment)
    except ValueError:
        told = None
    # No page is older than this, or from tomorrow; and what is far from now is no time at all to
    # a database, or not once the overlap is taken off.
    if told is None or told.tzinfo is None or abs(told.year - timezone.now().year) > YEARS:
        raise Invalid({"since": [_("This is no cursor of an answer before.")]})
    return told, totals


def _be_there(
    user: Any,
    article: Article,
    window: UUID,
    paragraph: int | None,
    annotation: UUID | None,
    now: datetime.datetime,
) -> None:
    place = {"paragraph": paragraph, "annotation": annotation, "seen_at": now}
    mine = Presence.objects.filter(article=article, person=user, window=window)
    if mine.update(**place):
        return
    Presence.objects.filter(seen_at__lt=now - AWAY).delete()
    row = Presence(article=article, person=user, window=window, **place)
    Presence.objects.bulk_create([row], ignore_conflicts=True)  # the same window asked twice


def _others(user: Any, article: Article, window: UUID, now: datetime.datetime) -> list[Person]:
    rows = (
        Presence.objects.filter(article=article, seen_at__gte=now - AWAY)
        .exclude(person=user, window=window)
        .select_related("person")
        .order_by("pk")
    )
    return [
        Person(
            row.person.working_name(),
            row.person_id == user.pk,
            row.paragraph,
            row.annotation,
            row.seen_at,
        )
        for row in rows
    ]


def _totals(article: Article) -> Totals:
    counted = Annotation.objects.filter(article=article).aggregate(
        count=Count("pk"), versions=Sum("version"), last=Max("changed_at")
    )
    return Totals(counted["count"], counted["versions"] or 0, counted["last"])


def _changed(article: Article, since: datetime.datetime, known: Mapping[str, int]) -> list[int]:
    rows = Annotation.objects.filter(article=article, changed_at__gte=since)
    return [
        pk
        for pk, uid, version in rows.values_list("pk", "uid", "version")
        if known.get(str(uid), 0) < version
    ]


def _by(rows: Sequence[Annotation]) -> dict[str, str]:
    if not rows:
        return {}
    numbers = {row.pk: (str(row.uid), row.version) for row in rows}
    versions = AnnotationVersion.objects.filter(annotation__in=numbers, by__isnull=False)
    found = versions.select_related("by").only(
        *("annotation", "number", "by__username", "by__first_name", "by__last_name")
    )
    return {
        numbers[row.annotation_id][0]: row.by.working_name()
        for row in found
        if row.by and row.number == numbers[row.annotation_id][1]
    }


def _gone(article: Article, since: datetime.datetime) -> list[UUID]:
    deleted = DeletedDraft.objects.filter(article=article, deleted_at__gte=since)
    back = Annotation.objects.filter(article=article).values("uid")
    return list(deleted.exclude(uid__in=back).order_by("pk").values_list("uid", flat=True))
