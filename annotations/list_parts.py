"""What stands around the rows of a list: facets, chips, faults, advice, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST_COUNTED = 10_000  # rows; what is more is said to be more


@dataclass(frozen=True)
class Option:
    """One value of a facet, and the address of the list with it switched."""

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class FacetView:
    """A facet ready to be shown: its first options, and the rest."""

    name: str
    label: str
    first: Sequence[Option]
    rest: Sequence[Option]
    clear: str
    is_cut: bool  # further values are left out, since there are so many


@dataclass(frozen=True)
class Chip:
    """One value that the list is filtered by, and the address without it."""

    name: str
    label: str
    address: str


@dataclass(frozen=True)
class Fault:
    """Something in the address that could not be understood, and the address without it."""

    name: str
    label: str
    message: str
    address: str


@dataclass(frozen=True)
class Advice:
    """One filter to drop from an empty list, and what that would give."""

    label: str
    count: int
    address: str

    @property
    def count_in_words(self) -> str:
        """The number of rows that would be left, exact up to 10,000."""
        return in_words(self.count)


def counted(rows: QuerySet[Any]) -> int:
    """Return how many rows there are, or one more than MOST_COUNTED if there are more."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def in_words(count: int) -> str:
    """Return a number of rows, exact up to MOST_COUNTED."""
    if count > MOST_COUNTED:
        return _("more than %(count)s") % {
            "count": number_format(MOST_COUNTED, force_grouping=True)
        }
    return number_format(count, force_grouping=True)
