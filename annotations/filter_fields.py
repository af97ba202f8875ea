"""The kinds of filters that lists have: each turns what an address says into one condition."""

import calendar
import datetime
import re
import uuid
from collections.abc import Callable, Sequence
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sourcelib.models import FormerSlug
from sourcelib.search.query import Query, parse

MOST_VALUES = 50  # of one filter in one address
MOST_WORDS = 12  # of one search: each is looked for in every text


class _ListField(forms.Field):
    """Several values of one name, each once, in the order given."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> Any:
        values = list(dict.fromkeys(part.strip() for part in value or [] if part.strip()))
        if len(values) > MOST_VALUES:
            raise ValidationError(
                _("More than %(most)s values. Take some away.") % {"most": MOST_VALUES}
            )
        if any("\x00" in part for part in values):
            raise ValidationError(_("A value holds a null character. Take it away."))
        return values


class SlugsField(_ListField):
    """Rows of one table, named by their slugs; an unknown slug is refused by name.

    A slug that a row had before names that row, and that of a merged actor the actor it is now.
    """

    def __init__(self, *, queryset: QuerySet[Any], **kwargs: Any) -> None:
        self.queryset = queryset
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Model]:
        slugs = super().clean(value)
        if not slugs:
            return []
        by_slug = {row.slug: row for row in self.queryset.all().filter(slug__in=slugs)}
        missing = [slug for slug in slugs if slug not in by_slug]
        if missing:
            by_slug |= moved(self.queryset.all(), missing)
        unknown = [slug for slug in missing if slug not in by_slug]
        if unknown:
            raise ValidationError(
                _("Nothing here is called “%(slug)s”.") % {"slug": unknown[0][:120]}
            )
        return list(dict.fromkeys(by_slug[slug] for slug in slugs))


def moved(rows: QuerySet[Any], slugs: Sequence[str]) -> dict[str, Any]:
    """Return the rows of `rows` that slugs lead to which are no longer theirs.

    A row leads on if its slug has changed, and to another row if it was merged into that.
    """
    model: Any = rows.model
    slugs = [slug for slug in slugs if "\x00" not in slug]  # which PostgreSQL refuses to look for
    former = FormerSlug.objects.filter(model=model._meta.label_lower, slug__in=slugs)
    uids = dict(former.values_list("slug", "uid"))
    named = Q(slug__in=slugs) | Q(uid__in=uids.values())
    found = list(model._default_manager.filter(named).values_list("slug", "uid", "pk"))
    by_uid = {uid: pk for _slug, uid, pk in found}
    keys = {slug: by_uid[uid] for slug, uid in uids.items() if uid in by_uid}
    keys |= {slug: pk for slug, _uid, pk in found if slug in slugs}
    if any(field.name == "merged_into" for field in model._meta.get_fields()):
        keys = _merged(model, keys)
    present = {row.pk: row for row in rows.filter(pk__in=set(keys.values()))}
    return {slug: present[pk] for slug, pk in keys.items() if pk in present}


def _merged(model: Any, keys: dict[str, int]) -> dict[str, int]:
    """Return `keys` with each row's key replaced by that of the row it was merged into at last."""
    into: dict[int, int] = {}
    at = set(keys.values())
    while at:
        rows = model._default_manager.filter(pk__in=at, merged_into__isnull=False)
        merged = dict(rows.values_list("pk", "merged_into"))
        into |= merged
        at = set(merged.values()) - into.keys()
    for _step in into:
        keys = {slug: into.get(key, key) for slug, key in keys.items()}
    return keys


class ValuesField(_ListField):
    """Values out of a table of values and labels."""

    def __init__(self, *, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        self.labels = dict(choices)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        values: list[str] = super().clean(value)
        for given in values:
            if given not in self.labels:
                raise ValidationError(
                    _("“%(value)s” is not one of: %(all)s.")
                    % {"value": given[:120], "all": ", ".join(self.labels)}
                )
        return values


class LanguagesField(_ListField):
    """Language tags, such as en or pt-BR (BCP 47)."""

    def clean(self, value: Any) -> list[str]:
        values: list[str] = super().clean(value)
        for given in values:
            if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", given):
                raise ValidationError(
                    _("“%(value)s” is not a language tag such as en or pt-BR.")
                    % {"value": given[:120]}
                )
        return values


class WordsField(forms.CharField):
    """Words to look for, every one of which must occur."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=1000, **kwargs)

    def clean(self, value: Any) -> list[str]:
        words = list(dict.fromkeys(super().clean(value).split()))
        if len(words) > MOST_WORDS:
            raise ValidationError(
                _("More than %(most)s words. Leave some out.") % {"most": MOST_WORDS}
            )
        return words


class SearchField(forms.CharField):
    """What a reader looks for, in the language of the search box; nothing in it is an error."""

    def clean(self, value: Any) -> Query | None:
        query = parse(super().clean(value))
        if query.cut:
            raise ValidationError(_("This is too long to look for. Leave some words out."))
        if query.finds_nothing and query.unwanted:
            raise ValidationError(_("Say also what to look for, not only what to leave out."))
        return None if query.finds_nothing else query


class PartialDateField(forms.CharField):
    """A day, month or year: its first day, or its last day if `last`."""

    def __init__(self, *, last: bool, **kwargs: Any) -> None:
        self.last = last
        super().__init__(**kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        given = super().clean(value)
        if not given:
            return None
        match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", given, re.ASCII)
        try:
            if match is None:
                raise ValueError(given)
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None
            month = month or (12 if self.last else 1)
            day = day or (calendar.monthrange(year, month)[1] if self.last else 1)
            return datetime.date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                _("“%(value)s” is not a date. Write it as 2015, 2015-05 or 2015-05-20.")
                % {"value": given[:60]}
            ) from error


class UidField(forms.UUIDField):
    """The permanent id of a row."""

    default_error_messages = {"invalid": _("This page of the list does not exist.")}

    def clean(self, value: Any) -> uuid.UUID | None:
        cleaned: uuid.UUID | None = super().clean(value)
        return cleaned


class ConditionFilter(django_filters.Filter):  # type: ignore[misc]
    """A filter that is one condition: `condition(value)`, or none for an empty value."""

    def __init__(self, condition: Callable[[Any], Q], **kwargs: Any) -> None:
        self.condition = condition
        super().__init__(required=False, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(self.condition(value)) if value else qs


class Slugs(ConditionFilter):
    """Any of several rows, by slug."""

    field_class = SlugsField


class Values(ConditionFilter):
    """Any of several stored values."""

    field_class = ValuesField


class Languages(ConditionFilter):
    """Any of several languages."""

    field_class = LanguagesField


class Words(ConditionFilter):
    """All of several words."""

    field_class = WordsField


class Search(ConditionFilter):
    """What the search index finds."""

    field_class = SearchField


class Day(ConditionFilter):
    """From or up to a day."""

    field_class = PartialDateField


class Uid(ConditionFilter):
    """A row that says where a page begins: no condition of its own."""

    field_class = UidField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(condition=lambda _value: Q(), **kwargs)


class SortField(ValuesField):
    """One order out of those that a list has; of several, the last."""

    def clean(self, value: Any) -> list[str]:
        return super().clean(value)[-1:]


class SortBy(ConditionFilter):
    """The order: no condition of its own."""

    field_class = SortField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(condition=lambda _value: Q(), **kwargs)
