"""What happened to the source itself: its texts, its publication, passages left behind."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.admin.source_log.entry import Entry, Trace, details, named, person
from annotations.models import Reanchoring
from sourcelib.models import Article, Revision

_CHANGES = {
    "source-made": gettext_lazy("source brought in"),
    "source-published": gettext_lazy("source published"),
    "source-withdrawn": gettext_lazy("source withdrawn"),
    "source-changed": gettext_lazy("description of the source changed"),
}


def _revisions(article: Article) -> QuerySet[Any]:
    return Revision.objects.filter(article=article).defer("text")


def _tell_revisions(rows: Sequence[Any]) -> list[Entry]:
    counted = Reanchoring.objects.filter(revision__in=rows).values_list("revision", "outcome")
    outcomes: dict[int, Counter[str]] = defaultdict(Counter)
    for revision, outcome, count in counted.order_by().annotate(n=Count("pk")):
        outcomes[revision][outcome] = count
    return [
        Entry(
            at=row.created_at,
            step="revision",
            label=_("Text, revision %(number)s") % {"number": row.number},
            what=" · ".join(
                f"{outcomes[row.pk][one]} {one.label}"
                for one in Reanchoring.Outcome
                if outcomes[row.pk][one]
            ),
            why=row.reason,
            address=reverse("admin:sourcelib_revision_change", args=[row.pk]),
        )
        for row in rows
    ]


def _changes(article: Article) -> QuerySet[Any]:
    before = Article.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    rows: QuerySet[Any] = Article.history.filter(id=article.pk).annotate(
        state_before=Subquery(before.order_by("-history_id").values("state")[:1])
    )
    return rows.select_related("history_user")


def _of(step: str) -> Q:
    state = Article.State
    came = {
        "source-published": Q(state=state.PUBLISHED) & ~Q(state_before=state.PUBLISHED),
        "source-withdrawn": Q(state=state.WITHDRAWN) & ~Q(state_before=state.WITHDRAWN),
    }
    made = Q(history_type="+")
    if step == "source-made":
        return made
    if step in came:
        return came[step] & ~made
    return ~made & ~came["source-published"] & ~came["source-withdrawn"]


def _step(row: Any) -> str:
    if row.history_type == "+":
        return "source-made"
    if row.state != row.state_before and row.state in ("published", "withdrawn"):
        return f"source-{row.state}"
    return "source-changed"


def _tell_changes(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.history_date,
            step=_step(row),
            label=str(_CHANGES[_step(row)]).capitalize(),
            by=person(row.history_user),
            why=row.withdrawal_reason
            if _step(row) == "source-withdrawn"
            else row.history_change_reason or "",
            address=reverse("admin:sourcelib_article_history", args=[row.id]),
        )
        for row in rows
    ]


def _left(article: Article) -> QuerySet[Any]:
    rows = Reanchoring.objects.filter(article=article, state=Reanchoring.State.LEFT)
    return rows.select_related("decided_by", *details("annotation"))


def _tell_left(rows: Sequence[Any]) -> list[Entry]:
    return [
        Entry(
            at=row.decided_at,
            step="left-behind",
            label=_("Left on its earlier revision"),
            by=person(row.decided_by),
            why=row.note,
            **named(row.annotation),
        )
        for row in rows
    ]


TRACES = (
    Trace(
        steps={"revision": gettext_lazy("text brought in")},
        rows=_revisions,
        at="created_at",
        tell=_tell_revisions,
    ),
    Trace(
        steps=_CHANGES,
        rows=_changes,
        at="history_date",
        tell=_tell_changes,
        by="history_user",
        of=_of,
    ),
    Trace(
        steps={"left-behind": gettext_lazy("left on an earlier revision")},
        rows=_left,
        at="decided_at",
        tell=_tell_left,
        by="decided_by",
        kind="annotation__kind",
    ),
)
