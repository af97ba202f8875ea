"""Replies of those concerned: published from a report or by hand, and withdrawn."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Reply, Report
from annotations.services import replying
from annotations.services.replying import ReplyInput
from annotations.services.subjects import Subject, find_subject
from sourcelib.admin.rows import ReadOnlyAdmin
from sourcelib.services.refusals import Invalid, NotAllowed, Refused

_UID = r"[0-9a-fA-F-]{36}"
# The verdict first: its address is that of what it judges, and a place on that page.
_ADDRESSES = (
    ("verdict", re.compile(rf"#v({_UID})$")),
    ("claim", re.compile(rf"/claims/({_UID})/")),
    ("prediction", re.compile(rf"/predictions/({_UID})/")),
    ("source", re.compile(r"/sources/([-\w]+)/")),
)


class ReplyForm(forms.Form):
    """A statement as it is to be shown; what may stand is decided by `services.replying`."""

    about = forms.CharField(
        label=_("What it answers"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_(
            "The address of the source, claim, prediction or verdict, as readers see it. That of "
            "a verdict ends in #v and its id."
        ),
        error_messages={"required": _("Say what it answers.")},
    )
    name = forms.CharField(
        label=_("Name, as it is shown"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "maxlength": replying.LONGEST_NAME}),
        help_text=_("As they want it. Ask them before you publish it."),
    )
    capacity = forms.ChoiceField(
        label=_("Answers as"),
        choices=[("", "–"), *Reply.Capacity.choices],
        required=False,
    )
    text = forms.CharField(
        label=_("Statement"),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 8, "cols": 60, "class": "vLargeTextField", "maxlength": replying.LONGEST}
        ),
        help_text=_("In their own words, unchanged. An empty line begins a paragraph."),
    )
    date = forms.DateField(
        label=_("Date of the statement"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.TextInput(attrs={"size": 12, "placeholder": "2026-03-21"}),
        error_messages={"invalid": _("Write the whole day, as 2026-03-21.")},
    )
    url = forms.CharField(
        label=_("Where it was published"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vURLField"}),
        help_text=_("if it was: the whole address"),
    )
    report = forms.ModelChoiceField(
        queryset=Report.objects.all(), required=False, widget=forms.HiddenInput
    )

    def clean_about(self) -> Subject:
        """Find what the address leads to."""
        subject = _subject_at(self.cleaned_data["about"].strip())
        if subject is None:
            raise forms.ValidationError(
                gettext("No source, claim, prediction or verdict that readers see stands there.")
            )
        return subject

    def said(self) -> ReplyInput:
        """Return what was typed, once it is valid."""
        given = self.cleaned_data
        return ReplyInput(
            name=given["name"],
            capacity=given["capacity"],
            text=given["text"],
            date=given["date"],
            url=given["url"],
        )


def _subject_at(address: str) -> Subject | None:
    for kind, pattern in _ADDRESSES:
        if found := pattern.search(address):
            return find_subject(f"{kind}:{found[1]}")
    return None


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    """Replies: added here, never changed, withdrawn with a reason."""

    list_display = ("name", "capacity", "answers", "date", "published_at", "withdrawn_at")
    list_filter = ("capacity", ("withdrawn_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "text", "uid")
    date_hierarchy = "published_at"
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Editors publish them."""
        return replying.may_reply(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reply]:
        """With what they answer."""
        details = ("annotation__claim", "annotation__prediction", "annotation__mention")
        return (
            super().get_queryset(request).select_related("article", "verdict__annotation", *details)
        )

    @admin.display(description=_("answers"))
    def answers(self, obj: Reply) -> str:
        """What it answers, in a line."""
        return Truncator(_answered(obj)).chars(90)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Answer with the form, or publish what it holds."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReplyForm(
            request.POST if request.method == "POST" else None,
            initial=_begun(request),
            label_suffix="",
        )
        if request.method == "POST" and form.is_valid() and (made := _published(request, form)):
            messages.success(request, gettext("Published: readers see it from now on."))
            if made.report_id:
                return redirect("admin:annotations_report_change", made.report_id)
            return redirect("admin:annotations_reply_change", made.pk)
        return TemplateResponse(
            request,
            "admin/annotations/report_reply_add.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("Publish a reply"),
                "opts": self.opts,
                "form": form,
            },
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Answer with the reply, or withdraw it."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        errors: list[str] = []
        if request.method == "POST":
            try:
                replying.withdraw_reply(
                    user=request.user, reply=row, reason=request.POST.get("reason", "")
                )
            except NotAllowed as refused:
                raise PermissionDenied from refused
            except Refused as refused:
                errors = [str(refused)]
            else:
                messages.success(request, gettext("Withdrawn: readers see that it was, and why."))
                return redirect(request.path)
        return TemplateResponse(
            request,
            "admin/annotations/report_reply.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("Reply of %(name)s") % {"name": row.name},
                "opts": self.opts,
                "reply": row,
                "answers": _answered(row),
                "errors": errors,
                "may_withdraw": replying.may_reply(request.user) and row.withdrawn_at is None,
            },
        )


def _answered(reply: Reply) -> str:
    if reply.verdict:
        return f"{reply.verdict}: {reply.verdict.judged_summary}"
    return str(reply.annotation.detail if reply.annotation else reply.article)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return what a report gives to begin with; its words, which are to be cut to the reply."""
    key = request.GET.get("report", "")
    report = Report.objects.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if report is None:
        return {"about": request.GET.get("about", "")}
    subject = find_subject(f"{report.about_kind}:{report.about_uid}")
    return {
        "about": subject.address if subject else "",
        "name": report.name,
        "text": report.text,
        "date": report.received_at.date().isoformat(),
        "report": report,
    }


def _published(request: HttpRequest, form: ReplyForm) -> Reply | None:
    try:
        return replying.publish_reply(
            user=request.user,
            subject=form.cleaned_data["about"],
            reply=form.said(),
            report=form.cleaned_data["report"],
        )
    except Invalid as invalid:
        for name, problems in invalid.errors.items():
            if name not in form.errors:
                form.add_error(name, [*problems])
    except Refused as refused:
        form.add_error("about", str(refused))
    return None
