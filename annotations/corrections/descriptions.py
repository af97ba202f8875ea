"""What is said of a published source, such as its title or date, put right."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from annotations.corrections.correction import Correction, Kind, Trace
from annotations.services.crediting import credited
from sourcelib.citing import written_date
from sourcelib.models import Article, Publication

# What readers are told of a source; of what may be empty, the value that stands for nothing.
_FIELDS = ("title", "date_precision", "genre", "language", "original_url", "display")
_MAY_BE_EMPTY = {"date": Value(datetime.date.min), "publication_id": Value(0)}


def _rows() -> QuerySet[Any]:
    """Return the rows of history of published sources that differ from the row before them."""
    history: QuerySet[Any] = Article.history.filter(state=Article.State.PUBLISHED)
    earlier = Article.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    filled = {f"{name}_or": Coalesce(name, none) for name, none in _MAY_BE_EMPTY.items()}
    same = {name: OuterRef(name) for name in _FIELDS} | {
        f"{name}_or": Coalesce(OuterRef(name), none) for name, none in _MAY_BE_EMPTY.items()
    }
    other = (
        Article.history.filter(history_id=OuterRef("before"), state=Article.State.PUBLISHED)
        .annotate(**filled)
        .exclude(**same)
    )
    history = history.annotate(before=before).filter(
        Exists(other), Exists(Article.objects.public().filter(pk=OuterRef("id")))
    )
    return history.select_related("history_user").prefetch_related("history_user__groups")


def _tell(rows: Sequence[Any]) -> list[Correction]:
    articles = Article.objects.in_bulk({row.id for row in rows})
    earlier = Article.history.in_bulk([row.before for row in rows])
    keys = {row.publication_id for row in (*rows, *earlier.values())} - {None}
    publications = Publication.objects.in_bulk(keys)
    told = []
    for row in rows:
        changed = _changed(earlier[row.before], row, publications)
        told.append(
            Correction(
                at=row.history_date,
                what=_("Details of the source changed: %(which)s")
                % {"which": ", ".join(label for label, _value in changed)},
                title=articles[row.id].title,
                address=str(articles[row.id].get_absolute_url()),
                source=articles[row.id],
                before="; ".join(value for _label, value in changed),
                by=credited(row.history_user),
            )
        )
    return told


def _changed(
    before: Any, after: Any, publications: dict[int, Publication]
) -> list[tuple[str, str]]:
    """Return what differs, by what readers call it, with how it read before."""
    dash = "–"
    readings: dict[str, Callable[[Any], str]] = {
        _("title"): lambda row: row.title,
        _("date"): lambda row: written_date(row.date, row.date_precision),
        _("publication"): lambda row: str(publications.get(row.publication_id, dash)),
        _("genre"): lambda row: str(row.get_genre_display()),
        _("language"): lambda row: row.language or dash,
        _("address of the original"): lambda row: row.original_url or dash,
        _("how much is shown"): lambda row: str(row.get_display_display()),
    }
    return [
        (label, read(before)) for label, read in readings.items() if read(before) != read(after)
    ]


TRACES = (Trace("description", Kind.SOURCE, _rows, "history_date", _tell, articles=("id",)),)
