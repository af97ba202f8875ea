"""Verdicts that took the place of others."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from annotations.corrections.correction import Correction, Kind, Trace, page_of
from annotations.models import Verdict
from annotations.services.crediting import credited


def _rows() -> QuerySet[Verdict]:
    return (
        Verdict.objects.public()
        .filter(supersedes__isnull=False)
        .select_related("annotation__article", "supersedes", "confirmed_by")
        .prefetch_related("confirmed_by__groups")
    )


def _tell(rows: Sequence[Any]) -> list[Correction]:
    return [_told(row, str(row.get_state_display())) for row in rows]


def _told(row: Any, state: str) -> Correction:
    same = row.supersedes.state == row.state
    what = _("Judged anew, still “%(state)s”") if same else _("Verdict changed to “%(state)s”")
    return Correction(
        at=row.published_at,
        what=what % {"state": state},
        title=row.judged_summary,
        address=page_of(row.annotation, "evidence"),
        source=row.annotation.article,
        reason=row.reason,
        before="" if same else str(row.supersedes.get_state_display()),
        by=credited(row.confirmed_by),
    )


TRACES = (
    Trace("verdict", Kind.VERDICT, _rows, "published_at", _tell, articles=("annotation__article",)),
)
