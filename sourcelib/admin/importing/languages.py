"""A field for the language of a source: a tag, with the names of the usual ones offered."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from sourcelib.models import Article
from sourcelib.services.describing import is_language_tag

USUAL = ("en", "ja", "ru", "zh-hans", "zh-hant", "ko", "de", "fr", "es", "pt-br", "ar", "uk", "it")
# Django's names of what BCP 47 writes otherwise
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "pt-br": "pt-BR"}


class LanguageField(forms.CharField):
    """A BCP 47 tag."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {
            "list": "languages",
            "size": 12,
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(max_length=35, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the tag; the name of a usual language is taken for its tag."""
        typed = str(super().clean(value))
        by_name = {name.casefold(): tag for tag, name in languages()}
        tag = by_name.get(typed.casefold(), typed)
        if tag and not is_language_tag(tag):
            message = _("“%(typed)s” is no language tag: write en, ja or pt-BR, for instance.")
            raise ValidationError(message % {"typed": typed})
        return tag


def languages() -> list[tuple[str, str]]:
    """Return tags with their names: those of the library first, then usual ones."""
    used = Article.objects.order_by("language").values_list("language", flat=True).distinct()
    tags = dict.fromkeys((*used, *(TAGS.get(tag, tag) for tag in USUAL)))
    return [(tag, _name(tag)) for tag in tags]


def _name(tag: str) -> str:
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag
