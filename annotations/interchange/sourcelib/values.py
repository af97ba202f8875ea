"""Values of a record: what each kind of column takes, and what is said of what it does not take."""

import datetime
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from annotations.records import iso_time

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SLUG = re.compile(r"[a-zA-Z0-9_-]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
PROBABILITY = re.compile(r"(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?)", re.ASCII)

_check_url = URLValidator(schemes=["http", "https"])


class Invalid(ValueError):  # noqa: N818, it is the value that is invalid
    """A value that a field does not take: which field, the value, why, and what to do."""

    def __init__(self, field: str, value: object, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.field = field
        self.value = value
        self.problem = problem
        self.remedy = remedy


def taking(field: "models.Field[Any, Any]") -> tuple[Callable[[Any], Any], str]:
    """Return what takes the values of this column, and what it takes in words."""
    if isinstance(field, models.BooleanField):
        return _take_boolean, "true or false"
    if isinstance(field, models.IntegerField):
        return take_integer(field), "a whole number"
    if isinstance(field, models.DateTimeField):
        return _take_time, "a time such as 2026-11-22T10:00:00Z"
    if isinstance(field, models.DateField):
        return _take_day, "a day such as 2026-11-22"
    if isinstance(field, models.DecimalField | models.FloatField):
        return _take_probability, 'a number as text, such as "0.7500"'
    if isinstance(field, models.JSONField):
        return _take_object, "an object"
    return _take_text(field), "text"


def take_uid(value: Any) -> str:
    """Return a uid."""
    if type(value) is str and UID.fullmatch(value):
        return value
    raise Invalid(
        "", value, "this is no uid", "Write a UUID as 36 lowercase characters, with its hyphens"
    )


def _take_boolean(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise Invalid("", value, "neither true nor false", "Write true or false, without quotes")


def take_integer(field: "models.Field[Any, Any]") -> Callable[[Any], int]:
    """Return what takes the whole numbers of this column."""
    largest = 32_767 if isinstance(field, models.PositiveSmallIntegerField) else 2_147_483_647

    def take(value: Any) -> int:
        if type(value) is int and 0 <= value <= largest:
            return value
        raise Invalid("", value, "not a whole number from 0", f"Write one up to {largest}")

    return take


def _take_day(value: Any) -> str:
    if type(value) is str and DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise Invalid("", value, "this is no day", "Write it as 2026-11-22, or null if unknown")


def _take_time(value: Any) -> str:
    moment = _utc(value) if type(value) is str else None
    if moment is not None:
        return moment
    raise Invalid("", value, "not a time with its zone", "Write it as 2026-11-22T10:00:00Z")


@lru_cache(maxsize=4_096)  # an import's rows share a few times
def _utc(value: str) -> str | None:
    try:
        moment = datetime.datetime.fromisoformat(value)
        return iso_time(moment) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _take_probability(value: Any) -> str:
    if type(value) is str and PROBABILITY.fullmatch(value):
        return f"{float(value):.4f}"
    raise Invalid("", value, "not a probability", 'Write it as text, "0.0000" to "1.0000"')


def _take_object(value: Any) -> dict[str, Any]:
    if type(value) is dict:
        return value
    raise Invalid("", value, "not an object", "Write an object in braces")


def _take_text(field: "models.Field[Any, Any]") -> Callable[[Any], str]:
    choices = [str(value) for value, _label in field.flatchoices]
    longest = field.max_length
    if choices:

        def take_choice(value: Any) -> str:  # those that are right are not asked about
            raise Invalid("", value, "not one of the values", f"Choose: {', '.join(choices)}")

        return take_choice

    def take(value: Any) -> str:
        if type(value) is not str:
            raise Invalid("", value, "this is not text", "Write it in quotes")
        if longest is not None and len(value) > longest:
            raise Invalid("", value, f"{len(value)} characters", f"Shorten it to {longest}")
        if not value and not field.blank:
            raise Invalid("", value, "empty", "Write it out; this may not be empty")
        return value

    if isinstance(field, models.SlugField):
        return _matching(take, SLUG, "no slug", "Use letters, digits, hyphens and underscores")
    return _address(take) if isinstance(field, models.URLField) else take


def _matching(
    take: Callable[[Any], str], pattern: re.Pattern[str], problem: str, remedy: str
) -> Callable[[Any], str]:
    def take_matching(value: Any) -> str:
        if not pattern.fullmatch(take(value)):
            raise Invalid("", value, problem, remedy)
        return str(value)

    return take_matching


def _address(take: Callable[[Any], str]) -> Callable[[Any], str]:
    def take_address(value: Any) -> str:
        if take(value):
            try:
                _check_url(value)
            except ValidationError as error:
                raise Invalid(
                    "", value, "no web address", "Begin with http:// or https://"
                ) from error
        return str(value)

    return take_address
