"""The form of one source that waits: what was found of it, as it stands, to be put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from sourcelib.admin.dates import HOW, PartialDateField
from sourcelib.admin.importing.languages import LanguageField
from sourcelib.models import Article
from sourcelib.readers import Document, Finding
from sourcelib.services.correcting import Said

LONG = {"rows": 3, "cols": 60}
# Words of the source, in whatever direction they run.
OF_WORDS = ("title", "authors", "publication", "disclaimer", "author_note", "text")
LONGEST_TEXT = 2_000_000  # bytes that a form can send with its other fields; a novel has less


class ItemForm(forms.Form):
    """What a curator says of a source. Fields that a correction does not ask for are left out."""

    title = forms.CharField(label=_("Title"), required=False, max_length=500)
    supplied = forms.BooleanField(
        label=_("it has none of its own: this is in my words"), required=False
    )
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "cols": 40}),
        help_text=_("one a line, in the order of the byline"),
    )
    date = PartialDateField(label=_("Date"), required=False, help_text=HOW)
    publication = forms.CharField(
        label=_("Publication"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "publications", "autocomplete": "off"}),
    )
    original_url = forms.URLField(
        label=_("Original address"), required=False, max_length=2000, assume_scheme="https"
    )
    language = LanguageField(label=_("Language"), required=False)
    genre = forms.ChoiceField(label=_("Genre"), required=False, choices=Article.Genre.choices)
    disclaimer = forms.CharField(
        label=_("Disclaimer"), required=False, widget=forms.Textarea(attrs=LONG)
    )
    author_note = forms.CharField(
        label=_("Author note"), required=False, widget=forms.Textarea(attrs=LONG)
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "cols": 80, "class": "whole"}),
        help_text=_(
            "A blank line parts paragraphs: join them, split them, take whole ones out. Words "
            "cannot be changed."
        ),
    )
    reason = forms.CharField(
        label=_("What was corrected, and why"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("readers see it, with the changes"),
    )

    def __init__(self, *args: Any, revises: bool, document: Document | None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name in OF_WORDS:
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in list(self.fields):
            if name != "text" and revises != (name == "reason"):
                del self.fields[name]
        if document and len(document.text.encode()) > LONGEST_TEXT:
            del self.fields["text"]

    def said(self, document: Document) -> Said:
        """Return what was typed, once it is valid; fields that are not there say what was read."""
        given = self.cleaned_data
        authors = given.get("authors", "").splitlines()
        return Said(
            title=" ".join(given.get("title", document.title or "").split()),
            supplied=given.get("supplied", False),
            authors=tuple(name for line in authors if (name := " ".join(line.split()))),
            date=given.get("date", document.date),
            publication=given.get("publication", ""),
            original_url=given.get("original_url", ""),
            language=given.get("language", ""),
            genre=given.get("genre", ""),
            disclaimer=given.get("disclaimer", ""),
            author_note=given.get("author_note", ""),
            text=given.get("text", document.text),
        )

    def add_errors(self, errors: Mapping[str, list[str]]) -> None:
        """Put what a service found wrong beside its fields; above them where there is none."""
        for name, messages in errors.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


def typed(data: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Return the fields in which what was posted differs from what stood there before."""
    found = {}
    for name, was in before.items():
        if name == "supplied":
            now = "on" if data.get(name) else ""
        elif name in data:
            now = data[name].replace("\r\n", "\n")
        else:
            continue
        if now != was:
            found[name] = now
    if reason := data.get("reason", "").strip():
        found["reason"] = reason
    return found


@dataclass(frozen=True)
class Row:
    """A field with what the reader found for it."""

    field: BoundField
    found: list[Finding]
    kept: list[str]
    origin: str = ""  # where its value comes from if nothing was found


def rows(
    form: ItemForm, document: Document, keep: list[str], origins: Mapping[str, str]
) -> list[Row]:
    """Return the fields of what is said about the source, each with its findings."""
    kinds = {"authors": "byline"}
    found = []
    for field in form:
        if field.name in ("text", "reason", "supplied"):
            continue
        what = kinds.get(field.name, field.name)
        found.append(
            Row(
                field,
                [one for one in document.found if one.what == what],
                [key for key in keep if key == what or key.startswith(f"{what} at ")],
                origins.get(field.name, ""),
            )
        )
    return found
