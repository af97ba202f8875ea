"""Relations between annotations."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import title_of
from annotations.models import Relation


@admin.register(Relation)
class RelationAdmin(admin.ModelAdmin):
    """How one passage bears on another."""

    list_display = ("from_passage", "kind", "to_passage", "reason")
    list_filter = ("kind",)
    search_fields = ("reason", "source__claim__summary", "target__claim__summary")
    autocomplete_fields = ("source", "target")
    readonly_fields = ("created_at", "created_by", "batch", "uid")
    fields = ("source", "kind", "target", "reason", *readonly_fields)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Relation]:
        """With what the two ends are called by."""
        return (
            super()
            .get_queryset(request)
            .select_related(
                *(
                    f"{end}__{detail}"
                    for end in ("source", "target")
                    for detail in ("claim", "prediction", "mention__actor")
                )
            )
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Note who made it."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("from"))
    def from_passage(self, obj: Relation) -> str:
        """The passage that bears on the other."""
        return title_of(obj.source)

    @admin.display(description=_("to"))
    def to_passage(self, obj: Relation) -> str:
        """The other."""
        return title_of(obj.target)
