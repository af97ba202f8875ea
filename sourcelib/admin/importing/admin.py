"""Imports in the administration: the list, and the pages of each and of what came with it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.importing.batch import errors_of_batch, import_batch, settle_batch
from sourcelib.admin.importing.item import import_item
from sourcelib.admin.importing.original import serve_original
from sourcelib.admin.rows import ReadOnlyAdmin
from sourcelib.models import ImportBatch, ImportItem

State = ImportItem.State


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """What came in together."""

    list_display = ("name", "waits", "came", "refused", "state", "created_by", "created_at")
    list_filter = ("state", "format")
    list_select_related = ("created_by",)
    search_fields = ("name", "items__origin")
    date_hierarchy = "created_at"
    change_list_template = "admin/sourcelib/importing/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The pages of an import and of its items stand below the list."""
        view = self.admin_site.admin_view
        own = [
            path("items/<int:pk>/", view(self.item), name="sourcelib_import_item"),
            path("items/<int:pk>/original/", view(serve_original), name="sourcelib_import_file"),
            path("<int:pk>/settle/", view(settle_batch), name="sourcelib_import_settle"),
            path("<int:pk>/errors.csv", view(errors_of_batch), name="sourcelib_import_errors"),
        ]
        return own + super().get_urls()

    def item(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with the page of one source that came in."""
        return import_item(request, pk, self.admin_site)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002 - Django names it
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Answer with the page of an import, which is looked at and never changed as a row."""
        if request.method == "POST":
            raise PermissionDenied
        if not object_id.isdecimal():
            raise Http404
        return import_batch(request, int(object_id), self.admin_site)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        """With how many of its sources are in which state."""
        count = {
            f"{name}_count": Count("items", filter=Q(items__state=state), distinct=True)
            for name, state in (
                ("waiting", State.WAITING),
                ("done", State.DONE),
                ("refused", State.REFUSED),
            )
        }
        return super().get_queryset(request).annotate(**count)

    @admin.display(description=_("wait"))
    def waits(self, obj: ImportBatch) -> int:
        """How many wait for a curator."""
        return obj.waiting_count  # type: ignore[attr-defined]

    @admin.display(description=_("brought in"))
    def came(self, obj: ImportBatch) -> int:
        """How many became sources or revisions."""
        return obj.done_count  # type: ignore[attr-defined]

    @admin.display(description=_("refused"))
    def refused(self, obj: ImportBatch) -> int:
        """How many could not be read."""
        return obj.refused_count  # type: ignore[attr-defined]
