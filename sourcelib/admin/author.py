"""Authors."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.rows import AddressAdmin, HistoryAdmin
from sourcelib.models import Author


@admin.register(Author)
class AuthorAdmin(AddressAdmin, HistoryAdmin):
    """Who signed sources."""

    list_display = ("name", "slug", "sources")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "note", "uid")
    readonly_fields = ("uid",)
    history_list_display = ("name", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        """With the number of sources."""
        return super().get_queryset(request).annotate(source_count=Count("articles"))

    @admin.display(description=_("sources"), ordering="source_count")
    def sources(self, obj: Author) -> int:
        """How many sources they signed."""
        return obj.source_count  # type: ignore[attr-defined]
