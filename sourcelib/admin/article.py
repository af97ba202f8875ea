"""Sources."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.importing.giving import give
from sourcelib.admin.rows import AddressAdmin, HistoryAdmin, ReadOnlyInline
from sourcelib.models import Article, Authorship, Revision
from sourcelib.models.article import ArticleQuerySet
from sourcelib.models.dates import Precision
from sourcelib.services import publishing
from sourcelib.services.indexing import SOURCES
from sourcelib.services.refusals import Refused


class AuthorshipInline(admin.TabularInline):
    """The authors, in the order of the byline."""

    model = Authorship
    extra = 0
    autocomplete_fields = ("author",)
    ordering = ("position",)


class RevisionInline(ReadOnlyInline):
    """The versions of the text, which never change."""

    model = Revision
    fields = ("number", "length", "reader", "file_name", "created_at", "created_by")
    readonly_fields = fields
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """Without the texts."""
        rows = super().get_queryset(request).select_related("created_by")
        return rows.defer("text", "report")


@admin.register(Article)
class ArticleAdmin(AddressAdmin, HistoryAdmin):
    """Sources: what they are. Their state moves by actions, through the service."""

    list_display: tuple[str, ...] = ("title", "byline", "publication", "when", "genre", "state")
    list_filter = ("state", "genre", "language", "display", "publication")
    list_select_related = ("publication",)
    list_per_page = 50
    search_fields = ("title", "slug", "authors__name", "publication__name", "original_url")
    date_hierarchy = "date"
    actions: tuple[str, ...] = ("publish", "withdraw")
    autocomplete_fields = ("publication",)
    prepopulated_fields = {"slug": ("title",)}
    inlines: tuple[type[admin.TabularInline], ...] = (AuthorshipInline, RevisionInline)
    history_list_display = ("state", "history_change_reason")
    readonly_fields = (
        *("state", "published_at", "withdrawn_at", "withdrawal_reason", "current_revision"),
        *("created_at", "created_by", "batch", "uid"),
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "title_supplied",
                    "slug",
                    "publication",
                    "genre",
                    "genre_basis",
                    "language",
                    "original_url",
                )
            },
        ),
        (
            _("Date"),
            {
                "fields": (
                    ("date", "date_precision"),
                    "date_basis",
                    ("date_earliest", "date_latest"),
                    "date_latest_basis",
                )
            },
        ),
        (
            _("What stands around the text"),
            {
                "classes": ("collapse",),
                "fields": ("disclaimer", "author_note", "rights_note", "note"),
            },
        ),
        (
            _("How it is shown"),
            {"fields": ("display", "state", "published_at", "withdrawn_at", "withdrawal_reason")},
        ),
        (
            _("Where it came from"),
            {
                "classes": ("collapse",),
                "fields": ("current_revision", "created_at", "created_by", "batch", "uid"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """With the authors, which the list shows."""
        return cast("ArticleQuerySet", super().get_queryset(request)).with_heads()

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002 - Django names it
        extra_context: Any = None,
    ) -> HttpResponse:
        """A source begins with its text: files, what is pasted, or an address."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return give(request, context | (extra_context or {}))

    def corrected_address(self, article: Article) -> str:
        """Where to go on once the text of a source was corrected."""
        return reverse("admin:sourcelib_article_change", args=[article.pk])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the authors too; then the search index can say what the source is now."""
        super().save_related(request, form, formsets, change)
        self.index(form.instance)

    def index(self, article: Article) -> None:
        """Let the search index say anew what stands in it of a source."""
        SOURCES.index([article.pk])

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is published, and the drafts of others, are for editors."""
        if obj is not None:
            return publishing.may_change(request.user, obj)
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A source is withdrawn, not deleted, once it was published or annotated."""
        if obj is not None and obj.published_at is not None:
            return False
        return super().has_delete_permission(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Who sees the actions below."""
        return publishing.may_publish(request.user)

    @admin.display(description=_("authors"))
    def byline(self, obj: Article) -> str:
        """The authors in their order."""
        return ", ".join(author.name for author in obj.byline)

    @admin.display(description=_("date"), ordering="sort_date")
    def when(self, obj: Article) -> str:
        """The date, as precisely as it is known."""
        if obj.date is None:
            return "–"
        form = {Precision.YEAR: "Y", Precision.MONTH: "F Y"}.get(
            Precision(obj.date_precision), "j F Y"
        )
        return date_format(obj.date, form)

    @admin.action(description=_("Publish the chosen sources"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Publish each, and say which could not be."""
        self._each(
            request,
            queryset,
            lambda row: publishing.publish(user=request.user, article=row),
            "published",
        )

    @admin.action(description=_("Withdraw the chosen sources…"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        """Ask for a reason on a page of its own, then withdraw each."""
        reason = request.POST.get("reason", "").strip()
        if reason:
            self._each(
                request,
                queryset,
                lambda row: publishing.withdraw(user=request.user, article=row, reason=reason),
                "withdrawn",
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Withdraw sources"),
            "opts": self.opts,
            "sources": queryset,
            "missing": "confirmed" in request.POST,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/sourcelib/article/withdraw.html", context)

    def _each(
        self, request: HttpRequest, queryset: QuerySet[Article], step: Any, done: str
    ) -> None:
        count = 0
        for row in queryset:
            try:
                step(row)
            except Refused as refused:
                self.message_user(request, str(refused), messages.ERROR)
            else:
                count += 1
        if not count:
            return
        if done == "published":
            message = ngettext(
                "%(n)s source was published.", "%(n)s sources were published.", count
            )
        else:
            message = ngettext(
                "%(n)s source was withdrawn.", "%(n)s sources were withdrawn.", count
            )
        self.message_user(request, message % {"n": count}, messages.SUCCESS)
