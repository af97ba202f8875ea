"""What the filters of all lists share: days, order, the place in a list."""

from collections.abc import Collection
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.filter_fields import (
    Day,
    SortBy,
    Uid,
)
from annotations.paging import Sort


class ListForm(forms.Form):
    """What a list's address says, checked across its names."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("from", _("The first day lies after the last."))
        return cleaned


class ListFilterSet(django_filters.FilterSet):
    """The filters, orders and page position of one list."""

    sorts: ClassVar[tuple[Sort, ...]] = ()
    dates: ClassVar[str | None] = None  # where the dates of the source are: "", "article__"

    class Meta:
        form = ListForm

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Add those that all lists share, two of them named by words that Python keeps."""
        filters: dict[str, Any] = super().get_filters()
        if cls.dates is not None:
            at = cls.dates
            filters["from"] = Day(
                lambda day: Q(**{f"{at}sort_date__gte": day}), label=_("From"), last=False
            )
            # An undated source has no first day, and so is in no range.
            filters["to"] = Day(
                lambda day: Q(**{f"{at}date_earliest__lte": day}), label=_("To"), last=True
            )
        if cls.sorts:
            choices = [(sort.value, sort.label) for sort in cls.sorts]
            filters["sort"] = SortBy(label=_("Sort"), choices=choices)
            filters["after"] = Uid(label=_("Page"))
            filters["before"] = Uid(label=_("Page"))
        return filters

    @property
    def cleaned(self) -> dict[str, Any]:
        """What the address says that could be understood; the rest is in `errors`."""
        if self.is_bound:
            self.form.is_valid()
            return dict(self.form.cleaned_data)
        return {}

    def restrict(self, queryset: QuerySet[Any], *, without: Collection[str] = ()) -> QuerySet[Any]:
        """Return `queryset` under all filters, or under all but some."""
        for name, value in self.cleaned.items():
            if name not in without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def sort(self) -> Sort:
        """The order asked for, or the first one."""
        asked = self.cleaned.get("sort") or []
        return next((sort for sort in self.sorts if sort.value in asked), self.sorts[0])
