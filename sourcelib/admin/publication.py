"""Publications."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.rows import AddressAdmin, HistoryAdmin
from sourcelib.models import Publication
from sourcelib.services.indexing import SOURCES


@admin.register(Publication)
class PublicationAdmin(AddressAdmin, HistoryAdmin):
    """Where sources appeared."""

    list_display = ("name", "slug", "url", "sources")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "url", "note", "uid")
    readonly_fields = ("uid",)
    history_list_display = ("name", "slug")

    def save_model(self, request: HttpRequest, obj: Publication, form: Any, change: bool) -> None:
        """Save the row; its sources are found by its new name from then on."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if change and "name" in form.changed_data:
                self.index(list(obj.articles.order_by().values_list("pk", flat=True)))

    def index(self, articles: list[int]) -> None:
        """Let the search index say anew what stands in it of some sources."""
        SOURCES.index(articles)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """With the number of sources."""
        return super().get_queryset(request).annotate(source_count=Count("articles"))

    @admin.display(description=_("sources"), ordering="source_count")
    def sources(self, obj: Publication) -> int:
        """How many sources appeared there."""
        return obj.source_count  # type: ignore[attr-defined]
