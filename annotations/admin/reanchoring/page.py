"""The page on which one passage is settled: the earlier text beside the later one."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.admin.annotate_strings import keys, selecting
from annotations.admin.annotation import annotate_url, title_of
from annotations.admin.reanchoring.choosing import chosen, seats
from annotations.admin.reanchoring.shown import CLASSES, sides
from annotations.models import Reanchoring, Span
from annotations.services.inputs import SpanInput, spans_of
from annotations.services.reanchoring.queue import turn
from annotations.services.reanchoring.settling import (
    leave,
    may_settle,
    place,
    proposed_spans,
    take_back,
)
from annotations.services.versions import Stale
from sourcelib.services.refusals import Invalid, Refused
from sourcelib.text import PARAGRAPH_BREAK

State = Reanchoring.State

ACCEPT, PLACE, LEAVE, BACK = "accept", "place", "leave", "back"


def strings() -> dict[str, str]:
    """Return what the scripts of the page say; they fill in `{names}`."""
    return {
        **keys.strings(),
        **selecting.strings(),
        "selected": _("Selected: {words}"),
        "taken": _("Taken: {words}. Now place it there."),
        "picking": _("Select the words in the text, then press Enter."),
        "yours": _("selected by you"),
    }


@dataclass
class Work:
    """What was sent and could not be done: what is wrong, and what was typed."""

    errors: list[str] = field(default_factory=list)
    posted: dict[str, str] = field(default_factory=dict)
    choosing: bool = False  # another place was being chosen


def settle(request: HttpRequest, uid: UUID, site: AdminSite) -> HttpResponse:
    """Answer with the page of one passage, or take the step that it sent."""
    if not may_settle(request.user):
        raise PermissionDenied
    row = _found(uid)
    work = Work()
    if request.method == "POST":
        answer = _taken(request, row)
        if isinstance(answer, HttpResponse):
            return answer
        work, row = answer, _found(uid)
    return _page(request, site, row, work)


def address(uid: UUID | None, article: int) -> str:
    """Return the page of a passage; without one, that of its source."""
    if uid is None:
        return reverse("admin:annotations_reanchoring_source", args=[article])
    return reverse("admin:annotations_reanchoring_settle", args=[uid])


def _found(uid: UUID) -> Reanchoring:
    rows = Reanchoring.objects.select_related(
        *("article", "revision", "old_revision", "decided_by"),
        *("annotation__claim", "annotation__prediction", "annotation__mention__actor"),
    ).prefetch_related("annotation__spans")
    row = rows.filter(uid=uid).first()
    if row is None:
        raise Http404(_("No passage waits under this address."))
    return row


def _taken(request: HttpRequest, row: Reanchoring) -> HttpResponse | Work:
    """Take a step and go on; or return what is wrong with it."""
    posted = {name: str(value) for name, value in request.POST.items()}
    do, user = posted.get("do", ""), request.user
    note = posted.get("note", "")
    seen = posted.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    work = Work(posted=posted, choosing=do == PLACE)
    try:
        if do == ACCEPT:
            place(user=user, reanchoring=row, note=note, expected_version=version)
            told = _("Placed: %(what)s")
        elif do == PLACE:
            spans = chosen(row.revision.text, _stood(row), posted)
            place(user=user, reanchoring=row, spans=spans, note=note, expected_version=version)
            told = _("Placed: %(what)s")
        elif do == LEAVE:
            leave(user=user, reanchoring=row, note=note, expected_version=version)
            told = _("Left on its earlier revision: %(what)s")
        elif do == BACK:
            take_back(user=user, reanchoring=row)
            messages.success(request, _("Taken back: it waits again."))
            return HttpResponseRedirect(address(row.uid, row.article_id))
        else:
            return work
    except Stale as stale:
        work.errors = [f"{stale} {_('Look at it again, then decide.')}"]
    except Invalid as invalid:
        work.errors = [message for found in invalid.errors.values() for message in found]
    except Refused as refused:
        work.errors = [str(refused)]
    if work.errors:
        return work
    messages.success(request, told % {"what": title_of(row.annotation)})
    now = turn(row)
    onward = address(now.after if now else None, row.article_id)
    return HttpResponseRedirect(f"{onward}?last={row.uid}")


def _stood(row: Reanchoring) -> tuple[SpanInput, ...]:
    """Return the spans in the earlier text, the passage first."""
    spans = spans_of(row.annotation, row.old_revision)
    return tuple(sorted(spans, key=lambda span: (span.role != "body", span.role, span.part)))


def _page(request: HttpRequest, site: AdminSite, row: Reanchoring, work: Work) -> HttpResponse:
    annotation, text = row.annotation, row.revision.text
    waits = row.state == State.WAITING
    stood = _stood(row)
    is_there = row.state in (State.CARRIED, State.PLACED)
    stands = spans_of(annotation, row.revision) if is_there else proposed_spans(row)
    now = turn(row)
    roles = {span.role for span in (*stood, *stands)} - {Span.Role.BODY}
    places = seats(text, stood, stands, work.posted if work.choosing else None)
    return TemplateResponse(
        request,
        "admin/annotations/reanchor.html",
        {
            **site.each_context(request),
            "title": _("Where it stands now: %(what)s") % {"what": title_of(annotation)},
            "row": row,
            "says": title_of(annotation),
            "turn": now,
            "waits": waits and now is not None,
            "found": bool(stands),
            "sides": sides(row.old_revision.text, text, stood, stands),
            "roles": [(CLASSES[role], role.label) for role in Span.Role if role in roles],
            "places": places,
            "lost": [seat for seat in places if not any(one.found for one in seat.options)],
            "work": work,
            "note": work.posted.get("note", ""),
            "before_url": address(now.before, row.article_id) if now and now.before else "",
            "after_url": address(now.after, row.article_id) if now and now.after else "",
            "source_url": address(None, row.article_id),
            "annotate_url": annotate_url(annotation),
            "last": last_settled(request, row.article_id, row.pk),
            "may_take_back": not waits and now is not None,
            "paragraphs": text.split(PARAGRAPH_BREAK),
            "page_data": {},
            "strings": strings(),
        },
    )


def last_settled(request: HttpRequest, article_id: int, besides: int = 0) -> Any:
    """Return what was settled last, to be taken back, if the address tells."""
    try:
        uid = UUID(request.GET.get("last", ""))
    except ValueError:
        return None
    decided = Reanchoring.objects.filter(state__in=(State.PLACED, State.LEFT), article=article_id)
    return decided.exclude(pk=besides).filter(uid=uid).first()
