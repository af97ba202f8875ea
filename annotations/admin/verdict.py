"""Verdicts: looked at here with their evidence; a verdict is never changed once it stands."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import title_of
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


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyAdmin):
    """How predictions turned out and claims held."""

    list_display = ("judged", "state", "review", "confidence", "event_date", "decided_on")
    list_filter = ("state", "review", "confidence")
    search_fields = ("judged_summary", "reason", "annotation__uid")
    date_hierarchy = "decided_on"
    inlines = (EvidenceInline,)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        """With what they judged."""
        details = ("annotation__claim", "annotation__prediction", "annotation__mention__actor")
        return super().get_queryset(request).select_related(*details)

    @admin.display(description=_("judged"))
    def judged(self, obj: Verdict) -> str:
        """The prediction or claim."""
        return title_of(obj.annotation)
