"""Propositions and their members."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation, Proposition, PropositionMember
from annotations.services.permissions import may_link
from sourcelib.admin.rows import AddressAdmin, HistoryAdmin


class MemberFormSet(BaseInlineFormSet):
    """Members, those that are published added, changed and taken away by editors alone."""

    user: Any = None

    def clean(self) -> None:
        """Refuse mentions, and what this user may not make public."""
        super().clean()
        for form in self.forms:
            if not form.has_changed():
                continue
            given = getattr(form, "cleaned_data", {}).get("annotation")
            if given is not None and given.kind == Annotation.Kind.MENTION:
                form.add_error("annotation", _("A mention asserts nothing."))
            before = Annotation.objects.filter(pk=form.initial.get("annotation"))
            if not all(may_link(self.user, row) for row in (*before, given) if row is not None):
                raise ValidationError(_("It is published: only editors change where it stands."))


class MemberInline(admin.TabularInline):
    """Who asserts, denies or speaks to it."""

    model = PropositionMember
    formset = MemberFormSet
    extra = 0
    autocomplete_fields = ("annotation",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Tell the forms, which are made for this request, who writes."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user  # type: ignore[attr-defined]
        return formset

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
