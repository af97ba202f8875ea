"""The fields of a record: what each takes, derived from the column that keeps it.

Types, lengths, enumerations and defaults are the models' own, so the format cannot drift from
the tables.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from annotations.records.columns import Column, iso_time

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SLUG = re.compile(r"[a-zA-Z0-9_-]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
PROBABILITY = re.compile(r"(?:0(?:\.\d{1,4})?|1(?:\.0{1,4})?)", re.ASCII)
REQUIRED: Any = NOT_PROVIDED
NULL: frozenset[str | None] = frozenset({None})

_check_url = URLValidator(schemes=["http", "https"])


class Invalid(ValueError):  # noqa: N818, it is the value that is invalid
    """A value that a field does not take: which field, the value, why, and what to do."""

    def __init__(self, field: str, value: object, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.field = field
        self.value = value
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Rule:
    """What one key takes: `take` returns the value to keep or raises Invalid.

    `default` stands for a missing key; REQUIRED if it may not be missing. `values` are taken as
    they are, without asking `take`. `parts` are the rules of the objects in it.
    """

    name: str
    take: Callable[[Any], Any]
    default: Any = REQUIRED
    says: str = ""
    values: frozenset[str | None] = frozenset()
    parts: "Rules | None" = None


class Rules:
    """The rules of one type of record or part, in the order of its keys."""

    def __init__(self, *rules: Rule) -> None:
        self.by_name = {rule.name: rule for rule in rules}
        # Plain tuples: this is the innermost loop of an import.
        self._rows = [(r.name, r.take, r.default, r.values) for r in self.by_name.values()]
        self._parts = [(r.name, r.parts) for r in self.by_name.values() if r.parts is not None]

    def and_also(self, *rules: Rule) -> "Rules":
        """Return these rules and some more, which replace those of the same name."""
        return Rules(*(self.by_name | {rule.name: rule for rule in rules}).values())

    def normalise(self, given: Mapping[str, Any], where: str = "") -> dict[str, Any]:
        """Return the record with every key of these rules, in their order.

        Raises Invalid for an unknown key, a missing one, and a value that its key does not take.
        `where` is the path of a part within its record, such as "spans[0].".
        """
        taken = {}
        missing = 0
        name = ""
        try:
            for name, take, default, values in self._rows:
                value = given.get(name, _MISSING)
                if (type(value) is str or value is None) and value in values:
                    taken[name] = value
                elif value is not _MISSING:
                    taken[name] = take(value)
                elif default is not REQUIRED:
                    taken[name] = default() if callable(default) else default
                    missing += 1
                else:
                    remedy = f"Give it: {self.by_name[name].says}"
                    raise Invalid("", None, "the key is missing", remedy)
        except Invalid as invalid:
            invalid.field = where + (invalid.field or name)
            raise
        if len(given) + missing != len(taken):
            unknown = next(key for key in given if key not in self.by_name)
            raise Invalid(
                where + unknown,
                given[unknown],
                "there is no such key here",
                f"Take it out, or choose from: {', '.join(self.by_name)}",
            )
        return taken

    def complete(self, given: dict[str, Any]) -> dict[str, Any]:
        """Fill in the keys that are missing in a record that `normalise` found good."""
        if len(given) < len(self._rows):
            for name, _take, default, _values in self._rows:
                if name not in given:
                    given[name] = default() if callable(default) else default
        for name, rules in self._parts:
            value = given[name]
            for part in (value,) if type(value) is dict else value:
                rules.complete(part)
        return given


_MISSING: Any = object()


def rules_for(model: type[models.Model], columns: tuple[Column, ...]) -> Rules:
    """Return the rules for the keys that stand for these columns of `model`."""
    return Rules(*(_rule(model, column) for column in columns))


def uid_rule(name: str) -> Rule:
    """Return the rule of a key that holds a uid and may not be missing."""
    return Rule(name, _take_uid, REQUIRED, "a uid, 36 characters in lowercase")


def list_of_uids(name: str, *, ordered: bool = False) -> Rule:
    """Return the rule of a list of uids, each once; sorted unless their order means something."""

    def take(value: Any) -> list[str]:
        if type(value) is not list:
            raise Invalid("", value, "this is not a list", "Give a list of uids, or leave it out")
        if not value:
            return []
        if len(set(map(str, value))) != len(value):
            raise Invalid("", value, "a uid stands here twice", "Name each row once")
        uids = [_take_uid(uid) for uid in value]
        return uids if ordered else sorted(uids)

    return Rule(name, take, list, "a list of uids")


def list_of_slugs(name: str) -> Rule:
    """Return the rule of a list of slugs, each once, sorted."""

    def take(value: Any) -> list[str]:
        if type(value) is not list or not all(
            isinstance(slug, str) and len(slug) <= 120 and SLUG.fullmatch(slug) for slug in value
        ):
            raise Invalid("", value, "this is not a list of slugs", "Give slugs such as old-name")
        return sorted(set(value))

    return Rule(name, take, list, "a list of slugs")


def list_of_parts(name: str, rules: Rules, *, at_least_one: bool = False) -> Rule:
    """Return the rule of a list of parts, each with these rules of its own."""

    def take(value: Any) -> list[dict[str, Any]]:
        if type(value) is not list or (at_least_one and not value):
            raise Invalid(
                "",
                value,
                "this is not a list of objects",
                f"Give objects with {', '.join(rules.by_name)}",
            )
        taken = []
        for number, part in enumerate(value):
            if type(part) is not dict:
                raise Invalid(f"{name}[{number}]", part, "not an object", "Give an object")
            taken.append(rules.normalise(part, f"{name}[{number}]."))
        return taken

    default = REQUIRED if at_least_one else list
    return Rule(name, take, default, "a list of objects", parts=rules)


def one_part(name: str, rules: Rules) -> Rule:
    """Return the rule of a part of its own, such as the detail of an annotation."""

    def take(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise Invalid(
                "", value, "not an object", f"Give an object with {', '.join(rules.by_name)}"
            )
        return rules.normalise(value, f"{name}.")

    return Rule(name, take, REQUIRED, "an object", parts=rules)


def _rule(model: type[models.Model], column: Column) -> Rule:
    if column.path == "uid":
        return uid_rule(column.name)
    name, _dots, rest = column.path.partition("__")
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    if rest == "number":
        take = _take_integer(models.PositiveIntegerField())
        return Rule(column.name, take, None, "a whole number or null", NULL)
    if rest == "uid":
        if field.null:
            return Rule(column.name, _take_uid, None, "a uid or null", NULL)
        return uid_rule(column.name)
    default = _default(field)
    take, says = _take(field)
    values = frozenset(str(value) for value, _label in field.flatchoices)
    if field.blank and isinstance(field, (models.CharField, models.TextField)):
        values |= {""}
    return Rule(column.name, take, default, says, NULL if default is None else values)


def _take(field: "models.Field[Any, Any]") -> tuple[Callable[[Any], Any], str]:
    if isinstance(field, models.BooleanField):
        return _take_boolean, "true or false"
    if isinstance(field, models.IntegerField):
        return _take_integer(field), "a whole number"
    if isinstance(field, models.DateTimeField):
        return _take_time, "a time such as 2026-11-22T10:00:00Z"
    if isinstance(field, models.DateField):
        return _take_day, "a day such as 2026-11-22"
    if isinstance(field, models.DecimalField):
        return _take_probability, 'a number as text, such as "0.7500"'
    if isinstance(field, models.JSONField):
        return _take_object, "an object"
    return _take_text(field), "text"


def _default(field: "models.Field[Any, Any]") -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return None
    if field.has_default():
        default = field.default
        return default.value if isinstance(default, models.Choices) else default
    if field.null:
        return None
    return "" if field.blank else REQUIRED


def _take_uid(value: Any) -> str:
    if type(value) is str and UID.fullmatch(value):
        return value
    raise Invalid(
        "", value, "this is no uid", "Write a UUID as 36 lowercase characters, with its hyphens"
    )


def _take_boolean(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise Invalid("", value, "neither true nor false", "Write true or false, without quotes")


def _take_integer(field: "models.Field[Any, Any]") -> Callable[[Any], int]:
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
