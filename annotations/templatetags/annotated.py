"""Filters and tags that several pages share."""

import datetime

from django import template

from annotations.models import Verdict
from sourcelib.citing import short_citation, written_date
from sourcelib.models import Article

register = template.Library()

# The shape (an SVG symbol of base.html) and colour class by which a verdict is known.
_SHAPES = {
    Verdict.State.CAME_TRUE: "yes",
    Verdict.State.SUPPORTED: "yes",
    Verdict.State.PARTLY: "part",
    Verdict.State.MIXED: "part",
    Verdict.State.DID_NOT_COME_TRUE: "no",
    Verdict.State.CONTRADICTED: "no",
    Verdict.State.CONDITION_NOT_MET: "unmet",
    Verdict.State.CANNOT_BE_DETERMINED: "unk",
    Verdict.State.UNVERIFIABLE: "unk",
    Verdict.State.STILL_OPEN: "open",
    Verdict.State.WITHDRAWN_BY_AUTHOR: "unmet",
}


@register.filter
def verdict_shape(state: str) -> str:
    """Return "yes", "part", "no", "unmet", "unk" or "open": symbol `v-…` and colour class."""
    return _SHAPES[Verdict.State(state)]


@register.simple_tag
def partial_date(date: datetime.date | None, precision: str) -> str:
    """Write a date no more exactly than it is known."""
    return written_date(date, precision)


@register.filter
def cited(article: Article) -> str:
    """Cite an article in short: "Tucker 2015"."""
    return short_citation(article)
