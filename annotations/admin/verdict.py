"""Verdicts: looked at here with their evidence; a verdict is never changed once it stands.

They are proposed and confirmed on the judging pages, whose addresses stand below this list.
"""

import uuid
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import title_of
from annotations.admin.judging.page import judge
from annotations.admin.judging.queue import queue
from annotations.models import Evidence, Verdict
from sourcelib.admin.rows import ReadOnlyAdmin, ReadOnlyInline


class EvidenceInline(ReadOnlyInline):
    """The evidence that it rests on."""

    model = Evidence
    fields = (
        "position",
        "bears",
        "passage",
        "source",
        "reports",
        "words",
        "date",
        "date_precision",
        "url",
    )
    readonly_fields = fields
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """With the passages."""
        return super().get_queryset(request).select_related("passage")


class Waits(admin.SimpleListFilter):
    """Whether a proposal waits for a second person, or was declined."""

    title = _("proposal")
    parameter_name = "proposal"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """The two ends of a proposal that was not confirmed."""
        return [("waiting", _("waits")), ("declined", _("declined"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Those that wait, or those that were declined."""
        proposed = Q(review=Verdict.Review.PROPOSED)
        if self.value() == "waiting":
            return queryset.filter(proposed, declined_at__isnull=True)
        if self.value() == "declined":
            return queryset.filter(proposed, declined_at__isnull=False)
        return queryset


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyAdmin):
    """How predictions turned out and claims held."""

    list_display = (
        *("judged", "judge_link", "state", "review", "confidence", "event_date", "decided_on"),
        "declined",
    )
    list_filter = (Waits, "state", "review", "confidence")
    search_fields = ("judged_summary", "reason", "annotation__uid")
    date_hierarchy = "decided_on"
    inlines = (EvidenceInline,)
    list_per_page = 50
    change_list_template = "admin/annotations/judging_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The judging pages stand below the list."""
        waits = self.admin_site.admin_view(self.queue)
        one = self.admin_site.admin_view(self.judge)
        own = [
            path("judging/", waits, name="annotations_judging"),
            path("judging/<uuid:uid>/", one, name="annotations_judge"),
        ]
        return own + super().get_urls()

    def queue(self, request: HttpRequest) -> HttpResponse:
        """Answer with what waits to be judged."""
        return queue(request, self.admin_site)

    def judge(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        """Answer with the page that judges one prediction or claim."""
        return judge(request, uid, self.admin_site)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        """With what they judged."""
        details = ("annotation__claim", "annotation__prediction", "annotation__mention__actor")
        return super().get_queryset(request).select_related(*details, "declined_by")

    @admin.display(description=_("judged"))
    def judged(self, obj: Verdict) -> str:
        """The prediction or claim."""
        return title_of(obj.annotation)

    @admin.display(description=_("judge"))
    def judge_link(self, obj: Verdict) -> str:
        """The way to the judging page."""
        address = reverse("admin:annotations_judge", args=[obj.annotation.uid])
        return format_html('<a href="{}">{}</a>', address, _("Open"))

    @admin.display(description=_("declined"), ordering="declined_at")
    def declined(self, obj: Verdict) -> str:
        """When, by whom and why."""
        if obj.declined_at is None:
            return "–"
        by = obj.declined_by.working_name() if obj.declined_by else "–"
        return f"{obj.declined_at:%Y-%m-%d}, {by}: {obj.declined_reason}"
