"""Relations between annotations."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import title_of
from annotations.models import Annotation, Relation
from annotations.services.permissions import may_link


class RelationForm(forms.ModelForm):
    """A relation, whose ends must be able to bear on one another; `user` is who writes it."""

    user: Any = None

    def clean(self) -> dict[str, Any]:
        """Refuse what no relation may link, and what this user may not make public."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        source, target = cleaned.get("source"), cleaned.get("target")
        if source is None or target is None:
            return cleaned
        for name, end in (("source", source), ("target", target)):
            if end.kind == Annotation.Kind.MENTION:
                self.add_error(name, _("A mention asserts nothing: choose a claim or prediction."))
        if (
            cleaned.get("kind") == Relation.Kind.CONDITION_OF
            and target.kind != Annotation.Kind.PREDICTION
        ):
            self.add_error("target", _("Only predictions have conditions."))
        if not may_link(self.user, source, target):
            raise ValidationError(_("Both are published: only editors relate them."))
        return cleaned


@admin.register(Relation)
class RelationAdmin(admin.ModelAdmin):
    """How one passage bears on another. What is public is changed and deleted by editors alone."""

    form = RelationForm
    list_display = ("from_passage", "kind", "to_passage", "reason")
    list_filter = ("kind",)
    search_fields = ("reason", "source__claim__summary", "target__claim__summary")
    autocomplete_fields = ("source", "target")
    readonly_fields = ("created_at", "created_by", "batch", "uid")
    fields = ("source", "kind", "target", "reason", *readonly_fields)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Relation]:
        """With what the two ends are called by."""
        return (
            super()
            .get_queryset(request)
            .select_related(
                *(
                    f"{end}__{detail}"
                    for end in ("source", "target")
                    for detail in ("claim", "prediction", "mention__actor")
                )
            )
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Tell the form, which is made for this request, who writes."""
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user  # type: ignore[attr-defined]
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See the class."""
        may = obj is None or may_link(request.user, obj.source, obj.target)
        return may and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See the class."""
        may = obj is None or may_link(request.user, obj.source, obj.target)
        return may and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Note who made it."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("from"))
    def from_passage(self, obj: Relation) -> str:
        """The passage that bears on the other."""
        return title_of(obj.source)

    @admin.display(description=_("to"))
    def to_passage(self, obj: Relation) -> str:
        """The other."""
        return title_of(obj.target)
