"""Intervals as text."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def span_percent(interval: Any) -> str:
    """Write an interval of shares, anything with `low` and `high` from 0 to 1, in percent."""
    return f"{interval.low * 100:.0f}–{interval.high * 100:.0f}%"


@register.simple_tag
def span_score(interval: Any, digits: int = 3) -> str:
    """Write an interval of scores to some digits."""
    return f"{interval.low:.{digits}f}–{interval.high:.{digits}f}"
