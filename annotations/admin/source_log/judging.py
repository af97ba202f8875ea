"""What became of verdicts: proposed, confirmed, published on one person's word, declined."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.admin.source_log.entry import Entry, Trace, details, named, person
from annotations.models import Verdict
from sourcelib.models import Article

Tell = Callable[[Sequence[Any]], list[Entry]]


def _rows(by: str, condition: Q) -> Callable[[Article], QuerySet[Any]]:
    def rows(article: Article) -> QuerySet[Any]:
        found = Verdict.objects.filter(condition, annotation__article=article)
        return found.select_related(by, *details("annotation"))

    return rows


def _tell(
    step: str, label: Any, at: str, by: str, why: str
) -> Callable[[Sequence[Any]], list[Any]]:
    def tell(rows: Sequence[Any]) -> list[Entry]:
        return [
            Entry(
                at=getattr(row, at),
                step=step,
                label=f"{str(label).capitalize()}: {row.get_state_display()}",
                by=person(getattr(row, by)),
                why=getattr(row, why),
                **named(row.annotation),
            )
            for row in rows
        ]

    return tell


def _trace(step: str, label: Any, at: str, by: str, condition: Q, why: str = "reason") -> Trace:
    return Trace(
        steps={step: label},
        rows=_rows(by, condition),
        at=at,
        tell=_tell(step, label, at, by, why),
        by=by,
        kind="annotation__kind",
    )


_ALONE = Q(published_at__isnull=False) & (
    Q(confirmed_at__isnull=True) | Q(confirmed_at__gt=F("published_at"))
)
TRACES = (
    _trace("verdict-proposed", _("verdict proposed"), "proposed_at", "proposed_by", Q()),
    _trace(
        "verdict-confirmed",
        _("verdict confirmed"),
        "confirmed_at",
        "confirmed_by",
        Q(confirmed_at__isnull=False),
    ),
    _trace(
        "verdict-published", _("verdict published alone"), "published_at", "proposed_by", _ALONE
    ),
    _trace(
        "verdict-declined",
        _("verdict declined"),
        "declined_at",
        "declined_by",
        Q(declined_at__isnull=False),
        why="declined_reason",
    ),
)
