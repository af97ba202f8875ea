"""Pages of a list by keyset: each page begins after a row, never at a number of rows.

A page deep in a long list so costs what the first one costs, and rows that are added meanwhile
move nothing. The row is named by its permanent id, so no key of the database leaves it.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, Expression, F, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from sourcelib.models import Article

PAGE_SIZE = 25


class PageGone(ValueError):  # noqa: N818, the row that a page began after is unknown
    """The row after which a page should begin does not exist."""


@dataclass(frozen=True)
class Sort:
    """One order of a list.

    `keys` are names of columns or of `expressions`, with a minus for descending; none is ever
    null, and the last one is unique, so that the order is total. Where rows, all public, are
    ordered by the sources they stand in, `parents` are the same keys as columns of the source: a
    page then is looked for in the first few sources that have rows, and not in all. Where the
    first key is no column of the row, `narrow` does the same by the table that has it: of rows in
    this order, none of which has a first key before the one it is given, it keeps the first so
    many, and may keep more.
    """

    value: str
    label: Any
    keys: tuple[str, ...]
    parents: tuple[str, ...] = ()
    expressions: Mapping[str, Combinable | Expression] = field(default_factory=dict)
    narrow: Callable[[QuerySet[Any], int, Any], QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Page:
    """The rows of one page, and how to name its neighbours.

    `previous` and `next` are parameters of an address (`{"after": …}`, `{"before": …}`, or none
    for the first page), or None where there is no such page.
    """

    rows: Sequence[Any]
    previous: Mapping[str, str] | None
    next: Mapping[str, str] | None
    is_first: bool
    anchor: uuid.UUID | None  # the row that was asked for, if one was


def in_order(queryset: QuerySet[Any], sort: Sort, *, backward: bool = False) -> QuerySet[Any]:
    """Return `queryset` in the order of `sort`, or in the opposite order."""
    keys = [_turned(key) if backward else key for key in sort.keys]
    ordered: QuerySet[Any] = queryset.annotate(**sort.expressions).order_by(*keys)
    return ordered


def beyond(sort: Sort, values: Sequence[Any], *, backward: bool = False) -> Q:
    """Return the condition that a row stands after the row with these `values` of the keys.

    For keys a, b it reads a ≥ x and (a > x or (a = x and b > y)): the first part says nothing
    new, but lets the database enter its index at x.
    """
    condition = Q()
    for key, value in reversed(list(zip(sort.keys, values, strict=True))):
        name, descending = key.removeprefix("-"), key.startswith("-") != backward
        further = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
        same = Q(**{name: value})
        condition = further | (same & condition) if condition else further
        enter = Q(**{f"{name}__{'lte' if descending else 'gte'}": value})
    return enter & condition


def page(
    queryset: QuerySet[Any],
    sort: Sort,
    *,
    after: uuid.UUID | None = None,
    before: uuid.UUID | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """Return one page of `queryset`: the first, or the one after or before a row.

    The row itself need not be in `queryset` any more. Raises `PageGone` if it never was a row.
    """
    anchor, backward = (after, False) if after else (before, True) if before else (None, False)
    rows = in_order(queryset, sort, backward=backward)
    values = key_values(queryset.model, sort, anchor) if anchor else ()
    if anchor:
        rows = rows.filter(beyond(sort, values, backward=backward))
    if sort.parents:
        rows = rows.filter(article__in=_sources(queryset, sort, values, backward, size + 2))
    elif sort.narrow and not backward:
        rows = sort.narrow(rows, size + 1, values[0] if values else None)
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
        if not more:  # fewer than a page are left: this is the beginning
            return replace(page(queryset, sort, size=size), anchor=anchor)
    to_previous = {"before": str(found[0].uid)} if found and anchor else None
    to_next = {"after": str(found[-1].uid)} if found and (more or backward) else None
    return Page(
        rows=found, previous=to_previous, next=to_next, is_first=anchor is None, anchor=anchor
    )


def first_keys(queryset: QuerySet[Any], sort: Sort, most: int, *, start: Any = None) -> list[int]:
    """Return the keys of the first `most` rows of `queryset`, none of which is before `start`."""
    rows = in_order(queryset, sort)
    if sort.parents:
        rows = rows.filter(article__in=_sources(queryset, sort, (), False, most + 1))
    elif sort.narrow:
        rows = sort.narrow(rows, most, start)
    return list(rows.values_list("pk", flat=True)[:most])


def _sources(
    queryset: QuerySet[Any], sort: Sort, values: Sequence[Any], backward: bool, most: int
) -> list[int]:
    """Return the keys of the next sources that have rows in `queryset`, that of `values` first.

    Each holds a row at least, so that the next `most` - 1 rows stand in them.
    """
    order = Sort(sort.value, sort.label, sort.parents)
    sources = in_order(Article.objects.public(), order, backward=backward)
    if values:
        at = values[: len(sort.parents)]
        same = Q(
            **{key.removeprefix("-"): value for key, value in zip(order.keys, at, strict=True)}
        )
        sources = sources.filter(beyond(order, at, backward=backward) | same)
    has_rows = Exists(queryset.order_by().filter(article=OuterRef("pk")))
    return list(sources.filter(has_rows).values_list("pk", flat=True)[:most])


def key_values(model: type[Model], sort: Sort, uid: uuid.UUID) -> Sequence[Any]:
    """Return the values of `sort`'s keys of the row with this `uid`; one query."""
    names = [key.removeprefix("-") for key in sort.keys]
    # Under names of their own: a key may have the name of a column of the model.
    rows = model._default_manager.filter(uid=uid).annotate(**sort.expressions)
    values = rows.values_list(*(F(name) for name in names)).first()
    if values is None:
        raise PageGone(str(uid))
    return tuple(values)


def _turned(key: str) -> str:
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"
