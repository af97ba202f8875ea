"""Who was given which source, until when; editors give, change and take back by the services."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Assignment
from annotations.services import assigning
from annotations.services.assigned import is_overdue
from sourcelib.models import Account, Article
from sourcelib.services.refusals import Refused


class PersonField(forms.ModelChoiceField):
    """Somebody who may be given a source, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The full name, with the name of the account."""
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else str(obj.get_username())


class TermsForm(forms.ModelForm):
    """Until when, and what is to be known for it."""

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ("due_on", "note")

    def clean(self) -> dict[str, Any]:
        """Refuse what the service would refuse, each problem at its field."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.refuse(
                assigning.problems_of_change(
                    Assignment.objects.get(pk=self.instance.pk),
                    due_on=cleaned["due_on"],
                    note=cleaned["note"],
                )
            )
        return cleaned

    def refuse(self, problems: dict[str, list[str]]) -> None:
        """Put problems at their fields."""
        for name, found in problems.items():
            self.add_error(name, ValidationError(found))


class GivingForm(TermsForm):
    """Some sources, for one person."""

    articles = forms.ModelMultipleChoiceField(
        label=_("Sources"),
        queryset=Article.objects.all(),
        widget=AutocompleteSelectMultiple(Assignment._meta.get_field("article"), admin.site),
    )
    assignee = PersonField(label=_("Given to"), queryset=Account.objects.none())

    class Meta(TermsForm.Meta):
        fields = ("task", "due_on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = [one.pk for one in assigning.able(Assignment.Task.ANNOTATE)]
        people: Any = self.fields["assignee"]
        people.queryset = Account.objects.filter(pk__in=able).order_by("first_name", "username")

    def clean(self) -> dict[str, Any]:
        """Refuse what the service would refuse, each problem at its field."""
        cleaned: dict[str, Any] = forms.ModelForm.clean(self) or self.cleaned_data
        if not self.errors:
            names = ("articles", "assignee", "task", "due_on", "note")
            self.refuse(assigning.problems(**{name: cleaned[name] for name in names}))
        return cleaned


class Standing(admin.SimpleListFilter):
    """Open, overdue, ended."""

    title = _("state")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """Three choices beside all."""
        return [("open", _("open")), ("overdue", _("overdue")), ("ended", _("ended"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Those that are."""
        today = timezone.localdate()
        chosen: dict[str | None, Q] = {
            "open": Q(ended_at__isnull=True),
            "overdue": Q(ended_at__isnull=True, due_on__lt=today),
            "ended": Q(ended_at__isnull=False),
        }
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset


class Whose(admin.SimpleListFilter):
    """Given to me, or to anybody."""

    title = _("given to")
    parameter_name = "given"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """One choice beside all."""
        return [("me", _("me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that the user was given."""
        return queryset.filter(assignee=request.user) if self.value() == "me" else queryset


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    """What was given to whom, with what has ended; nothing of it is deleted."""

    form = GivingForm
    change_form_template = "admin/annotations/assignment_change_form.html"
    list_display = ("source", "task", "given_to", "due", "given_by", "assigned_at", "ended")
    list_display_links = ("task",)  # its source leads to the work on it
    list_filter = (Standing, Whose, "task", "outcome")
    search_fields = ("article__title", "assignee__username", "assignee__first_name", "note")
    list_select_related = ("article", "assignee", "assigned_by", "ended_by")
    ordering = (F("ended_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
    actions = ("take_back",)
    list_per_page = 50

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ARG002
        """What is asked of a new one, and what there is to see of one."""
        if obj is None:
            return ("articles", "assignee", "task", "due_on", "note")
        return (
            *("source", "task", "given_to", "due_on", "note"),
            *("given_by", "assigned_at", "ended"),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Of one that is given, the day and the note may change."""
        return (
            ()
            if obj is None
            else tuple(
                name for name in self.get_fields(request, obj) if name not in TermsForm.Meta.fields
            )
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Ask for the sources and the person of a new one alone."""
        asked = GivingForm if obj is None else TermsForm
        return super().get_form(request, obj, change, form=asked, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take the sources from the address: `?articles=1&articles=2`."""
        chosen = [key for key in request.GET.getlist("articles") if key.isdecimal()]
        return {"articles": chosen, "task": request.GET.get("task", Assignment.Task.ANNOTATE)}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Say what is done here; there is not one row to go on with."""
        context = {"title": gettext("Give sources to somebody"), "show_save_and_continue": False}
        return super().add_view(request, form_url, {**context, **(extra_context or {})})

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What has ended stays as it was."""
        may = obj is None or assigning.may_take_back(request.user, obj)
        return may and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """It is taken back instead, and stays as what was."""
        return False

    def has_take_back_permission(self, request: HttpRequest) -> bool:
        """Who sees the action below."""
        return assigning.may_give(request.user)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write by the service."""
        said = {"due_on": form.cleaned_data["due_on"], "note": form.cleaned_data["note"]}
        if change:
            assigning.change(user=request.user, assignment=obj, **said)
            return
        rows = assigning.assign(
            user=request.user,
            articles=list(form.cleaned_data["articles"]),
            assignee=form.cleaned_data["assignee"],
            task=form.cleaned_data["task"],
            **said,
        )
        obj.pk, obj.uid, obj.article, obj.assignee = (
            *(rows[0].pk, rows[0].uid),
            *(rows[0].article, rows[0].assignee),
        )

    def response_add(
        self,
        request: HttpRequest,
        obj: Assignment,
        post_url_continue: str | None = None,  # noqa: ARG002 - Django names it
    ) -> HttpResponse:
        """Say how many were given to whom, and go to what is given."""
        count = len(request.POST.getlist("articles"))
        message = ngettext(
            "%(count)s source was given to %(name)s.",
            "%(count)s sources were given to %(name)s.",
            count,
        )
        messages.success(request, message % {"count": count, "name": obj.assignee.working_name()})
        back = "add" if "_addanother" in request.POST else "changelist"
        return HttpResponseRedirect(reverse(f"admin:annotations_assignment_{back}"))

    @admin.action(description=_("Take the chosen ones back"), permissions=["take_back"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Assignment]) -> None:
        """End each undone, and say which could not be."""
        count = 0
        for row in queryset:
            try:
                assigning.take_back(user=request.user, assignment=row)
            except Refused as refused:
                messages.error(request, f"{row}: {refused}")
            else:
                count += 1
        if count:
            message = ngettext("%(count)s was taken back.", "%(count)s were taken back.", count)
            messages.success(request, message % {"count": count})

    @admin.display(description=_("source"), ordering="article__title")
    def source(self, obj: Assignment) -> str:
        """The source, with the way to work on it."""
        if obj.article.current_revision_id is None:
            return obj.article.title
        address = reverse("admin:annotations_annotate", args=[obj.article_id])
        return format_html('<a href="{}">{}</a>', address, obj.article.title)

    @admin.display(description=_("given to"), ordering="assignee__username")
    def given_to(self, obj: Assignment) -> str:
        """By name."""
        return obj.assignee.working_name()

    @admin.display(description=_("given by"), ordering="assigned_by__username")
    def given_by(self, obj: Assignment) -> str:
        """By name."""
        return obj.assigned_by.working_name() if obj.assigned_by else "–"

    @admin.display(description=_("due on"), ordering="due_on")
    def due(self, obj: Assignment) -> str:
        """The day, and whether it is past."""
        if obj.due_on is None:
            return "–"
        day = date_format(obj.due_on)
        if is_overdue(obj):
            return format_html('<b class="over">{}</b>', gettext("%(day)s, overdue") % {"day": day})
        return day

    @admin.display(description=_("ended"), ordering="ended_at")
    def ended(self, obj: Assignment) -> str:
        """How it ended, and when."""
        if obj.ended_at is None:
            return "–"
        told = {"outcome": obj.get_outcome_display(), "day": date_format(obj.ended_at)}
        return gettext("%(outcome)s on %(day)s") % told
