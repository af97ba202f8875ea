"""Sources have their own revisions, numbered without gaps."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q, QuerySet

from annotations.services.checking.fault import Fault, Faults
from sourcelib.models import Article, FormerSlug, ImportBatch


def check() -> Faults:
    """Yield the faults of sources."""
    articles = Article.objects.order_by("pk")
    foreign = articles.filter(current_revision__isnull=False).exclude(
        current_revision__article=F("pk")
    )
    for uid in _uids(foreign):
        yield Fault("current-revision", f"source {uid}", "its current revision is another's")
    without = articles.filter(current_revision__isnull=True, revisions__isnull=False).distinct()
    for uid in _uids(without):
        yield Fault("current-revision", f"source {uid}", "it has revisions, and none is current")
    numbered = articles.annotate(
        first=Min("revisions__number"), last=Max("revisions__number"), count=Count("revisions")
    ).filter(count__gt=0)
    for uid, first, last, count in numbered.exclude(first=1, last=F("count")).values_list(
        "uid", "first", "last", "count"
    ):
        problem = f"{count} revisions are numbered from {first} to {last}"
        yield Fault("revision-numbers", f"source {uid}", problem)
    state = Q(state="published") & (
        Q(published_at__isnull=True) | Q(current_revision__isnull=True)
    ) | Q(state="withdrawn") & (Q(withdrawn_at__isnull=True) | Q(withdrawal_reason=""))
    for uid in _uids(articles.filter(state)):
        yield Fault("source-state", f"source {uid}", "its state lacks its day, reason or text")
    signed = articles.annotate(
        first=Min("authorships__position"),
        last=Max("authorships__position"),
        count=Count("authorships"),
    ).filter(count__gt=0)
    for uid in _uids(signed.exclude(first=1, last=F("count"))):
        yield Fault("author-positions", f"source {uid}", "its authors are not numbered from 1")
    yield from _addresses()
    for batch in ImportBatch.objects.filter(state=ImportBatch.State.RUNNING):
        problem = "stopped half-way, or still running; run the same import again to complete it"
        yield Fault("batch-unfinished", f"batch {batch.uid}", problem)


def _addresses() -> Faults:
    current = Article.objects.values("slug")
    for former in FormerSlug.objects.filter(model="sourcelib.article", slug__in=current):
        problem = f"{former.slug} is the address of a source and a former one of {former.uid}"
        yield Fault("former-slug", f"source {former.uid}", problem)


def _uids(articles: QuerySet[Article]) -> Iterator[UUID]:
    return articles.values_list("uid", flat=True).iterator()
