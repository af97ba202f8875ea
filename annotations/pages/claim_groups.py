"""Claims grouped by the propositions that they speak to, a page of propositions at a time.

A claim may stand under several propositions; those that speak to none stand after the last page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from annotations import sort_keys
from annotations.holding import Held, held
from annotations.list_parts import Fault
from annotations.listing import Listing
from annotations.models import Annotation, Proposition, PropositionMember
from annotations.paging import Page, PageGone, Sort, in_order, page
from annotations.statements import StatementView, statements, with_statements

PARAMETER = "group"
BY_PROPOSITION = "proposition"
GROUPS = 10  # propositions on a page
EACH = 5  # claims of one of them
UNGROUPED = 25


@dataclass(frozen=True)
class Group:
    """A proposition, who holds it, and the claims of the list that speak to it.

    Each claim stands with what sets it apart from those that assert it. `count` is how many of
    them there are; `address` leads to all. `predictions` speak to it, too, and are no claims.
    """

    held: Held
    claims: Sequence[tuple[str, StatementView]]
    count: int
    address: str
    predictions: int

    @property
    def has_more(self) -> bool:
        """Whether not all its claims are shown."""
        return self.count > len(self.claims)


class ClaimListing(Listing):
    """The list of claims, as passages or grouped by proposition."""

    @property
    def is_grouped(self) -> bool:
        """Whether the address asks for groups."""
        return self.query.get(PARAMETER) == BY_PROPOSITION

    @property
    def canonical(self) -> str:
        """The one address of what is shown here; groups have one of their own."""
        address = super().canonical
        if not self.is_grouped:
            return address
        return f"{address}{'&' if '?' in address else '?'}{PARAMETER}={BY_PROPOSITION}"

    @cached_property
    def faults(self) -> list[Fault]:
        """What could not be understood, a group that there is not among it."""
        found = super().faults
        asked = self.query.get(PARAMETER, "")
        if asked and not self.is_grouped:
            message = _("Claims can be grouped by “%(known)s”, not by “%(asked)s”.")
            words = message % {"known": BY_PROPOSITION, "asked": asked[:40]}
            found.append(Fault(PARAMETER, _("Group"), words, self.without(PARAMETER)))
        return found

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """Each way to read the list: its name, its address, and whether it is in force."""
        grouped = self.is_grouped
        return [
            (_("Passages"), self.without(PARAMETER), not grouped),
            (_("By proposition"), self.address(**{PARAMETER: [BY_PROPOSITION]}), grouped),
        ]

    @cached_property
    def page(self) -> Page:
        """The claims of this page, or its propositions."""
        if not self.is_grouped:
            return super().page
        asked = self.filters.cleaned
        rows = self._propositions
        try:
            return page(
                rows, _MOST_HELD, after=asked.get("after"), before=asked.get("before"), size=GROUPS
            )
        except PageGone:
            return page(rows, _MOST_HELD, size=GROUPS)

    @property
    def first_number(self) -> int | None:
        """The number of the first claim of this page; groups are not numbered."""
        return None if self.is_grouped else super().first_number

    # Groups ------------------------------------------------------------------------------

    @cached_property
    def group_count(self) -> int:
        """How many propositions the claims under the filters speak to."""
        return self.kept("groups", self.values, lambda: self._propositions.count())

    @cached_property
    def groups(self) -> list[Group]:
        """The propositions of this page with their claims; a constant number of queries."""
        propositions: Sequence[Proposition] = self.page.rows
        members = PropositionMember.objects.filter(
            proposition__in=[one.pk for one in propositions],
            annotation__in=self.rows.order_by().values("pk"),
        )
        counts = dict(
            members.order_by().values_list("proposition").annotate(count=Count("annotation"))
        )
        claims = self._claims(members)
        predictions = self._predictions(propositions)
        return [
            Group(
                held=one,
                claims=claims[one.proposition.pk],
                count=counts.get(one.proposition.pk, 0),
                address=self.address(**{PARAMETER: [], "proposition": [one.proposition.slug]}),
                predictions=predictions.get(one.proposition.pk, 0),
            )
            for one in held(propositions)
        ]

    @property
    def ends(self) -> bool:
        """Whether this is the last page of groups."""
        return self.page.next is None

    @cached_property
    def ungrouped_count(self) -> int:
        """How many claims under the filters speak to no proposition."""
        return self.kept("ungrouped", self.values, lambda: self._ungrouped.count())

    @cached_property
    def ungrouped(self) -> list[StatementView]:
        """The first claims under the filters that speak to no proposition."""
        rows = in_order(self._ungrouped, self.sort)
        return statements(with_statements(rows)[:UNGROUPED])

    def _predictions(self, propositions: Sequence[Proposition]) -> dict[int, int]:
        """Return how many public predictions speak to each proposition; one query."""
        members = PropositionMember.objects.public().filter(
            proposition__in=[one.pk for one in propositions],
            annotation__kind=Annotation.Kind.PREDICTION,
        )
        counted = members.order_by().values_list("proposition")
        return dict(counted.annotate(count=Count("annotation")))

    @property
    def _propositions(self) -> QuerySet[Proposition]:
        members = PropositionMember.objects.filter(annotation__in=self.rows.order_by().values("pk"))
        return Proposition.objects.filter(pk__in=members.values("proposition"))

    @property
    def _ungrouped(self) -> QuerySet[Any]:
        member = PropositionMember.objects.filter(annotation=OuterRef("pk"))
        return self.rows.filter(~Exists(member))

    def _claims(
        self, members: QuerySet[PropositionMember]
    ) -> dict[int, list[tuple[str, StatementView]]]:
        """Return the first claims of each proposition, each with how it stands to it."""
        ordered = [_through_member(key) for key in self.sort.keys]
        numbered: QuerySet[Any] = members.annotate(
            number=Window(RowNumber(), partition_by=F("proposition"), order_by=ordered)
        )
        shown = list(
            numbered.filter(number__lte=EACH)
            .order_by("proposition", "number")
            .values_list("proposition", "annotation", "position")
        )
        rows = self.everything.filter(pk__in={annotation for _p, annotation, _at in shown})
        views = {view.annotation.pk: view for view in statements(with_statements(rows))}
        found: dict[int, list[tuple[str, StatementView]]] = defaultdict(list)
        for proposition, annotation, position in shown:
            found[proposition].append((_stance(position), views[annotation]))
        return found


def _stance(position: str) -> str:
    """Return how a claim stands to its proposition, where it does not simply assert it."""
    if position == PropositionMember.Position.OPPOSES:
        return _("Denies it")
    return _("Speaks to it") if position == PropositionMember.Position.NEUTRAL else ""


def _through_member(key: str) -> Any:
    """Return an order of annotations as one of their memberships."""
    column = F(f"annotation__{key.removeprefix('-')}")
    return column.desc() if key.startswith("-") else column.asc()


# Those that most sources speak to first.
_MOST_HELD: Sort = Sort(
    "held",
    "most sources",
    ("-held", "text", "id"),
    expressions={"held": sort_keys.sources_of_propositions()},
)
