"""Sources that were withdrawn or published again, and texts that took the place of others."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from annotations.corrections.correction import Correction, Kind, Trace
from annotations.services.crediting import credited
from sourcelib.models import Article, Revision

State = Article.State


def _history() -> QuerySet[Any]:
    """Return the history of sources, each row with the state before it; "" for the first.

    A source that is published again forgets that it was withdrawn; its history does not.
    """
    history: QuerySet[Any] = Article.history.filter(
        Exists(Article.objects.filter(pk=OuterRef("id")))
    )
    earlier = Article.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(earlier.order_by("-history_id").values("state")[:1])
    history = history.annotate(state_before=Coalesce(before, Value("")))
    return history.select_related("history_user").prefetch_related("history_user__groups")


def _withdrawn() -> QuerySet[Any]:
    rows = _history().filter(state=State.WITHDRAWN, withdrawn_at__isnull=False)
    return rows.exclude(state_before=State.WITHDRAWN)


def _again() -> QuerySet[Any]:
    return _history().filter(state=State.PUBLISHED, state_before=State.WITHDRAWN)


def _tell_moves(rows: Sequence[Any]) -> list[Correction]:
    articles = Article.objects.in_bulk({row.id for row in rows})
    happened = {
        State.WITHDRAWN: _("Source withdrawn"),
        State.PUBLISHED: _("Source published again"),
    }
    return [
        Correction(
            at=row.withdrawn_at or row.history_date,
            what=happened[State(row.state)],
            title=articles[row.id].title,
            address=str(articles[row.id].get_absolute_url()),
            source=articles[row.id],
            reason=row.withdrawal_reason,  # empty in a row that says it is published
            by=credited(row.history_user),
        )
        for row in rows
    ]


def _revisions() -> QuerySet[Revision]:
    """Texts that took the place of others once the source was public."""
    return (
        Revision.objects.filter(
            number__gt=1,
            article__state=State.PUBLISHED,
            created_at__gt=F("article__published_at"),
        )
        .select_related("article", "created_by")
        .prefetch_related("created_by__groups")
        .defer("text")
    )


def _tell_revisions(rows: Sequence[Revision]) -> list[Correction]:
    return [
        Correction(
            at=row.created_at,
            what=_("Text corrected: revision %(number)s") % {"number": row.number},
            title=row.article.title,
            address=f"{row.article.get_absolute_url()}changes/{row.number - 1}..{row.number}/",
            source=row.article,
            reason=row.reason,
            by=credited(row.created_by),
        )
        for row in rows
    ]


TRACES = (
    Trace(
        "withdrawn source",
        Kind.SOURCE,
        _withdrawn,
        "withdrawn_at",
        _tell_moves,
        articles=("id",),
    ),
    Trace("source again", Kind.SOURCE, _again, "history_date", _tell_moves, articles=("id",)),
    Trace(
        "revision", Kind.SOURCE, _revisions, "created_at", _tell_revisions, articles=("article",)
    ),
)
