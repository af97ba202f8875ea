"""Where an actor is named: in which sources, by which words, and how often over the years."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.charts.years import years
from annotations.models import Actor, Mention
from sourcelib.models import Article

SHORT = 6  # years


@dataclass(frozen=True)
class Form:
    """Words by which a source names an actor, and how often."""

    text: str
    how: str
    count: int


@dataclass(frozen=True)
class NamedIn:
    """One source that names an actor, with all forms it uses."""

    article: Article
    forms: list[Form]

    @property
    def shown(self) -> list[Form]:
        """The forms, if the source's terms allow its words to be shown."""
        return [] if self.article.display == Article.Display.METADATA else self.forms

    @property
    def count(self) -> int:
        """How often the source names the actor."""
        return sum(form.count for form in self.forms)


@dataclass(frozen=True)
class Year:
    """How often the sources of one year name an actor; None is for those without a date."""

    year: int | None
    mentions: int
    sources: int


@dataclass(frozen=True)
class OverTime:
    """How often an actor is named, year by year; the sources without a date stand last."""

    years: Sequence[Year]

    @property
    def mentions(self) -> int:
        """How often in all."""
        return sum(year.mentions for year in self.years)

    @property
    def sources(self) -> int:
        """In how many sources."""
        return sum(year.sources for year in self.years)

    @property
    def dated(self) -> list[Year]:
        """The years that are known."""
        return [year for year in self.years if year.year is not None]

    @property
    def first(self) -> int | None:
        """The first year that is known."""
        return self.dated[0].year

    @property
    def last(self) -> int | None:
        """The last year that is known."""
        return self.dated[-1].year

    @property
    def is_short(self) -> bool:
        """Whether the table takes no more room than a picture."""
        return len(self.years) <= SHORT

    @property
    def drawing(self) -> SafeString | str:
        """The years as bars; nothing where there is one, which needs no picture."""
        counts = {year.year: year.mentions for year in self.dated if year.year is not None}
        if len(counts) < 2:
            return ""
        return years(
            counts,
            range(min(counts), max(counts) + 1),
            _("Mentions by year of the source; the table has the same numbers."),
        )


def sources_naming(row: Actor, most: int) -> list[Article]:
    """Return the newest public sources that name an actor."""
    naming = _mentions(row).values("annotation__article")
    return list(Article.objects.public().filter(pk__in=naming).newest_first().with_heads()[:most])


def named_in(row: Actor, articles: Sequence[Article]) -> list[NamedIn]:
    """Return the sources, each with the forms by which it names the actor, counted; one query."""
    counted = (
        _mentions(row)
        .filter(
            annotation__article__in=[one.pk for one in articles],
            annotation__spans__role="body",
            annotation__spans__part=1,
            annotation__spans__revision=F("annotation__revision"),
        )
        .order_by()
        .values_list("annotation__article", "annotation__spans__exact", "how")
        .annotate(count=Count("pk"))
    )
    forms: dict[int, list[Form]] = defaultdict(list)
    labels = dict(Mention.How.choices)
    for article, text, how, count in counted:
        forms[article].append(Form(text, "" if how == "name" else str(labels[how]), count))
    return [
        NamedIn(article, sorted(forms[article.pk], key=lambda form: (-form.count, form.text)))
        for article in articles
    ]


def over_time(row: Actor) -> OverTime:
    """Return how often the sources of each year name an actor; one query.

    The year is that of the date as it is stated.
    """
    counted = (
        _mentions(row)
        .order_by()
        .values_list("annotation__article__date__year")
        .annotate(mentions=Count("pk"), sources=Count("annotation__article", distinct=True))
    )
    found = [Year(*numbers) for numbers in counted]
    return OverTime(sorted(found, key=lambda one: (one.year is None, one.year or 0)))


def _mentions(row: Actor) -> QuerySet[Mention]:
    return Mention.objects.filter(
        actor=row, annotation__state="published", annotation__article__state="published"
    )
