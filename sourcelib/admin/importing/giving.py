"""The page that takes what is brought in: files, a text that is pasted, or an address.

A script sends many files one by one, and is answered in JSON; without it they come in one request.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.importing.languages import LanguageField, languages
from sourcelib.fetching import FetchRefused, fetch
from sourcelib.models import Article, ImportBatch, ImportItem
from sourcelib.readers import EXTENSIONS, LARGEST_FILE, ReaderError
from sourcelib.services.readings import Given
from sourcelib.services.refusals import NotAllowed, Refused
from sourcelib.services.staging import may_give, stage

MEGABYTE = 1024 * 1024
MOST_FILES = settings.DATA_UPLOAD_MAX_NUMBER_FILES or 100  # in one request
MOST_BYTES = 100 * MEGABYTE  # of them together

KINDS = (
    ("txt", _("plain text, or Markdown if it looks like it")),
    ("md", _("Markdown")),
    ("html", _("HTML source")),
)


class SeveralFiles(forms.FileInput):
    """A field for files whose value are all that were chosen."""

    allow_multiple_selected = True

    def value_from_datadict(
        self,
        data: Any,  # noqa: ARG002 - Django names it
        files: Any,
        name: str,
    ) -> list[UploadedFile]:
        """Return every file."""
        return files.getlist(name) if isinstance(files, MultiValueDict) else []


class FilesField(forms.Field):
    """Files of any number."""

    widget = SeveralFiles


class GivingForm(forms.Form):
    """What is brought in; after validation `given` holds it, as `stage` takes it."""

    file = FilesField(label=_("Files"), required=False)
    text = forms.CharField(
        label=_("or a text, pasted"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 80}),
        help_text=_("all of it: title, byline and date are found and taken out"),
    )
    kind = forms.ChoiceField(label=_("The text is"), required=False, choices=KINDS)
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    address = forms.URLField(
        label=_("or an address"),
        required=False,
        assume_scheme="https",
        help_text=_("fetched once, now; only public web addresses"),
    )
    language = LanguageField(
        label=_("Language"),
        required=False,
        help_text=_("of those that do not say theirs; leave it empty if you are not sure"),
    )
    given: list[Given]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(EXTENSIONS)
        self.fields["file"].help_text = gettext(
            "web pages, PDF, Word, text, Markdown; feeds, web archives and JSON Lines hold several "
            "sources. Up to %(files)s at once, %(each)s MB each."
        ) % {"files": MOST_FILES, "each": LARGEST_FILE // MEGABYTE}
        if not settings.FETCH_IN_ADMIN:
            del self.fields["address"]

    def tags(self) -> list[tuple[str, str]]:
        """The languages that the page offers."""
        return languages()

    def clean(self) -> dict[str, Any]:
        """Gather what was given, in the order of the page."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        files = given["file"] or []
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            self.add_error(
                "file",
                gettext("Together they are more than %(most)s MB: bring them in fewer at a time.")
                % {"most": MOST_BYTES // MEGABYTE},
            )
            return given
        self.given = [*_uploaded(files), *_pasted(given)]
        if given.get("address"):
            self._fetch(given["address"])
        if not self.given and not self.errors:
            self.add_error(None, gettext("Choose files, paste a text, or give an address."))
        return given

    def _fetch(self, address: str) -> None:
        try:
            fetched = fetch(address)
        except FetchRefused as refused:
            self.add_error("address", f"{refused.problem}. {refused.remedy}.")
        else:
            self.given.append(
                Given(fetched.data, fetched.file_name, fetched.media_type, fetched.address)
            )


def give(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form; what was given goes on to the page of the item, or of the import."""
    if not may_give(request.user):
        raise PermissionDenied(gettext("Only curators and editors bring sources in."))
    if request.method != "POST":
        return page(request, context)
    form = GivingForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            items = stage(
                user=request.user,
                given=form.given,
                batch=_row(ImportBatch, request.POST.get("batch")),
                language=form.cleaned_data["language"],
                revises=_row(Article, request.POST.get("revises")),
            )
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _answer(request, items)
    told = " ".join(message for errors in form.errors.values() for message in errors)
    return says_so(request, told) or page(request, context, form)


def page(
    request: HttpRequest,
    context: dict[str, Any],
    form: GivingForm | None = None,
    *,
    told: str = "",
    status: int = 200,
) -> TemplateResponse:
    """Return the page with the form as it was filled in; `told` says what else is wrong."""
    asked = request.GET if form is None else request.POST
    revises = _row(Article, asked.get("revises"))
    return TemplateResponse(
        request,
        "admin/sourcelib/importing/give.html",
        {
            **context,
            "title": gettext("Bring in a corrected text")
            if revises
            else gettext("Bring in sources"),
            "form": form or GivingForm(),
            "told": told,
            "revises": revises,
            "batch": _row(ImportBatch, asked.get("batch")),
            "largest": LARGEST_FILE,
            "most": MOST_FILES,
        },
        status=status,
    )


def says_so(request: HttpRequest, told: str) -> HttpResponse | None:
    """Return what is wrong for a script; None where a person asks."""
    return JsonResponse({"error": told}, status=400) if _asks_for_json(request) else None


def _answer(request: HttpRequest, items: list[ImportItem]) -> HttpResponse:
    batch = items[0].batch
    if batch.items.count() == 1:
        address = reverse("admin:sourcelib_import_item", args=[items[0].pk])
    else:
        address = reverse("admin:sourcelib_importbatch_change", args=[batch.pk])
    if _asks_for_json(request):
        refused = [str(item.origin) for item in items if item.state == ImportItem.State.REFUSED]
        return JsonResponse({"batch": batch.pk, "address": address, "refused": refused})
    if len(items) > 1:
        messages.success(request, gettext("%(n)s sources were read.") % {"n": len(items)})
    return redirect(address)


def _asks_for_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _row(model: Any, key: str | None) -> Any:
    """Return the row that a key names; None where no key is given. Raises Http404."""
    if not key:
        return None
    return get_object_or_404(model, pk=int(key) if key.isdecimal() else None)


def _uploaded(files: list[UploadedFile]) -> Iterator[Given]:
    for file in files:
        name = file.name or gettext("without a name")
        if (file.size or 0) > LARGEST_FILE:
            problem = gettext("%(size)s MB are more than the %(most)s that a file may have") % {
                "size": (file.size or 0) // MEGABYTE,
                "most": LARGEST_FILE // MEGABYTE,
            }
            remedy = gettext("Split it, or bring it in on the command line with import_sources")
            yield Given(b"", name, refused=ReaderError(name, problem, remedy))
        else:
            yield Given(file.read(), name, _media_type(file), name)


def _media_type(file: UploadedFile) -> str | None:
    charset = f"; charset={file.charset}" if file.charset else ""
    return f"{file.content_type}{charset}" if file.content_type else None


def _pasted(given: dict[str, Any]) -> Iterator[Given]:
    html, text = given.get("html", ""), given.get("text", "")
    if html.strip():
        kind, text = "html", html
    elif text.strip():
        kind = given.get("kind") or "txt"
    else:
        return
    media_type = "text/html; charset=utf-8" if kind == "html" else None
    yield Given(text.encode(), f"pasted.{kind}", media_type, gettext("pasted text"))
