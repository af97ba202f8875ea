"""The pages of the container, from any of them to its neighbours, at the cost of one page each.

A page begins after an annotation, never at a number of them, and has one address however it was
reached: its neighbour before begins where a page's length of rows ends there, and the last page
where the walk from the first one ends. As annotations are published meanwhile pages may hold them
otherwise, but a walk by `next` still meets each once.
"""

import uuid
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from annotations.list_parts import MOST_COUNTED
from annotations.listing import Listing
from annotations.models import Annotation
from annotations.pages.web_annotations.filters import MADE
from annotations.paging import key_values
from sourcelib.models import Article

Rows = QuerySet[Annotation]


class Walk:
    """The annotations of a list in pages of `size`."""

    def __init__(self, listing: Listing, size: int) -> None:
        self._listing = listing
        self._rows: Rows = listing.rows
        self._size = size

    @cached_property
    def total(self) -> int:
        """How many there are, all counted; kept until something in the library changes."""
        return self._listing.kept("all", self._listing.values, self._rows.order_by().count)

    @cached_property
    def last(self) -> uuid.UUID | None:
        """The annotation after which the last page begins; None if it is the first."""
        if self.total <= self._size:
            return None
        left = self.total % self._size or self._size
        return self._nth_from_end(self._in_order, left)

    def page(self, after: uuid.UUID | None, load: Callable[[Rows], Rows]) -> "WalkedPage":
        """Return the first page, or that after an annotation. Raises PageGone if it never was.

        `load` adds to its rows what showing them needs.
        """
        ahead = self._in_order
        if after:
            ahead = ahead.filter(pk__gt=_key(after))
        keys = list(ahead.order_by("pk").values_list("pk", flat=True)[: self._size + 1])
        rows = self._rows.filter(pk__in=keys[: self._size])
        has_next = len(keys) > self._size
        return WalkedPage(self, list(load(rows).order_by("pk")), after, has_next)

    def before(self, after: uuid.UUID) -> uuid.UUID | None:
        """Return after which annotation the page begins that ends with one; None for the first."""
        return self._nth_from_end(self._in_order.filter(pk__lte=_key(after)), self._size)

    def count_before(self, row: Annotation) -> int:
        """Return how many annotations come before one."""
        return self._rows.filter(pk__lt=row.pk).order_by().count()

    @cached_property
    def _in_order(self) -> Rows:
        """The same rows, asked for so that databases read them along their keys.

        Joined with the sources, SQLite reads all of them source by source, and sorts.
        """
        public = Article.objects.public().filter(pk=OuterRef("article"))
        rows = Annotation.objects.filter(state=Annotation.State.PUBLISHED)
        found: Rows = self._listing.filters.restrict(rows.filter(Exists(public)))
        return found

    @staticmethod
    def _nth_from_end(rows: Rows, number: int) -> uuid.UUID | None:
        """Return the annotation that so many follow in `rows`, None if there are not so many."""
        uids = rows.order_by("-pk").values_list("uid", flat=True)[number : number + 1]
        return next(iter(uids), None)


def _key(uid: uuid.UUID) -> int:
    (key,) = key_values(Annotation, MADE, uid)
    return int(key)


class WalkedPage:
    """One page: its annotations, and after which its neighbours begin."""

    def __init__(
        self, walk: Walk, rows: Sequence[Any], after: uuid.UUID | None, has_next: bool
    ) -> None:
        self._walk = walk
        self.rows = rows
        self.after = after
        self.has_next = has_next

    @property
    def next(self) -> uuid.UUID | None:
        """The annotation after which the next page begins; None on the last one."""
        return self.rows[-1].uid if self.has_next else None

    @cached_property
    def previous(self) -> uuid.UUID | None:
        """The annotation after which the page before begins; None if that is the first one."""
        return self._walk.before(self.after) if self.after else None

    @property
    def start_index(self) -> int | None:
        """The number of its first annotation, from 0.

        None in the middle of a long list, where it would have to be counted from the beginning.
        """
        if self.after is None:
            return 0
        if not self.rows:
            return None
        if not self.has_next:
            return self._walk.total - len(self.rows)
        if self._walk.total <= MOST_COUNTED:
            return self._walk.count_before(self.rows[0])
        return None
