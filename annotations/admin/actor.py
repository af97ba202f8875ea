"""Actors: their names, members, roles and ids."""

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    ActorMembership,
    ActorMerge,
    ActorRole,
    Mention,
)
from sourcelib.admin.rows import AddressAdmin, HistoryAdmin, ReadOnlyAdmin


class AliasInline(admin.TabularInline):
    """The forms of words by which texts refer to the actor."""

    model = ActorAlias
    extra = 0


class MembershipInline(admin.TabularInline):
    """Its members."""

    model = ActorMembership
    fk_name = "whole"
    extra = 0
    autocomplete_fields = ("member",)


class RoleInline(admin.TabularInline):
    """The roles it held, and when."""

    model = ActorRole
    fk_name = "actor"
    extra = 0
    autocomplete_fields = ("organisation",)


class IdentifierInline(admin.TabularInline):
    """Its ids in schemes of the outside world."""

    model = ActorIdentifier
    extra = 0


@admin.register(Actor)
class ActorAdmin(AddressAdmin, HistoryAdmin):
    """Who acts, speaks, predicts or is spoken of."""

    list_display = ("name", "kind", "part_of", "mention_count", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("part_of", "merged_into")
    search_fields = ("name", "slug", "aliases__text", "identifiers__value")
    autocomplete_fields = ("part_of", "author", "publication")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("merged_into", "uid")
    inlines = (AliasInline, MembershipInline, RoleInline, IdentifierInline)
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "part_of", "note")}),
        (_("The same as"), {"fields": ("author", "publication", "merged_into", "uid")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        """With the number of mentions."""
        mentions = Mention.objects.filter(actor=OuterRef("pk")).order_by().values("actor")
        count = Subquery(mentions.annotate(n=Count("pk")).values("n"))
        return super().get_queryset(request).annotate(mentions_n=Coalesce(count, 0))

    @admin.display(description=_("mentions"), ordering="mentions_n")
    def mention_count(self, obj: Actor) -> int:
        """How many passages refer to it."""
        return obj.mentions_n  # type: ignore[attr-defined]


@admin.register(ActorMerge)
class ActorMergeAdmin(ReadOnlyAdmin):
    """Which actors were merged, by whom and why."""

    list_display = ("source", "target", "reason", "merged_at", "merged_by", "undone_at")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    list_select_related = ("source", "target", "merged_by")
    search_fields = ("source__name", "target__name", "reason")
