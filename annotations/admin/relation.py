"""Relations between annotations, written by the services of `relating`."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotation import annotate_url, title_of
from annotations.models import Relation
from annotations.services import linking, relating
from annotations.services.permissions import may_link
from sourcelib.admin.rows import HistoryAdmin
from sourcelib.services.refusals import Invalid, NotAllowed


class WhyField(forms.CharField):
    """Why something changes that readers may have seen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Why it changes"),
            required=False,
            max_length=linking.LONGEST_REASON,
            **options,
        )


class RelationForm(forms.ModelForm):
    """A relation, whose ends must be able to bear on one another; `user` is who writes it."""

    user: Any = None
    why = WhyField(help_text=_("Needed where readers may have seen it; its history keeps it."))

    def clean(self) -> dict[str, Any]:
        """Refuse what the services would refuse, each problem at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        before = None if self.instance._state.adding else self.instance
        source = cleaned.get("source") or (before and before.source)
        target = cleaned.get("target") or (before and before.target)
        if source is None or target is None:
            return cleaned
        try:
            linking.refuse(
                self.user, "change_relation" if before else "add_relation", source, target
            )
            if before and {"kind", "reason"} & set(self.changed_data):
                linking.refuse_silence(cleaned.get("why", ""), source, target)
        except NotAllowed as refused:
            raise ValidationError(str(refused)) from refused
        except Invalid as invalid:
            self.show(invalid.errors)
        self.show(
            relating.problems(
                source=source,
                target=target,
                kind=cleaned.get("kind", ""),
                reason=cleaned.get("reason", ""),
                besides=before,
            )
        )
        return cleaned

    def show(self, errors: dict[str, list[str]]) -> None:
        """Put problems at their fields, those of a field that is not shown above all."""
        for name, problems in errors.items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, ValidationError(problems))


MADE = ("created_at", "created_by", "batch", "uid")


@admin.register(Relation)
class RelationAdmin(HistoryAdmin):
    """How one passage bears on another. What is public is changed and deleted by editors alone."""

    form = RelationForm
    actions = None  # each is deleted for a reason of its own
    list_display = ("from_passage", "kind", "to_passage", "reason")
    list_filter = ("kind",)
    search_fields = ("reason", "source__claim__summary", "target__claim__summary")
    autocomplete_fields = ("source", "target")
    history_list_display = ("kind", "reason", "history_change_reason")
    list_per_page = 50

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ARG002
        """Ask why, where there is a relation that changes."""
        if obj is None:
            return ("source", "kind", "target", "reason")
        return ("from_link", "kind", "to_link", "reason", "why", *MADE)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ARG002
        """Keep the ends as they are: between others it is another relation."""
        return ("from_link", "to_link", *MADE) if obj else ()

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
        form.user = request.user
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
        """Write by the service, which keeps who did it and why."""
        said = {"kind": obj.kind, "reason": obj.reason}
        if change:
            why = form.cleaned_data["why"]
            relating.change(user=request.user, relation=obj, **said, why=why)
        else:
            row = relating.relate(user=request.user, source=obj.source, target=obj.target, **said)
            obj.pk, obj.uid = row.pk, row.uid

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Without the heading of two numbers: its ends say what it is."""
        context = {"subtitle": None, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask why, where readers may have seen it, before anything is deleted."""
        row = self.get_object(request, unquote(object_id))
        asked = row is not None and linking.was_public(row.source, row.target)
        may = row is not None and self.has_delete_permission(request, row)
        if row is not None and may and request.method == "POST":
            try:
                why = request.POST.get("reason", "")
                linking.refuse_silence(why, row.source, row.target, field="reason")
            except Invalid as invalid:
                messages.error(request, str(invalid))
                return HttpResponseRedirect(request.path)
        context = {"asked": asked, "most": linking.LONGEST_REASON, **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete by the service, which keeps who did it and why."""
        relating.remove(user=request.user, relation=obj, reason=request.POST.get("reason", ""))

    @admin.display(description=_("from"))
    def from_passage(self, obj: Relation) -> str:
        """The passage that bears on the other."""
        return title_of(obj.source)

    @admin.display(description=_("to"))
    def to_passage(self, obj: Relation) -> str:
        """The other."""
        return title_of(obj.target)

    @admin.display(description=_("from"))
    def from_link(self, obj: Relation) -> str:
        """The passage that bears on the other, with the way to it."""
        return format_html('<a href="{}">{}</a>', annotate_url(obj.source), obj.source.detail)

    @admin.display(description=_("to"))
    def to_link(self, obj: Relation) -> str:
        """The other, with the way to it."""
        return format_html('<a href="{}">{}</a>', annotate_url(obj.target), obj.target.detail)
