"""What became of annotations in corrected texts, as rows to find by; settled on pages below it."""

import uuid

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import title_of
from annotations.admin.reanchoring.lists import of_source, queue
from annotations.admin.reanchoring.page import settle
from annotations.models import Reanchoring
from annotations.services.reanchoring.queue import with_what_they_say
from sourcelib.admin.rows import ReadOnlyAdmin


@admin.register(Reanchoring)
class ReanchoringAdmin(ReadOnlyAdmin):
    """Every annotation that was looked for in a later text, with what came of it."""

    list_display = ("what", "settle_link", "outcome", "state", "article", "number", "decided_by")
    list_filter = ("state", "outcome")
    list_per_page = 50
    search_fields = ("uid", "annotation__uid", "article__title", "note")
    change_list_template = "admin/annotations/reanchor_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The pages where they are settled stand below the list."""
        view = self.admin_site.admin_view
        own = [
            path("settling/", view(self.queue), name="annotations_reanchoring_queue"),
            path(
                "settling/<int:article_id>/",
                view(self.of_source),
                name="annotations_reanchoring_source",
            ),
            path("settling/<uuid:uid>/", view(self.settle), name="annotations_reanchoring_settle"),
        ]
        return own + super().get_urls()

    def queue(self, request: HttpRequest) -> HttpResponse:
        """Answer with the sources of which something waits."""
        return queue(request, self.admin_site)

    def of_source(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Answer with the passages of one source."""
        return of_source(request, article_id, self.admin_site)

    def settle(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        """Answer with the page of one passage."""
        return settle(request, uid, self.admin_site)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reanchoring]:
        """With what the annotations say and the revisions, without their texts."""
        rows = super().get_queryset(request).select_related("article")
        return with_what_they_say(rows)

    @admin.display(description=_("says"))
    def what(self, obj: Reanchoring) -> str:
        """The sentence or the actor of the annotation."""
        return title_of(obj.annotation)

    @admin.display(description=_("settle it"))
    def settle_link(self, obj: Reanchoring) -> str:
        """The way to the page of the passage."""
        address = reverse("admin:annotations_reanchoring_settle", args=[obj.uid])
        return format_html('<a href="{}">{}</a>', address, _("Open"))

    @admin.display(description=_("revisions"))
    def number(self, obj: Reanchoring) -> str:
        """From which one to which."""
        return f"{obj.old_revision.number} → {obj.revision.number}"
