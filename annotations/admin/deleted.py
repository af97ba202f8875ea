"""Deleted drafts in a list, to find one weeks later and bring it back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Annotation, DeletedDraft
from annotations.services import permissions
from annotations.services.keeping.restoring import restore_drafts
from sourcelib.admin.rows import ReadOnlyAdmin
from sourcelib.services.refusals import Refused


class Whose(admin.SimpleListFilter):
    """What I made or deleted, or everybody's."""

    title = gettext_lazy("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Two choices beside all."""
        return [("made", _("made by me")), ("deleted", _("deleted by me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the choice."""
        chosen = {
            "made": Q(data__created_by=request.user.pk),
            "deleted": Q(deleted_by=request.user.pk),
        }
        return queryset.filter(chosen.get(self.value() or "", Q()))


class OfKind(admin.SimpleListFilter):
    """Mentions, claims, or predictions."""

    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """All kinds."""
        return list(Annotation.Kind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Those of the kind."""
        return queryset.filter(data__kind=self.value()) if self.value() else queryset


@admin.register(DeletedDraft)
class DeletedDraftAdmin(ReadOnlyAdmin):
    """What was deleted, by whom and when; it is kept for good."""

    list_display = ("says", "kind", "words", "article", "deleted_by", "deleted_at")
    list_filter = (Whose, OfKind)
    list_select_related = ("article", "deleted_by")
    search_fields = ("uid", "data__says", "data__words", "article__title", "deleted_by__username")
    date_hierarchy = "deleted_at"
    list_per_page = 50
    actions = ("restore",)
    fields = ("says", "kind", "words", "article", "deleted_by", "deleted_at", "uid")
    readonly_fields = ("says", "kind", "words")
    change_form_template = "admin/annotations/deleted_change_form.html"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Offer to restore it, to who may."""
        draft = self.get_object(request, object_id)
        may = draft is not None and permissions.may_restore(request.user, draft)
        more = {**(extra_context or {}), "may_restore": may}
        return super().change_view(request, object_id, form_url, more)

    @admin.action(description=gettext_lazy("Restore the chosen drafts"), permissions=["view"])
    def restore(self, request: HttpRequest, queryset: QuerySet[DeletedDraft]) -> None:
        """Bring them back, source by source, and tell what could not come back with them."""
        drafts = queryset.select_related("article").order_by("article", "pk")
        for draft in drafts:
            try:
                (found,) = restore_drafts(
                    user=request.user, article=draft.article, uids=[draft.uid]
                )
            except Refused as refused:
                name = Truncator(self.says(draft)).chars(80)
                said = _("“%(what)s” stays deleted: %(why)s") % {"what": name, "why": refused}
                messages.error(request, said)
                continue
            page = reverse("admin:annotations_annotate", args=[draft.article_id])
            told = format_html(
                '{}: <a href="{}#{}">{}</a>{}',
                _("Restored"),
                page,
                draft.uid,
                Truncator(self.says(draft)).chars(80),
                format_html_join("", " {}", ((sentence,) for sentence in found.left_out)),
            )
            (messages.warning if found.left_out else messages.success)(request, told)

    @admin.display(description=gettext_lazy("says"))
    def says(self, obj: DeletedDraft) -> str:
        """Its sentence, or its actor."""
        return str(obj.data["says"])

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, obj: DeletedDraft) -> str:
        """What it was."""
        return str(Annotation.Kind(obj.data["kind"]).label)

    @admin.display(description=gettext_lazy("words"))
    def words(self, obj: DeletedDraft) -> str:
        """The words that it stood on."""
        return Truncator(obj.data["words"]).chars(120)
