"""Sources with the way to their annotation page.

`sourcelib` knows nothing of annotations, so its administration of sources stands alone; here it is
taken up again and registered anew with what annotating adds: the address of the page
(`admin:annotations_annotate`), a button on the source's own page, and a column in the list.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotate import annotate
from annotations.admin.source_covered import CoveredChangeList, covered, given_to
from annotations.admin.source_log.page import source_log
from annotations.indexing import index_statements_of
from annotations.models import Annotation, Assignment
from annotations.services import assigning
from annotations.services.reanchoring.queue import waiting_count
from sourcelib.admin.article import ArticleAdmin
from sourcelib.admin.rows import ReadOnlyInline
from sourcelib.models import Article

admin.site.unregister(Article)


class AssignmentInline(ReadOnlyInline):
    """Who was given the source, what has ended included."""

    model = Assignment
    fields = ("task", "assignee", "assigned_by", "assigned_at", "due_on", "note", "outcome")
    readonly_fields = fields
    ordering = ("-assigned_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        """With the people."""
        return super().get_queryset(request).select_related("assignee", "assigned_by", "article")


@admin.register(Article)
class AnnotatedArticleAdmin(ArticleAdmin):
    """Sources, to be annotated."""

    list_display: tuple[str, ...] = (
        *("title", "annotate_link", "coverage", "given", "waiting"),
        *ArticleAdmin.list_display[1:],
    )
    inlines = (*ArticleAdmin.inlines, AssignmentInline)
    actions = (*ArticleAdmin.actions, "give")
    change_form_template = "admin/annotations/source_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """The annotation page stands below the source."""
        page = self.admin_site.admin_view(self.annotate)
        log = self.admin_site.admin_view(self.log)
        own = [
            path("<int:object_id>/annotate/", page, name="annotations_annotate"),
            path("<int:object_id>/log/", log, name="annotations_source_log"),
        ]
        return own + super().get_urls()

    def annotate(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Answer with the annotation page."""
        sources = Article.objects.visible_to(request.user).with_heads()
        article = get_object_or_404(sources.select_related("current_revision"), pk=object_id)
        return annotate(request, article, self.admin_site)

    def log(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """Answer with all that happened in a source."""
        sources = Article.objects.visible_to(request.user)
        return source_log(request, get_object_or_404(sources, pk=object_id), self.admin_site)

    def corrected_address(self, article: Article) -> str:
        """To the passages that wait for a person to say where they stand, if any do."""
        if waiting_count(article):
            return reverse("admin:annotations_reanchoring_source", args=[article.pk])
        return super().corrected_address(article)

    def index(self, article: Article) -> None:
        """Also what stands in the search index of its claims and predictions."""
        super().index(article)
        index_statements_of([article.pk])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """With what waits for its curator or an editor."""
        state = Annotation.State
        return (
            super()
            .get_queryset(request)
            .annotate(in_review=_count(state.IN_REVIEW), drafts=_count(state.DRAFT))
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CoveredChangeList]:  # noqa: ARG002
        """Return the list that knows how far each source is."""
        return CoveredChangeList

    def has_give_permission(self, request: HttpRequest) -> bool:
        """Who sees the action below."""
        return assigning.may_give(request.user)

    @admin.action(description=_("Give the chosen sources to somebody…"), permissions=["give"])
    def give(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse:  # noqa: ARG002
        """Ask to whom and until when, on the page where that is done."""
        chosen = QueryDict(mutable=True)
        chosen.setlist("articles", [str(row.pk) for row in queryset])
        address = reverse("admin:annotations_assignment_add")
        return HttpResponseRedirect(f"{address}?{chosen.urlencode()}")

    @admin.display(description=_("coverage"))
    def coverage(self, obj: Article) -> str:
        """How many of its paragraphs were read, and how many carry annotations."""
        return covered(obj)

    @admin.display(description=_("given to"))
    def given(self, obj: Article) -> str:
        """Who is to work on it."""
        return given_to(obj)

    @admin.display(description=_("annotate"))
    def annotate_link(self, obj: Article) -> str:
        """A link to the annotation page."""
        if obj.current_revision_id is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:annotations_annotate", args=[obj.pk]),
            _("Annotate"),
        )

    @admin.display(description=_("in review · drafts"))
    def waiting(self, obj: Article) -> str:
        """How many annotations wait, and how many are being made."""
        counts = (obj.in_review, obj.drafts)  # type: ignore[attr-defined]
        return " · ".join(map(str, counts)) if any(counts) else "–"


def _count(state: Annotation.State) -> Coalesce:
    """How many annotations of a source are in a state; a join would miscount while searching."""
    rows = Annotation.objects.filter(article=OuterRef("pk"), state=state).order_by()
    counted = rows.values("article").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
