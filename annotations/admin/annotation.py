"""Annotations in a list, to find them by; they are made and changed on the annotation page."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation, AnnotationVersion, Span
from annotations.services.verdict_rules import is_checkable
from sourcelib.admin.rows import ReadOnlyAdmin, ReadOnlyInline


def title_of(annotation: Annotation) -> str:
    """What an annotation says, in a line."""
    return Truncator(str(annotation.detail)).chars(120)


class Whose(admin.SimpleListFilter):
    """Mine, or everybody's."""

    title = _("made by")
    parameter_name = "made"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """One choice beside all."""
        return [("mine", _("me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that the user made."""
        return queryset.filter(created_by=request.user) if self.value() == "mine" else queryset


class SpanInline(ReadOnlyInline):
    """Where it stands."""

    model = Span
    fields = ("revision", "role", "part", "exact", "start", "end", "placement")
    readonly_fields = fields
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Span]:
        """Without the texts."""
        rows = super().get_queryset(request).select_related("revision__article")
        return rows.defer("revision__text")


class VersionInline(ReadOnlyInline):
    """How it came to be."""

    model = AnnotationVersion
    fields = ("number", "action", "at", "by", "reason")
    readonly_fields = fields
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnnotationVersion]:
        """Without the records."""
        return super().get_queryset(request).select_related("by").defer("data")


@admin.register(Annotation)
class AnnotationAdmin(ReadOnlyAdmin):
    """Everything said of every source. The link leads to the annotation page, where it changes."""

    list_display = ("what", "kind", "passage", "article", "state", "created_by", "changed_at")
    list_filter = ("state", "kind", Whose, "article__publication")
    list_select_related = (*("article", "created_by", "claim", "prediction", "mention__actor"),)
    list_per_page = 50
    search_fields = (
        *("uid", "claim__summary", "prediction__summary", "mention__actor__name"),
        *("spans__exact", "article__title"),
    )
    inlines = (SpanInline, VersionInline)
    fields = (
        *("what", "annotate", "judge", "article", "kind", "state", "state_reason", "version"),
        *("about_names", "topic_names", "note", "created_by", "created_at", "changed_at"),
        *("reviewed_by", "reviewed_at", "published_at", "withdrawn_at", "batch", "uid"),
    )
    readonly_fields = ("what", "annotate", "judge", "about_names", "topic_names", "uid")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        """With the passages."""
        here = Span.objects.filter(revision=F("annotation__revision"))
        body = here.filter(role=Span.Role.BODY).order_by("part")
        return (
            super()
            .get_queryset(request)
            .select_related(*self.list_select_related)
            .prefetch_related(Prefetch("spans", body, to_attr="body_spans"))
        )

    @admin.display(description=_("says"))
    def what(self, obj: Annotation) -> str:
        """Its sentence, or its actor."""
        return title_of(obj)

    @admin.display(description=_("words"))
    def passage(self, obj: Annotation) -> str:
        """The words it stands on, as a link to the annotation page."""
        words = obj.body_spans[0].exact if obj.body_spans else "–"  # type: ignore[attr-defined]
        return format_html('<a href="{}">{}</a>', annotate_url(obj), Truncator(words).chars(80))

    @admin.display(description=_("change it"))
    def annotate(self, obj: Annotation) -> str:
        """The way to the annotation page."""
        return format_html('<a href="{}">{}</a>', annotate_url(obj), _("Open in the text"))

    @admin.display(description=_("judge it"))
    def judge(self, obj: Annotation) -> str:
        """The way to the judging page, of what can be judged."""
        if not is_checkable(obj) or obj.state != Annotation.State.PUBLISHED:
            return "–"
        address = reverse("admin:annotations_judge", args=[obj.uid])
        return format_html('<a href="{}">{}</a>', address, _("Judge"))

    @admin.display(description=_("about"))
    def about_names(self, obj: Annotation) -> str:
        """The actors it is about."""
        return ", ".join(actor.name for actor in obj.about.all()) or "–"

    @admin.display(description=_("topics"))
    def topic_names(self, obj: Annotation) -> str:
        """Its topics."""
        return ", ".join(topic.name for topic in obj.topics.all()) or "–"


def annotate_url(annotation: Annotation) -> str:
    """The annotation page, with this annotation open."""
    page = reverse("admin:annotations_annotate", args=[annotation.article_id])
    return f"{page}#{annotation.uid}"
