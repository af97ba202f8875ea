"""What readers reported: the queue, and the page on which an editor settles one."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.contexts import ContextParagraph, in_context
from annotations.models import Annotation, Report, Span, Verdict
from annotations.quoting import words_of
from annotations.services import reporting
from annotations.services.replying import ANSWERABLE
from annotations.services.subjects import Subject, subject_of
from sourcelib.admin.rows import ReadOnlyAdmin
from sourcelib.services.refusals import Invalid, NotAllowed, Refused


class SettleForm(forms.Form):
    """What became of a report."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[
            (Report.State.CHANGED, _("Something was changed")),
            (Report.State.UNCHANGED, _("Nothing was changed")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    answer = forms.CharField(
        label=_("Answer"),
        required=False,  # the service asks for it
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text=_("What was done and why, in two or three sentences. It is kept either way."),
    )
    public = forms.BooleanField(
        label=_("The answer is public"),
        required=False,
        help_text=_(
            "Whoever reported it sees it, and where something was changed, so does every reader "
            "of the list of corrections. Name nobody who reported in it."
        ),
    )


class ReopenForm(forms.Form):
    """Why a report is looked at again."""

    reason = forms.CharField(
        label=_("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 60})
    )


@dataclass(frozen=True)
class Seen:
    """What a report is about, as an editor needs to see it."""

    subject: Subject
    admin_url: str
    words: str = ""
    paragraphs: list[ContextParagraph] = field(default_factory=list)
    reason: str = ""  # of the verdict


class Settled(admin.SimpleListFilter):
    """What still waits is shown first."""

    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        """One choice beside all."""
        return [("open", _("not settled"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        """Those that nobody has settled."""
        return queryset.filter(settled_at__isnull=True) if self.value() == "open" else queryset


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Reports of readers. Curators see what was reported, editors also by whom."""

    list_display = ("title", "said", "kind", "state", "about_kind", "concerned", "received_at")
    list_filter = (Settled, "state", "kind", "about_kind", "from_concerned")
    date_hierarchy = "received_at"
    list_per_page = 50

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Who may not see names does not find by them."""
        fields = ("about_title", "text", "uid", "answer")
        return (*fields, "name", "email") if reporting.may_review(request.user) else fields

    @admin.display(description=_("about"), ordering="about_title")
    def title(self, obj: Report) -> str:
        """What it is about, in a line."""
        return Truncator(obj.about_title).chars(90)

    @admin.display(description=_("what they write"))
    def said(self, obj: Report) -> str:
        """How the report begins."""
        return Truncator(obj.text).chars(120)

    @admin.display(description=_("from the person concerned"), ordering="from_concerned")
    def concerned(self, obj: Report) -> str:
        """Whether they say to be the author or the person judged."""
        return gettext("yes") if obj.from_concerned else "–"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The queue, under its name."""
        title = {"title": gettext("Reports of readers")}
        return super().changelist_view(request, title | (extra_context or {}))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Answer with the report, after what was posted was done."""
        row = get_object_or_404(Report, pk=object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        shown: dict[str, Any] = {
            "settle": SettleForm(initial={"public": True}, label_suffix=""),
            "reopen": ReopenForm(label_suffix=""),
        }
        if request.method == "POST":
            done = _done(request, row, shown)
            if done:
                messages.success(request, done)
                return HttpResponseRedirect(request.path)
            row.refresh_from_db()
        return TemplateResponse(
            request,
            "admin/annotations/report.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("Report: %(title)s")
                % {"title": Truncator(row.about_title).chars(80)},
                "opts": self.opts,
                "report": row,
                "seen": _seen(row),
                "steps": row.steps.select_related("by"),
                "replies": row.replies.select_related("verdict__annotation", "annotation"),
                "others": Report.objects.filter(about_uid=row.about_uid).exclude(pk=row.pk)[:20],
                "may_review": reporting.may_review(request.user),
                "answerable": row.about_kind in ANSWERABLE,
                **shown,
            },
        )


def _done(request: HttpRequest, row: Report, shown: dict[str, Any]) -> str:
    """Do what was posted and say so; or return nothing, and leave in `shown` what is wrong."""
    user, do = request.user, request.POST.get("do", "")
    try:
        if do == "take":
            reporting.take(user=user, report=row)
            return gettext("Taken up: its reader sees that it is being looked at.")
        if do == "forget":
            reporting.forget(user=user, report=row)
            return gettext("Name and e-mail were erased.")
        if do == "settle":
            return _settled(request, row, shown)
        if do == "reopen":
            shown["reopen"] = form = ReopenForm(request.POST, label_suffix="")
            if form.is_valid():
                reporting.reopen(user=user, report=row, reason=form.cleaned_data["reason"])
                return gettext("Opened again.")
    except Invalid as invalid:
        for name, problems in invalid.errors.items():
            shown[do].add_error(name, problems)
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        messages.error(request, str(refused))
    return ""


def _settled(request: HttpRequest, row: Report, shown: dict[str, Any]) -> str:
    shown["settle"] = form = SettleForm(request.POST, label_suffix="")
    if not form.is_valid():
        return ""
    reporting.settle(
        user=request.user,
        report=row,
        changed=form.cleaned_data["outcome"] == Report.State.CHANGED,
        answer=form.cleaned_data["answer"],
        public=form.cleaned_data["public"],
    )
    return gettext("Settled.")


def _seen(report: Report) -> Seen | None:
    subject = subject_of(report)
    if subject is None:
        return None
    row = subject.row
    if isinstance(row, Verdict):
        address = reverse("admin:annotations_judge", args=[row.annotation.uid])
        return _with_words(subject, address, row.annotation, row.reason)
    if isinstance(row, Annotation):
        page = reverse("admin:annotations_annotate", args=[row.article_id])
        return _with_words(subject, f"{page}#{row.uid}", row)
    opts = row._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_change"
    return Seen(subject, reverse(name, args=[row.pk]))


def _with_words(subject: Subject, address: str, annotation: Annotation, reason: str = "") -> Seen:
    spans = list(annotation.spans.filter(revision=annotation.revision_id).order_by("start", "pk"))
    return Seen(
        subject,
        address,
        words=words_of(spans, Span.Role.BODY),
        paragraphs=in_context(annotation, spans),
        reason=reason,
    )
