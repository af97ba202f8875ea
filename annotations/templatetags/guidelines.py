"""An example in the guidelines: a passage of the library, and what was decided on it."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_block_tag
def example(content: str, one: Any) -> SafeString:
    """Draw `{% example examples.name %}what was decided{% endexample %}` as a list item."""
    # the words are those of an English source, whatever the language of the page
    words = one.words
    if one.url:
        label = _("Open in the text: %(words)s") % {"words": one.words}
        words = format_html('<a href="{}" aria-label="{}">{}</a>', one.url, label, words)
    words = format_html('<q lang="en">{}</q>', words)
    decided = mark_safe(content.strip())  # a template's own words, escaped by it
    return format_html("<li>{} <small>{}</small><br>{}</li>", words, one.source, decided)
