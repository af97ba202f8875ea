"""Dates typed no more exactly than they are known: "2022", "2022-03", "21 March 2022"."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sourcelib.citing import written_date
from sourcelib.readers import UNKNOWN_DATE, PartialDate
from sourcelib.readers.dates import parse_date

HOW = gettext_lazy("2022, 2022-03 or 2022-03-21: no more of it than is known")


class ReadDate(forms.BoundField):
    """What was typed into the field of a date."""

    @property
    def read(self) -> str:
        """How it is understood, in words; empty where nothing was typed."""
        return reading_of(str(self.value() or ""))


class PartialDateField(forms.CharField):
    """A date as far as it is known; its value is a `PartialDate`."""

    bound_field_class = ReadDate
    is_read = True  # the form shows how it is understood
    widget = forms.TextInput(attrs={"size": 14, "autocomplete": "off", "class": "day"})

    def to_python(self, value: Any) -> Any:
        """Read what was typed; nothing is the unknown date."""
        typed = super().to_python(value)
        return understood(typed) if typed else UNKNOWN_DATE


def understood(typed: str) -> PartialDate:
    """Return the date that was typed. Raises ValidationError, which names the remedy."""
    read = parse_date(typed)
    if read is None:
        raise ValidationError(
            _("“%(typed)s” is not understood as a date: write 2022, 2022-03 or 2022-03-21.")
            % {"typed": typed}
        )
    return read


def reading_of(typed: str) -> str:
    """Return how a typed date is understood, in words; empty where nothing was typed."""
    if not typed.strip():
        return ""
    try:
        read = understood(typed)
    except ValidationError:
        return _("not understood as a date")
    return written_date(read.first_day, read.precision)


def typed_date(day: datetime.date | None, precision: str) -> str:
    """Return a stored date as it could be typed."""
    if day is None:
        return ""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
