"""The two sources of a comparison."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import ngettext

from sourcelib.models import Article
from sourcelib.models.dates import Precision


@dataclass(frozen=True)
class Pair:
    """Two sources, as they stand on the page."""

    left: Article
    right: Article

    @classmethod
    def in_time(cls, one: Article, other: Article) -> "Pair":
        """Return two sources with the older on the left, as all links of the site ask for them."""
        return cls(*sorted((one, other), key=lambda article: (article.sort_date, article.pk)))

    @property
    def articles(self) -> Sequence[Article]:
        """Both, the left one first."""
        return (self.left, self.right)

    @property
    def keys(self) -> list[int]:
        """The keys of both."""
        return [self.left.pk, self.right.pk]

    @property
    def older(self) -> Article | None:
        """The one that was surely written before the other; None where the dates leave it open."""
        if _before(self.left, self.right):
            return self.left
        return self.right if _before(self.right, self.left) else None

    @property
    def later(self) -> Article | None:
        """The other of the two, where one is older."""
        older = self.older
        if older is None:
            return None
        return self.right if older == self.left else self.left

    @property
    def apart(self) -> str:
        """The time between them in words, no more exact than their dates; empty if unknown."""
        if self.left.date is None or self.right.date is None:
            return ""
        first, last = sorted((self.left.date, self.right.date))
        if all(article.date_precision == Precision.DAY for article in self.articles):
            return "" if first == last else timesince(_noon(first), _noon(last), depth=1)
        count = last.year - first.year
        words = ngettext("about %(count)d year", "about %(count)d years", count)
        return words % {"count": count} if count else ""

    @property
    def address(self) -> str:
        """The page that compares them."""
        return compare_address(a=self.left.slug, b=self.right.slug)

    @property
    def swapped(self) -> str:
        """The page that compares them the other way round."""
        return compare_address(a=self.right.slug, b=self.left.slug)


def compare_address(**parameters: str) -> str:
    """Return the address of the page of comparisons with these parameters."""
    return f"{reverse('compare')}?{urlencode(parameters)}"


def _before(one: Article, other: Article) -> bool:
    first, last = other.date_earliest, one.date_latest
    return first is not None and last is not None and last < first


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12))
