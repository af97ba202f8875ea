"""Propositions and their members."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import Proposition, PropositionMember
from sourcelib.admin.rows import AddressAdmin, HistoryAdmin


class MemberInline(admin.TabularInline):
    """Who asserts, denies or speaks to it."""

    model = PropositionMember
    extra = 0
    autocomplete_fields = ("annotation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PropositionMember]:
        """With what the rows are called by."""
        rows = super().get_queryset(request)
        return rows.select_related("annotation__claim", "annotation__prediction", "proposition")


@admin.register(Proposition)
class PropositionAdmin(AddressAdmin, HistoryAdmin):
    """Sentences that several claims or predictions assert or deny."""

    list_display = ("text", "kind", "member_count")
    list_filter = ("kind", "topics")
    search_fields = ("text", "slug")
    autocomplete_fields = ("topics",)
    prepopulated_fields = {"slug": ("text",)}
    fields = ("text", "slug", "kind", "topics", "uid")
    readonly_fields = ("uid",)
    inlines = (MemberInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposition]:
        """With the number of members."""
        return super().get_queryset(request).annotate(members_n=Count("members", distinct=True))

    @admin.display(description=_("members"), ordering="members_n")
    def member_count(self, obj: Proposition) -> int:
        """How many passages bear on it."""
        return obj.members_n  # type: ignore[attr-defined]
