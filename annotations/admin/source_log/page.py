"""The page of the log of a source, and the log as CSV."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotations.admin.source_log.entry import person
from annotations.admin.source_log.log import SOURCE, STEPS, Place, Wanted, entries, page
from annotations.list_data import absolute, csv_lines
from annotations.models import Annotation
from sourcelib.models import Article

SIZE = 50
COLUMNS = ("at", "step", "label", "kind", "what", "by", "why", "address")
FILTERS = ("person", "step", "kind", "from", "to")


def source_log(request: HttpRequest, article: Article, site: AdminSite) -> HttpResponseBase:
    """Answer with the page, or with all of it as CSV."""
    if not request.user.has_perm("annotations.view_annotationversion"):
        raise PermissionDenied
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    wanted = _wanted(asked)
    if request.GET.get("format") == "csv":
        return _as_csv(article, wanted)
    after = Place.read(request.GET.get("after", ""))
    found, following = page(article, wanted, after=after, size=SIZE)
    context = {
        **site.each_context(request),
        "title": _("Log: %(title)s") % {"title": article.title},
        "article": article,
        "entries": found,
        "asked": asked,
        "people": _people(),
        "steps": [(code, capfirst(str(label))) for code, label in STEPS.items()],
        "kinds": [*Annotation.Kind.choices, (SOURCE, _("the source itself"))],
        "newest": f"?{urlencode(asked)}" if after else "",
        "older": f"?{urlencode(asked | {'after': str(following)})}" if following else "",
        "csv": f"?{urlencode(asked | {'format': 'csv'})}",
    }
    return TemplateResponse(request, "admin/annotations/source_log.html", context)


def _wanted(asked: dict[str, str]) -> Wanted:
    """Return what an address asks for; whom nobody is finds nothing, and is not passed over."""
    who = asked.get("person", "")
    known = not who or (who.isdecimal() and len(who) < 10)
    return Wanted(
        person=int(who) if who and known else None if known else 0,
        step=asked.get("step", ""),
        kind=asked.get("kind", ""),
        since=_begin(asked.get("from", "")),
        until=_begin(asked.get("to", ""), days=1),
    )


def _begin(text: str, *, days: int = 0) -> datetime.datetime | None:
    """Return when a day begins here, or when the day after it does; None for what is no day."""
    try:
        day = parse_date(text)
        if day is None:
            return None
        midnight = datetime.datetime.combine(day + datetime.timedelta(days), datetime.time())
        return timezone.make_aware(midnight)
    except (ValueError, OverflowError):
        return None


def _people() -> list[tuple[str, str]]:
    staff = get_user_model().objects.filter(is_staff=True).order_by("username")
    return [(str(one.pk), person(one)) for one in staff]


def _as_csv(article: Article, wanted: Wanted) -> StreamingHttpResponse:
    rows = (
        {
            "at": one.at.isoformat(),
            "step": one.step,
            "label": one.label,
            "kind": one.kind,
            "what": one.what,
            "by": one.by,
            "why": one.why,
            "address": absolute(one.address) if one.address else "",
        }
        for one in entries(article, wanted)
    )
    lines: Any = csv_lines(rows, COLUMNS)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{article.slug}-log.csv"'
    return response
