"""The page that brings a source in: a file, or its text pasted, becomes a draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sourcelib.readers import ReaderError
from sourcelib.services.importing import Brought, Curated, ReadSource, import_source, read_bytes
from sourcelib.services.refusals import NotAllowed, Refused

PASTED = "pasted.txt"  # the name under which a pasted text is read


class BringInForm(forms.Form):
    """A file or a text; after validation `read` holds what the reader made of it."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("plain text or Markdown, as it was received")
    )
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 90}),
        help_text=_("paste all of it: title, byline and date are found and taken out"),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"size": 90}),
        help_text=_("leave it empty where the source has one of its own"),
    )
    read: ReadSource

    def clean(self) -> dict[str, Any]:
        """Read what was given; what the reader refuses is an error of its field."""
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), given.get("text", "")
        if self.errors:
            return given
        if bool(file) == bool(text.strip()):
            self.add_error("file", gettext("Give a file or a text, one of the two."))
            return given
        try:
            self.read = (
                read_bytes(file.read(), file.name, file.content_type)
                if file
                else read_bytes(text.encode(), PASTED)
            )
        except ReaderError as error:
            self.add_error("file" if file else "text", str(error))
            return given
        if not given["title"] and self.read.document.title is None:
            self.add_error(
                "title", gettext("The source has no title of its own: give it one in your words.")
            )
        return given

    def bring_in(self, user: Any) -> Brought:
        """Make the draft. Raises Refused."""
        return import_source(
            user=user, source=self.read, curated=Curated(title=self.cleaned_data["title"])
        )


def bring_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form; once it is filled in well, make a draft and go on to its own page."""
    form = BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            brought = form.bring_in(request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                gettext("“%(title)s” is here as a draft. Correct what was not found rightly.")
                % {"title": brought.article.title},
            )
            for note in brought.notes:
                messages.warning(request, note)
            return redirect("admin:sourcelib_article_change", brought.article.pk)
    return TemplateResponse(
        request,
        "admin/sourcelib/article/bring_in.html",
        {**context, "title": gettext("Bring in a source"), "form": form},
    )
