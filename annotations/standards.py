"""Which standard of likelihood words a page reads them by: `?standard=` in its address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from annotations.scoring.likelihood import Standard

PARAMETER = "standard"
DEFAULT = Standard.ICD_203


@dataclass(frozen=True)
class Choice:
    """A standard that a page can be read by, and the address of the page under it."""

    label: str
    address: str
    current: bool


class UnknownStandardError(ValueError):
    """An address names a standard that there is not; the message is for the reader."""


def standard_of(query: QueryDict) -> Standard:
    """Return the standard that an address asks for, or the default one.

    Raises UnknownStandardError.
    """
    asked = query.get(PARAMETER, "") or DEFAULT.value
    try:
        return Standard(asked)
    except ValueError as error:
        known = ", ".join(f"{standard.value} ({standard.label})" for standard in Standard)
        raise UnknownStandardError(
            _("“%(asked)s” is no standard of likelihood words. There are: %(known)s.")
            % {"asked": asked[:60], "known": known}
        ) from error


def choices(request: HttpRequest, current: Standard) -> list[Choice]:
    """Return the standards, each with the address of this page under it."""
    return [
        Choice(standard.label, _address(request, standard), standard is current)
        for standard in Standard
    ]


def reads_standard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand `view` the standard that the address asks for; one there is not is answered with 400."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            standard = standard_of(request.GET)
        except UnknownStandardError as problem:
            context = {"problem": str(problem), "choices": choices(request, DEFAULT)}
            return render(request, "annotations/unknown_standard.html", context, status=400)
        return view(request, standard=standard, **kwargs)

    return answer


def _address(request: HttpRequest, standard: Standard) -> str:
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    if standard is not DEFAULT:
        query[PARAMETER] = standard.value
    return f"{request.path}?{query.urlencode(safe=',')}" if query else request.path
