"""Propositions and their members."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import title_of
from annotations.admin.relation import WhyField
from annotations.models import Proposition, PropositionMember
from annotations.services import linking, memberships
from sourcelib.admin.rows import AddressAdmin, HistoryAdmin
from sourcelib.services.refusals import Invalid, NotAllowed


class MemberForm(forms.ModelForm):
    """A member: which one stays, where it stands may change."""

    why = WhyField()

    class Meta:
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "cols": 34})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["annotation"]
        field.queryset = field.queryset.select_related("claim", "prediction", "mention__actor")
        field.label_from_instance = title_of
        if "note" in self.fields:
            self.fields["note"].help_text = _("Readers see it.")
        if not self.instance._state.adding:
            field.disabled = True


class MemberFormSet(BaseInlineFormSet):
    """Members, those that are published added, changed and taken away by editors alone."""

    user: Any = None

    def clean(self) -> None:
        """Refuse what the services would refuse, each problem at its field."""
        super().clean()
        for form in self.forms:
            given = getattr(form, "cleaned_data", {})
            if not form.has_changed() or given.get("annotation") is None:
                continue
            before = None if form.instance._state.adding else form.instance
            try:
                self._refuse(given, before)
            except NotAllowed as refused:
                raise ValidationError(str(refused)) from refused
            except Invalid as invalid:
                if given.get("DELETE"):  # what is wrong with its fields is not looked at
                    raise ValidationError(str(invalid)) from invalid
                for name, problems in invalid.errors.items():
                    shown = name if name in form.fields else None
                    form.add_error(shown, problems)

    def _refuse(self, given: dict[str, Any], before: PropositionMember | None) -> None:
        gone = given.get("DELETE", False)
        verb = "add" if before is None else "delete" if gone else "change"
        linking.refuse(self.user, f"{verb}_propositionmember", given["annotation"])
        if before is not None:
            linking.refuse_silence(given.get("why", ""), given["annotation"])
        if not gone:
            found = memberships.problems(
                proposition=self.instance,
                annotation=given["annotation"],
                position=given.get("position", ""),
                note=given.get("note", ""),
                besides=before,
            )
            if found:
                raise Invalid(found)


class MemberInline(admin.TabularInline):
    """Who asserts, denies or speaks to it."""

    model = PropositionMember
    form = MemberForm
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

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ARG002
        """Write the members by the services, which keep who did it and why."""
        formset.save(commit=False)  # tells the log of the admin what changes
        for member in formset.forms:
            if not member.has_changed():
                continue
            given, user = member.cleaned_data, request.user
            stands = {"position": given["position"], "note": given["note"]}
            if member in formset.initial_forms:
                row = member.instance
                if given.get("DELETE"):
                    memberships.remove(user=user, member=row, reason=given["why"])
                else:
                    memberships.change(user=user, member=row, **stands, why=given["why"])
            elif not given.get("DELETE"):
                memberships.add(
                    user=user,
                    proposition=form.instance,
                    annotation=given["annotation"],
                    **stands,
                )
        formset.save_m2m()

    @admin.display(description=_("members"), ordering="members_n")
    def member_count(self, obj: Proposition) -> int:
        """How many passages bear on it."""
        return obj.members_n  # type: ignore[attr-defined]
