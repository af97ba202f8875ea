"""Remarks on annotations in a list: read here, made and settled on the annotation page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import annotate_url, title_of
from annotations.models import Remark
from sourcelib.admin.rows import ReadOnlyAdmin


class Settled(admin.SimpleListFilter):
    """Questions that are open, questions that are settled, and remarks that ask nothing."""

    title = _("asks")
    parameter_name = "asks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Three choices beside all."""
        return [
            ("open", _("open questions")),
            ("settled", _("settled questions")),
            ("no", _("asks nothing")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Those of the choice."""
        chosen = {
            "open": {"asks": True, "settled_at__isnull": True},
            "settled": {"settled_at__isnull": False},
            "no": {"asks": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


class Whose(admin.SimpleListFilter):
    """Mine, or everybody's."""

    title = _("made by")
    parameter_name = "made"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Two choices beside all."""
        return [("mine", _("me")), ("on-mine", _("anybody, on what I made"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that the user made, or that are about what the user made."""
        if self.value() == "mine":
            return queryset.filter(made_by=request.user)
        if self.value() == "on-mine":
            return queryset.filter(annotation__created_by=request.user)
        return queryset


@admin.register(Remark)
class RemarkAdmin(ReadOnlyAdmin):
    """What is said about annotations by those who work on them."""

    list_display = ("words", "about", "article", "asks", "settled_at", "made_by", "made_at")
    list_filter = (Settled, Whose)
    list_select_related = (
        *("made_by", "settled_by", "annotation__article", "annotation__claim"),
        *("annotation__prediction", "annotation__mention__actor"),
    )
    search_fields = ("text", "annotation__article__title", "annotation__uid", "made_by__username")
    date_hierarchy = "made_at"
    list_per_page = 50
    fields = (
        *("text", "about", "article", "answers", "asks", "made_by", "made_at"),
        *("settled_by", "settled_at"),
    )
    readonly_fields = ("about", "article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Remark]:
        """The newest first."""
        return super().get_queryset(request).order_by("-made_at", "-id")

    @admin.display(description=_("remark"))
    def words(self, obj: Remark) -> str:
        """What it says, cut."""
        return Truncator(obj.text).chars(120)

    @admin.display(description=_("annotation"))
    def about(self, obj: Remark) -> str:
        """What it is about, as a link to the annotation page."""
        address = annotate_url(obj.annotation)
        return format_html('<a href="{}">{}</a>', address, title_of(obj.annotation))

    @admin.display(description=_("source"))
    def article(self, obj: Remark) -> str:
        """The source of what it is about."""
        return str(obj.annotation.article)
