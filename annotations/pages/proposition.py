"""The page of one proposition: who asserts it, who denies it, when, and in which sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.addresses import find, follows_moves
from annotations.comparing import Pair
from annotations.models import Annotation, Proposition, PropositionMember
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard
from annotations.statements import StatementView, statements, with_statements
from sourcelib.models import Article


@dataclass(frozen=True)
class Member:
    """A claim or prediction that speaks to a proposition, and how far it reaches."""

    view: StatementView
    note: str


@dataclass(frozen=True)
class OfSource:
    """What one source has to say to a proposition, on one side."""

    article: Article
    members: list[Member]


@dataclass(frozen=True)
class Side:
    """One position towards a proposition: the sources that hold it, the earliest first."""

    held_in: list[OfSource]

    @property
    def count(self) -> int:
        """How many claims and predictions stand on this side."""
        return sum(len(one.members) for one in self.held_in)

    @property
    def sources(self) -> list[Article]:
        """The sources that hold it; those without a date stand first."""
        return [one.article for one in self.held_in]

    @property
    def dated(self) -> list[Article]:
        """The sources of which a date is known, the earliest first."""
        return [article for article in self.sources if article.date]

    @property
    def first(self) -> Article | None:
        """The source that held it first, of those with a date."""
        return self.dated[0] if self.dated else None

    @property
    def last(self) -> Article | None:
        """The source that held it last, if that is another than the first."""
        return self.dated[-1] if len(self.dated) > 1 else None


@reads_standard
@follows_moves
def proposition(request: HttpRequest, slug: str, standard: Standard) -> HttpResponse:
    """One proposition: who asserts it, who denies it, who speaks to it, by date of the source."""
    row = find(Proposition.objects.public(), slug)
    members = {one.annotation_id: one for one in PropositionMember.objects.filter(proposition=row)}
    public = Annotation.objects.public().filter(pk__in=members)
    ordered = public.order_by("article__sort_date", "article", "pk")
    views = statements(with_statements(ordered), standard)
    positions = PropositionMember.Position
    sides = {
        position.value: _side(
            Member(view, members[view.annotation.pk].note)
            for view in views
            if members[view.annotation.pk].position == position
        )
        for position in positions
    }
    asserted, denied = sides[positions.SUPPORTS], sides[positions.OPPOSES]
    articles = {view.article.pk: view.article for view in views}
    predictions = sum(view.is_prediction for view in views)
    both = [article for article in asserted.sources if article in denied.sources]
    context: dict[str, Any] = {
        "section": "propositions",
        "row": row,
        "standards": choices(request, standard),
        "topics": row.topics.public(),
        "sides": sides,
        "disputed": bool(asserted.count and denied.count),
        "in_both": both,
        "sources": len(articles),
        "claims": len(views) - predictions,
        "predictions": predictions,
        "comparison": Pair.in_time(*articles.values()).address if len(articles) == 2 else "",
    }
    return render(request, "annotations/proposition.html", context)


def _side(members: Iterable[Member]) -> Side:
    """Return a side of members that come in the order of their sources."""
    by_source = groupby(members, key=lambda member: member.view.article)
    return Side([OfSource(article, list(found)) for article, found in by_source])
