"""What is looked at and never changed here: revisions, former addresses."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.rows import ReadOnlyAdmin
from sourcelib.models import FormerSlug, Revision


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """One immutable version of a source's text."""

    list_display = (
        "article",
        "number",
        "length",
        "reader",
        "file_name",
        "created_at",
        "created_by",
    )
    list_filter = ("reader", "media_type")
    list_select_related = ("article", "created_by")
    search_fields = ("article__title", "article__slug", "sha256", "file_name")
    date_hierarchy = "created_at"
    fields = (
        *("article", "number", "whole_text", "length", "sha256", "file_name", "media_type"),
        *("file_sha256", "reader", "reader_version", "report", "created_at", "created_by", "uid"),
    )
    readonly_fields = ("whole_text", "uid")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """Lists do without the texts."""
        rows = super().get_queryset(request)
        match = request.resolver_match
        return (
            rows.defer("text", "report") if match and "changelist" in str(match.url_name) else rows
        )

    @admin.display(description=_("text"))
    def whole_text(self, obj: Revision) -> str:
        """The text as it is, with its line breaks."""
        return format_html('<div class="whole-text" dir="auto">{}</div>', obj.text)


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin):
    """An address that a row had before."""

    list_display = ("slug", "model", "uid", "changed_at")
    list_filter = ("model",)
    search_fields = ("slug", "uid")
