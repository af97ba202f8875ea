"""What the pages that bring sources in show."""

from django import template

from sourcelib.admin.importing import original

register = template.Library()


@register.filter
def line_of(place: str) -> int | None:
    """Return the number of the line that a place names; None if it names none."""
    return original.line_of(place)


@register.filter
def percent(share: float) -> str:
    """Return a share as a whole percentage; only the whole is a hundred."""
    return f"{int(share * 100)} %"
