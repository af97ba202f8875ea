"""Publications."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.rows import AddressAdmin, HistoryAdmin
from sourcelib.models import Publication


@admin.register(Publication)
class PublicationAdmin(AddressAdmin, HistoryAdmin):
    """Where sources appeared."""

    list_display = ("name", "slug", "url", "sources")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "url", "note", "uid")
    readonly_fields = ("uid",)
    history_list_display = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """With the number of sources."""
        return super().get_queryset(request).annotate(source_count=Count("articles"))

    @admin.display(description=_("sources"), ordering="source_count")
    def sources(self, obj: Publication) -> int:
        """How many sources appeared there."""
        return obj.source_count  # type: ignore[attr-defined]
