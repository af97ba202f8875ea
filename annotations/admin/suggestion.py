"""Namesakes, and the suggestions that were turned down."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import Namesake, RejectedSuggestion
from sourcelib.admin.rows import HistoryAdmin, ReadOnlyAdmin


@admin.register(Namesake)
class NamesakeAdmin(HistoryAdmin):
    """Words in which no actor is suggested, beside those that every library begins with."""

    list_display = ("text", "note")
    search_fields = ("text", "note")
    fields = ("text", "note")


@admin.register(RejectedSuggestion)
class RejectedSuggestionAdmin(ReadOnlyAdmin):
    """What is not suggested again in a source, and who said so; they can be allowed again here."""

    list_display = ("exact", "kind", "actor", "article", "rejected_by", "rejected_at")
    list_filter = ("kind",)
    search_fields = ("exact", "actor__name", "article__title", "article__slug")
    list_select_related = ("actor", "article", "rejected_by")
    date_hierarchy = "rejected_at"

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        """To delete one is to have it suggested again."""
        return request.user.has_perm("annotations.delete_rejectedsuggestion")

    @admin.display(description=_("words"))
    def exact(self, obj: RejectedSuggestion) -> str:
        """The words, cut."""
        return obj.exact[:80]
