"""The fields of a record: what each takes, derived from the column that keeps it.

Types, lengths, enumerations and defaults are the models' own, so the format cannot drift from
the tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.fields import NOT_PROVIDED

from annotations.interchange.sourcelib.values import SLUG, Invalid, take_integer, take_uid, taking
from annotations.records.columns import Column

REQUIRED: Any = NOT_PROVIDED
NULL: frozenset[str | None] = frozenset({None})


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
    return Rule(name, take_uid, REQUIRED, "a uid, 36 characters in lowercase")


def list_of_uids(name: str, *, ordered: bool = False) -> Rule:
    """Return the rule of a list of uids, each once; sorted unless their order means something."""

    def take(value: Any) -> list[str]:
        if type(value) is not list:
            raise Invalid("", value, "this is not a list", "Give a list of uids, or leave it out")
        if not value:
            return []
        if len(set(map(str, value))) != len(value):
            raise Invalid("", value, "a uid stands here twice", "Name each row once")
        uids = [take_uid(uid) for uid in value]
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
        take = take_integer(models.PositiveIntegerField())
        return Rule(column.name, take, None, "a whole number or null", NULL)
    if rest == "uid":
        if field.null:
            return Rule(column.name, take_uid, None, "a uid or null", NULL)
        return uid_rule(column.name)
    default = _default(field)
    take, says = taking(field)
    values = frozenset(str(value) for value, _label in field.flatchoices)
    if field.blank and isinstance(field, (models.CharField, models.TextField)):
        values |= {""}
    return Rule(column.name, take, default, says, NULL if default is None else values)


def _default(field: "models.Field[Any, Any]") -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return None
    if field.has_default():
        default = field.default
        return default.value if isinstance(default, models.Choices) else default
    if field.null:
        return None
    return "" if field.blank else REQUIRED
