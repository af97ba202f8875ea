"""Topics."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import Topic
from sourcelib.admin.rows import AddressAdmin, HistoryAdmin


@admin.register(Topic)
class TopicAdmin(AddressAdmin, HistoryAdmin):
    """Subject headings."""

    list_display = ("name", "slug", "used")
    search_fields = ("name", "slug", "description")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "description", "uid")
    readonly_fields = ("uid",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        """With the number of annotations."""
        return super().get_queryset(request).annotate(annotation_count=Count("annotations"))

    @admin.display(description=_("annotations"), ordering="annotation_count")
    def used(self, obj: Topic) -> int:
        """How many annotations have it."""
        return obj.annotation_count  # type: ignore[attr-defined]
