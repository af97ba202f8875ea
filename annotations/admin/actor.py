"""Actors: their names, members, roles and ids."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, ForeignKey, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.admin import merging
from annotations.indexing import ACTORS, index_named
from annotations.models import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    ActorMembership,
    ActorMerge,
    ActorRole,
    Mention,
)
from annotations.services.dated import memberships_above, overlapping, wholes_above
from sourcelib.admin.rows import AddressAdmin, AddressForm, HistoryAdmin


class StandingActors:
    """What refers to an actor refers to one that was not merged into another."""

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Refuse a merged actor, which the suggestions leave out, by name of the reason."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.related_model is Actor:
            field.queryset = Actor.objects.filter(merged_into__isnull=True)
            field.error_messages["invalid_choice"] = _(
                "This actor was merged into another: choose that one."
            )
        return field


class DatedForm(forms.ModelForm):
    """A row that holds from its first day to its last."""

    whose = ""  # the column that names the actor whose row it is
    other = ""  # the field that names another one
    itself: Any = ""  # what is wrong where both are the same

    def clean(self) -> dict[str, Any] | None:
        """Refuse reversed days, and an actor that is held against itself."""
        given = super().clean()
        first, last = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if first and last and first > last:
            self.add_error("valid_to", _("The last day comes before the first."))
        other = self.cleaned_data.get(self.other)
        if other is not None and other.pk == getattr(self.instance, self.whose, None):
            self.add_error(self.other, self.itself)
        return given


class MembershipForm(DatedForm):
    """A member, which is another actor."""

    whose = "whole_id"
    other = "member"
    itself = _("An actor cannot be a member of itself: choose another one.")


class RoleForm(DatedForm):
    """A role, which is held with another actor."""

    whose = "actor_id"
    other = "organisation"
    itself = _("An actor holds no role with itself: choose the organisation.")


class DatedFormSet(BaseInlineFormSet):
    """Rows that hold from day to day, of which no two say the same of one day."""

    def kept(self) -> list[Any]:
        """Return the rows that there will be, without those that are wrong by themselves."""
        return [
            form.instance
            for form in self.forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]

    def clean(self) -> None:
        """Refuse rows that overlap, naming both."""
        super().clean()
        if problems := list(overlapping(self.kept())):
            raise ValidationError(problems)


class MembershipFormSet(DatedFormSet):
    """The members of an actor, none of which has the actor as a member."""

    def clean(self) -> None:
        """Refuse circles too."""
        super().clean()
        if self.instance.pk is None:
            return
        above = memberships_above(self.instance)
        for row in self.kept():
            if row.member_id in above:
                raise ValidationError(
                    _("%(member)s cannot be a member: it has this actor as one.")
                    % {"member": row.member}
                )


class AliasInline(admin.TabularInline):
    """The forms of words by which texts refer to the actor."""

    model = ActorAlias
    form = DatedForm
    formset = DatedFormSet
    extra = 0


class MembershipInline(StandingActors, admin.TabularInline):
    """Its members."""

    model = ActorMembership
    form = MembershipForm
    formset = MembershipFormSet
    fk_name = "whole"
    extra = 0
    autocomplete_fields = ("member",)


class RoleInline(StandingActors, admin.TabularInline):
    """The roles it held, and when."""

    model = ActorRole
    form = RoleForm
    formset = DatedFormSet
    fk_name = "actor"
    extra = 0
    autocomplete_fields = ("organisation",)


class IdentifierInline(admin.TabularInline):
    """Its ids in schemes of the outside world."""

    model = ActorIdentifier
    extra = 0


class ActorForm(AddressForm):
    """An actor, which is no part of its own parts."""

    def clean_part_of(self) -> Actor | None:
        """Refuse circles."""
        whole: Actor | None = self.cleaned_data["part_of"]
        if whole is None or self.instance.pk is None:
            return whole
        if self.instance.pk in wholes_above(whole) | {whole.pk}:
            raise forms.ValidationError(
                _("%(whole)s cannot be the whole: it is a part of this actor, or is it.")
                % {"whole": whole}
            )
        return whole


@admin.register(Actor)
class ActorAdmin(StandingActors, AddressAdmin, HistoryAdmin):
    """Who acts, speaks, predicts or is spoken of. A merged actor is looked at, and not changed."""

    form = ActorForm
    change_form_template = "admin/annotations/merging_change_form.html"
    list_display = ("name", "kind", "part_of", "mention_count", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("part_of", "merged_into")
    search_fields = ("name", "slug", "aliases__text", "identifiers__value")
    actions = ("merge_two",)
    autocomplete_fields = ("part_of", "author", "publication")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("merged_into", "uid")
    inlines = (AliasInline, MembershipInline, RoleInline, IdentifierInline)
    fieldsets = (
        (None, {"fields": ("name", "slug", "kind", "part_of", "note")}),
        (_("The same as"), {"fields": ("author", "publication", "merged_into", "uid")}),
    )

    def get_urls(self) -> list[URLPattern]:
        """The page that merges an actor stands below it."""
        page = self.admin_site.admin_view(self.merge_view)
        own = [path("<int:object_id>/merge/", page, name="annotations_actor_merge")]
        return own + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        """With the number of mentions."""
        mentions = Mention.objects.filter(actor=OuterRef("pk")).order_by().values("actor")
        count = Subquery(mentions.annotate(n=Count("pk")).values("n"))
        return super().get_queryset(request).annotate(mentions_n=Coalesce(count, 0))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Actor], search_term: str
    ) -> tuple[QuerySet[Actor], bool]:
        """Suggest no merged actor where one is chosen."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(merged_into__isnull=True)
        return super().get_search_results(request, queryset, search_term)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the aliases too; then the search index can say what the actor is called now."""
        super().save_related(request, form, formsets, change)
        index_named([form.instance])

    def delete_model(self, request: HttpRequest, obj: Actor) -> None:
        """Delete the actor, and take it out of the search index."""
        with transaction.atomic():
            ACTORS.drop([obj.pk])
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Actor]) -> None:
        """Delete the chosen actors, and take them out of the search index."""
        with transaction.atomic():
            ACTORS.drop(list(queryset.values_list("pk", flat=True)))
            super().delete_queryset(request, queryset)

    def has_change_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        """Nobody changes a merged actor: it comes back as it was if the merge is undone."""
        merged = obj is not None and obj.merged_into_id is not None
        return not merged and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        """Nobody deletes one either: its address leads on."""
        merged = obj is not None and obj.merged_into_id is not None
        return not merged and super().has_delete_permission(request, obj)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Who sees the action and the button."""
        return request.user.has_perm("annotations.merge_actor")

    @admin.display(description=_("mentions"), ordering="mentions_n")
    def mention_count(self, obj: Actor) -> int:
        """How many passages refer to it."""
        return obj.mentions_n  # type: ignore[attr-defined]

    @admin.action(description=_("Merge the two chosen actors…"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: QuerySet[Actor]) -> HttpResponse | None:
        """Lead to the preview: the one that fewer passages refer to goes into the other."""
        chosen = list(queryset.order_by("mentions_n", "-pk")[:3])
        if len(chosen) != 2:
            message = gettext("Choose two actors: the duplicate, and the one to keep.")
            self.message_user(request, message, messages.ERROR)
            return None
        address = reverse("admin:annotations_actor_merge", args=[chosen[0].pk])
        return redirect(f"{address}?into={chosen[1].pk}")

    def merge_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Answer with the page that merges this actor into another."""
        actor = get_object_or_404(Actor, pk=object_id)
        return merging.merge_page(request, actor, self.admin_site)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Say of a merged actor what it was merged into, and how that is undone."""
        standing = ActorMerge.objects.filter(undone_at__isnull=True).select_related("merged_by")
        actor = self.get_object(request, object_id)
        own = {
            "may_merge": self.has_merge_permission(request),
            "standing_merge": standing.filter(source=actor).first() if actor else None,
        }
        return super().change_view(request, object_id, form_url, own | (extra_context or {}))
