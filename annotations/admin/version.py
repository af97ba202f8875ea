"""Versions of annotations: read, never changed."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from annotations.models import AnnotationVersion
from sourcelib.admin.rows import ReadOnlyAdmin


@admin.register(AnnotationVersion)
class AnnotationVersionAdmin(ReadOnlyAdmin):
    """An annotation as it was after one change."""

    list_display = ("annotation", "number", "action", "by", "at", "reason", "article")
    list_filter = ("action",)
    list_select_related = ("annotation", "by", "article")
    search_fields = ("annotation__uid", "article__title", "reason", "by__username")
    date_hierarchy = "at"
    fields = ("annotation", "article", "number", "action", "at", "by", "reason", "whole")
    readonly_fields = ("whole",)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnnotationVersion]:
        """The newest first."""
        return super().get_queryset(request).order_by("-at", "-id")

    @admin.display(description=_("the annotation"))
    def whole(self, obj: AnnotationVersion) -> str:
        """The record, laid out."""
        return format_html("<pre>{}</pre>", json.dumps(obj.data, indent=2, ensure_ascii=False))
