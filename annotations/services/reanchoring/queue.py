"""What waits for a person to say where it stands: by source, and passage by passage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from annotations.models import Annotation, Reanchoring, Span
from sourcelib.models import Article

State, Outcome = Reanchoring.State, Reanchoring.Outcome


@dataclass(frozen=True, slots=True)
class OfSource:
    """What became of the annotations of a source in its current text: how many by outcome."""

    article: Article
    outcomes: Counter[str]
    waiting: int
    settled: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One passage of a source that a person settles, among all that are settled by a person."""

    number: int
    of: int
    before: UUID | None
    after: UUID | None
    waiting: int  # of all of them


def current() -> QuerySet[Reanchoring]:
    """Return what was looked for in the texts that are the current ones of their sources."""
    return Reanchoring.objects.filter(article__current_revision=F("revision"))


def waiting_count(article: Article | None = None) -> int:
    """Return how many passages wait, in all sources or in one of them."""
    rows = current().filter(state=State.WAITING)
    return (rows if article is None else rows.filter(article=article)).count()


def corrected() -> list[int]:
    """Return the keys of the sources that were corrected, those with most that waits first."""
    waiting = Count("pk", filter=Q(state=State.WAITING))
    keys = current().values("article").annotate(n=waiting)
    return [row["article"] for row in keys.order_by("-n", "-article__current_revision")]


def sources(wanted: Sequence[int]) -> list[OfSource]:
    """Return what became of the annotations of these sources, by key; two queries.

    Those where nothing was looked for are left out.
    """
    rows = current()
    outcomes: dict[int, Counter[str]] = {pk: Counter() for pk in wanted}
    states: dict[int, Counter[str]] = {pk: Counter() for pk in wanted}
    counted = rows.filter(article__in=wanted).values_list("article", "outcome", "state")
    for pk, outcome, state, count in counted.order_by().annotate(n=Count("pk")):
        outcomes[pk][outcome] += count
        states[pk][state] += count
    articles = (
        Article.objects.filter(pk__in=wanted)
        .select_related("publication", "current_revision")
        .defer("current_revision__text")
    )
    found = {row.pk: row for row in articles}
    return [
        OfSource(
            found[pk],
            outcomes[pk],
            states[pk][State.WAITING],
            states[pk][State.PLACED] + states[pk][State.LEFT],
        )
        for pk in wanted
        if outcomes[pk]
    ]


def in_order(article: Article) -> QuerySet[Reanchoring]:
    """Return what a person settles of a source, in the order in which it stood in the text."""
    body = Q(annotation__spans__role=Span.Role.BODY) & Q(
        annotation__spans__revision=F("old_revision")
    )
    mine = current().filter(article=article, state__in=(State.WAITING, State.PLACED, State.LEFT))
    stood = Coalesce(Min("annotation__spans__start", filter=body), 0)
    return mine.annotate(stood=stood).order_by("stood", "pk")


def turn(row: Reanchoring) -> Turn | None:
    """Return which of its source's passages a row is, and where to go from it: one query.

    On to what waits next; from the last one to the first that waits. None where it is not one of
    them: it was carried over, or the text was corrected again.
    """
    all_of_it = list(in_order(row.article).values_list("uid", "state"))
    uids = [uid for uid, _state in all_of_it]
    if row.uid not in uids:
        return None
    at = uids.index(row.uid)
    waiting = {uid for uid, state in all_of_it if state == State.WAITING}
    rest = [uid for uid in uids[at + 1 :] + uids[:at] if uid in waiting]
    return Turn(
        number=at + 1,
        of=len(uids),
        before=uids[at - 1] if at else None,
        after=rest[0] if rest else None,
        waiting=len(waiting),
    )


def with_what_they_say(rows: QuerySet[Reanchoring]) -> QuerySet[Reanchoring]:
    """Fetch the annotations with their details and all their spans, without the texts."""
    rows = rows.select_related(
        *("annotation__claim", "annotation__prediction", "annotation__mention__actor"),
        *("decided_by", "revision", "old_revision"),
    )
    without = rows.defer("revision__text", "old_revision__text")
    return without.prefetch_related("annotation__spans")


def left_behind(article: Article) -> int:
    """Return how many annotations of a source do not stand in its current text."""
    rows = Annotation.objects.filter(article=article)
    return rows.exclude(revision=F("article__current_revision")).count()
