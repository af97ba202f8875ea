"""The calendar of deadlines (RFC 5545): predictions that nobody has decided, on the day they are
due; to be subscribed to.
"""

import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from annotations import states
from annotations.filters import PredictionFilters
from annotations.following import filtered, refusal
from annotations.freshness import answers_conditionally
from annotations.list_data import absolute
from annotations.listing import Listing
from annotations.models import Annotation
from annotations.paging import page
from annotations.printable import printable
from annotations.quoting import plain
from annotations.scoring.standing import Standing
from annotations.statements import StatementView, statements, with_statements
from annotations.templatetags.listed import passages_in_full

CHUNK = 500
_UNDECIDED = (Standing.PENDING, Standing.DUE, Standing.OVERDUE)
_END = b"END:VCALENDAR\r\n"


@answers_conditionally
def due_calendar(request: HttpRequest) -> HttpResponseBase:
    """All predictions with a deadline that no verdict has ended, under the filters of the board."""
    listing = Listing(request, PredictionFilters, Annotation.objects.public().predictions())
    refused = refusal(listing, reads_standard=True)
    if refused is not None:
        return refused
    response = StreamingHttpResponse(_written(listing), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="predictions-due.ics"'
    return response


def _written(listing: Listing) -> Iterator[bytes]:
    """Yield the calendar piece by piece: its head, each event, its end."""
    yield _calendar(listing).to_ical().removesuffix(_END)
    for view in _undecided(listing):
        yield _event(view).to_ical()
    yield _END


def _undecided(listing: Listing) -> Iterator[StatementView]:
    rows = listing.rows.filter(states.prediction_condition(_UNDECIDED, timezone.localdate()))
    by_deadline = next(sort for sort in PredictionFilters.sorts if sort.value == "due")
    after: uuid.UUID | None = None
    while True:
        found = page(with_statements(rows), by_deadline, after=after, size=CHUNK)
        yield from statements(found.rows)
        if found.next is None:
            return
        after = found.rows[-1].uid


def _calendar(listing: Listing) -> Any:
    name = " · ".join([settings.SITE_NAME, _("Predictions due"), *(c.label for c in listing.chips)])
    calendar = Calendar()
    calendar.add("prodid", f"-//{printable(settings.SITE_NAME)}//Predictions due//EN")
    calendar.add("version", "2.0")
    for field in ("name", "x-wr-calname"):  # RFC 7986, and what came before it
        calendar.add(field, printable(name))
    calendar.add("url", absolute(filtered("/predictions/", listing)))
    # The zone in which days are counted; a calendar without events would else hold nothing at all,
    # which RFC 5545 (section 3.4) does not allow.
    calendar.add_component(Timezone.from_tzid(settings.TIME_ZONE))
    return calendar


def _event(view: StatementView) -> Any:
    """Return one deadline: a whole day, which it leaves free.

    Its stamps are those of the prediction, so that the same library gives the same calendar.
    """
    annotation = view.annotation
    changed = max(annotation.changed_at, annotation.published_at or annotation.created_at)
    event = Event()
    event.add("uid", f"{annotation.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", changed.replace(microsecond=0))
    event.add("last-modified", changed.replace(microsecond=0))
    event.add("sequence", annotation.version)
    event.add("dtstart", view.detail.deadline)
    event.add("transp", "TRANSPARENT")
    event.add("summary", printable(view.summary))
    event.add("description", printable(_description(view)))
    event.add("url", absolute(view.address))
    return event


def _description(view: StatementView) -> str:
    words = plain(view.words)
    article = view.article
    title = f"[{article.title}]" if article.title_supplied else article.title
    rule = _("5-year rule: the text gives no end date.") if view.by_default_rule else ""
    basis = passages_in_full(view.deadline_basis)
    parts = [
        f"“{words}”" if words else "",
        f"{view.who}, {title}, {view.date}",
        _("Horizon: %(basis)s") % {"basis": basis} if basis else "",
        rule,
    ]
    return "\n\n".join(part for part in parts if part)
