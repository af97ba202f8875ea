"""What an address may say, described from the filters that understand it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from annotations import filter_fields as kinds
from annotations.filters import ListFilterSet
from annotations.list_data import Collection
from annotations.lists import forms
from annotations.lists.predictions import PREDICTIONS
from annotations.scoring.likelihood import Standard
from annotations.standards import DEFAULT, PARAMETER


def parameter(
    name: str, form: Any, says: Any, *, required: bool = False, default: Any = None
) -> OpenApiParameter:
    """Return a parameter of an address; one whose form is a list may be given several times."""
    several = form.get("type") == "array"
    return OpenApiParameter(
        name=name,
        type=dict(form),
        location=OpenApiParameter.QUERY,
        required=required,
        description=str(says),
        style="form" if several else None,
        explode=True if several else None,
        default=default,
    )


def of_list(collection: Collection) -> list[OpenApiParameter]:
    """Return the parameters of a list: its filters, order and page."""
    found = list(_filters(collection.filters))
    return [*found, standard()] if collection.name == PREDICTIONS.name else found


def standard() -> OpenApiParameter:
    """Return the parameter that says by which standard likelihood words are read."""
    says = _("The standard of likelihood words that the two numbers follow.")
    return parameter(PARAMETER, forms.one_of(Standard), says, default=DEFAULT.value)


def _filters(filters: type[ListFilterSet]) -> Iterator[OpenApiParameter]:
    for name, one in filters.get_filters().items():
        form, says = _described(name, one)
        yield parameter(name, form, says)


def _described(name: str, one: Any) -> tuple[Any, str]:
    """Return the form of a filter's values, and what it asks for."""
    label = str(one.label)
    if isinstance(one, kinds.SortBy):
        values = list(dict(one.extra["choices"]))
        says = _("The order; without it the first of these.")
        return forms.one_of(values), says
    if isinstance(one, kinds.Uid):
        before = name == "before"
        return forms.UID, (
            _("The page before this row; `previous` has it filled in.")
            if before
            else _("The page after this row; `next` has it filled in.")
        )
    if isinstance(one, kinds.Slugs):
        what = str(one.extra["queryset"].model._meta.verbose_name)
        named = label if label.lower() == what else f"{label} ({what})"
        return {"type": "array", "items": forms.SLUG}, f"{named}."
    if isinstance(one, kinds.Values):
        values = list(dict(one.extra["choices"]))
        says = _("%(label)s.") % {"label": label}
        return {"type": "array", "items": forms.one_of(values)}, says
    if isinstance(one, kinds.Languages):
        says = _("%(label)s: a tag such as en or pt-BR.")
        return forms.TEXTS, says % {"label": label}
    if isinstance(one, kinds.Day):
        says = _("Sources that can be of this day or later: 2015, 2015-05 or 2015-05-20.")
        if name == "to":
            says = _("Sources that can be of this day or earlier: 2015, 2015-05 or 2015-05-20.")
        return {"type": "string", "pattern": r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"}, says
    if isinstance(one, kinds.Search):
        return forms.TEXT, _("What to look for, as in the search box of the site.")
    return forms.TEXT, _("Words, all of which must occur.")
