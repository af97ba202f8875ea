"""What waits for its place in a corrected text: by source, and the passages of one source."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.admin.annotation import title_of
from annotations.admin.reanchoring.page import address, last_settled
from annotations.admin.reanchoring.parts import part_of
from annotations.admin.reanchoring.shown import Run, compared, words
from annotations.models import Reanchoring
from annotations.services.inputs import spans_of
from annotations.services.reanchoring.queue import (
    OfSource,
    corrected,
    in_order,
    sources,
    with_what_they_say,
)
from annotations.services.reanchoring.settling import may_settle, proposed_spans
from sourcelib.models import Article

State, Outcome = Reanchoring.State, Reanchoring.Outcome


@dataclass(frozen=True, slots=True)
class Count:
    """How many came out so, in words."""

    outcome: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A passage in the list: what it says, and its words before and after."""

    row: Reanchoring
    address: str
    says: str
    before: Sequence[Run]
    after: Sequence[Run]


def queue(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Answer with the sources that were corrected, and what became of their annotations."""
    if not may_settle(request.user):
        raise PermissionDenied
    part = part_of(corrected(), request.GET.get("after", ""))
    found = sources(part.keys)
    return TemplateResponse(
        request,
        "admin/annotations/reanchor_queue.html",
        {
            **site.each_context(request),
            "title": _("Passages in corrected texts"),
            "part": part,
            "waiting": [(one, _counts(one)) for one in found if one.waiting],
            "done": [(one, _counts(one)) for one in found if not one.waiting],
        },
    )


def of_source(request: HttpRequest, article_id: int, site: AdminSite) -> HttpResponse:
    """Answer with the passages of one source that a person settles, in the order of its text."""
    if not may_settle(request.user):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("current_revision"), pk=article_id)
    found = next(iter(sources([article.pk])), None)
    waits = Q(state=State.WAITING)
    settled = request.GET.get("show") == "settled" or not (found and found.waiting)
    rows = in_order(article)
    chosen = rows.exclude(waits) if settled else rows.filter(waits)
    part = part_of(
        list(chosen.values_list("uid", flat=True)),
        request.GET.get("after", ""),
        order=list(rows.values_list("uid", flat=True)),
        asked={"show": "settled" if settled else "waiting"},
    )
    lines = [_line(row) for row in with_what_they_say(chosen.filter(uid__in=part.keys))]
    first = rows.filter(waits).values_list("uid", flat=True).first()
    return TemplateResponse(
        request,
        "admin/annotations/reanchor_source.html",
        {
            **site.each_context(request),
            "title": _("Passages in the corrected text: %(title)s") % {"title": article.title},
            "article": article,
            "of_source": found,
            "counts": _counts(found) if found else [],
            "settled": settled,
            "changes_url": _changes(article),
            "lines": lines,
            "part": part,
            "begin": address(first, article.pk) if first else "",
            "last": last_settled(request, article.pk),
        },
    )


def _counts(one: OfSource) -> list[Count]:
    return [
        Count(outcome, str(outcome.label), one.outcomes[outcome])
        for outcome in Outcome
        if one.outcomes[outcome]
    ]


def _line(row: Reanchoring) -> Line:
    annotation = row.annotation
    old = words(spans_of(annotation, row.old_revision))
    waits = row.state == State.WAITING
    new = words(proposed_spans(row) if waits else spans_of(annotation, row.revision))
    before, after = compared(old, new) if new else ([Run(old)], [])
    return Line(row, address(row.uid, row.article_id), title_of(annotation), before, after)


def _changes(article: Article) -> str:
    """Return the page of what changed in the text last, where readers have one."""
    number = article.current_revision.number if article.current_revision else 0
    if article.state != Article.State.PUBLISHED or number < 2:
        return ""
    return reverse("changes", args=[article.slug, number - 1, number])
