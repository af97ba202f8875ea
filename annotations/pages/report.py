"""Reporting a mistake, and what became of the report; for anybody, without an account.

The form keeps robots out by two questions that cost a person nothing: a field that is to stay
empty, and how long the page was open. Whoever is refused gets back all that they typed.
"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import Reply, Report
from annotations.services import reporting
from annotations.services.reporting import ReportInput, TooMany, receive
from annotations.services.subjects import Subject, find_subject, subject_of
from sourcelib.services.refusals import Invalid

Kind, About = Report.Kind, Report.About
# What can be wrong with each; the form offers no more than makes sense there.
_WITH_WORDS = (Kind.WORDS, Kind.ATTRIBUTION, Kind.RESTATEMENT)
_OF_ALL = (Kind.FACT, Kind.RIGHTS, Kind.OTHER)
KINDS: dict[str, tuple[Report.Kind, ...]] = {
    About.SOURCE: (*_WITH_WORDS, *_OF_ALL),
    About.CLAIM: (*_WITH_WORDS, Kind.VERDICT, *_OF_ALL),
    About.PREDICTION: (*_WITH_WORDS, Kind.VERDICT, *_OF_ALL),
    About.MENTION: (Kind.WORDS, *_OF_ALL),
    About.VERDICT: (Kind.VERDICT, *_OF_ALL),
    About.ACTOR: _OF_ALL,
    About.PROPOSITION: (Kind.RESTATEMENT, *_OF_ALL),
}
STAMP = signing.TimestampSigner(salt="annotations.pages.report")
LONGEST_OPEN = 86_400  # seconds that a page may be open before it is sent


class ReportForm(forms.Form):
    """What a reader types; what of it is taken in is decided by `services.reporting`."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong."),
            "invalid_choice": _("Choose what is wrong."),
        },
    )
    text = forms.CharField(
        label=_("Tell us more"),
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": reporting.LONGEST}),
        help_text=_(
            "What should it say instead, and how can one see that? 10 to 5,000 characters; plain "
            "text and addresses of pages are enough."
        ),
        error_messages={"required": _("Say what is wrong.")},
    )
    from_concerned = forms.BooleanField(
        label=_("I am the author, or the person judged here"),
        help_text=_(
            "Then what you write can also be published beside it as your reply, under your name: "
            "say so above, and leave an address below, for nothing is published without asking you."
        ),
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": reporting.LONGEST_NAME}),
    )
    email = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "maxlength": reporting.LONGEST_EMAIL}
        ),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}),
    )

    def __init__(self, about: str, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS[about]]  # type: ignore[attr-defined]

    def clean_website(self) -> str:
        """Refuse what fills in every field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                gettext("Empty this field: it is there to keep robots out.")
            )
        return ""

    def clean(self) -> dict[str, Any]:
        """Refuse what is sent sooner than a person writes, or much later, or without the page."""
        cleaned = super().clean() or self.cleaned_data
        stamp = self.data.get("stamp", "")
        if not _is_signed(stamp, LONGEST_OPEN):
            raise forms.ValidationError(
                gettext("This page was open for very long. Your text is still here: send it again.")
            )
        if not self.errors and _is_signed(stamp, settings.REPORT_SECONDS):
            raise forms.ValidationError(
                gettext("That was quicker than people type. Wait a moment, and send it again.")
            )
        return cleaned

    def said(self) -> ReportInput:
        """Return what was typed, once it is valid."""
        given = self.cleaned_data
        return ReportInput(
            kind=given["kind"],
            text=given["text"],
            name=given["name"],
            email=given["email"],
            from_concerned=given["from_concerned"],
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form to report a mistake in what `?about=` names, or the report taken in.

    Without `?about=` the page says where the form is found. Raises Http404 for what never was
    public, or is not there.
    """
    if "about" not in request.GET and request.method != "POST":
        return render(request, "annotations/report_where.html")
    subject = find_subject(request.GET.get("about", ""))
    if subject is None:
        raise Http404(gettext("There is nothing of this name to report a mistake in."))
    form = ReportForm(subject.kind, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                done = receive(sender=_sender(request), subject=subject, report=form.said())
            except TooMany as refused:
                form.add_error(None, str(refused))
                status = 429
            except Invalid as invalid:
                for field, problems in invalid.errors.items():
                    form.add_error(field, [*problems])
            else:
                return HttpResponseRedirect(f"{done.get_absolute_url()}?sent")
    return render(request, "annotations/report.html", _shown(form, subject), status=status)


@never_cache
@require_safe
def report_state(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What became of one report, for who has its number; not who sent it, nor what they wrote."""
    row = get_object_or_404(Report, uid=uid)
    return render(
        request,
        "annotations/report_state.html",
        {
            "report": row,
            "subject": subject_of(row),
            "sent": "sent" in request.GET,
            "replies": Reply.objects.public().filter(report=row, withdrawn_at__isnull=True),
            "address": f"{settings.SITE_URL}{row.get_absolute_url()}",
        },
    )


def _shown(form: ReportForm, subject: Subject) -> dict[str, Any]:
    stamp = form.data.get("stamp", "")
    return {
        "form": form,
        "subject": subject,
        "query": f"?about={subject.name}",
        "withdrawn": subject.is_withdrawn,
        "days": settings.REPORT_CONTACT_DAYS,
        # of one that still holds the time goes on
        "stamp": stamp if _is_signed(stamp, LONGEST_OPEN) else STAMP.sign("report"),
        "faults": [(field, field.errors) for field in form if field.errors],
    }


def _is_signed(stamp: str, seconds: int) -> bool:
    """Whether a stamp is ours, and at most so old."""
    try:
        STAMP.unsign(stamp, max_age=seconds)
    except signing.BadSignature:
        return False
    return True


def _sender(request: HttpRequest) -> str:
    """Return the network address of the reader: behind a proxy the one that the proxy adds."""
    if settings.SECURE_PROXY:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if passed_on:
            return str(passed_on)
    return str(request.META.get("REMOTE_ADDR", ""))
