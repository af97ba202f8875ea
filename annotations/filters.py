"""The filters of every list: one set for its page, its data formats and the API.

The names stand in addresses and never change their meaning: `q`, `source`, `publication`,
`author`, `actor`, `topic`, `genre`, `language`, `kind`, `state`, `speaker`, `proposition`,
`from`, `to`, `sort`, `after`; of predictions also `term`, the likelihood term that their words use
(a value of `scoring.likelihood.Term`, or `none` for words that no standard has a number for, and
for no words), and `horizon`, what their end is known by (a value of `Prediction.Ground`). Several
values of one name mean any of them; several names mean all of them. A slug that a row had before,
or that an actor had who was merged, leads to the row as it is now.
"""

from collections.abc import Collection
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations import positions, sort_keys, states
from annotations.conditions import each, found_as, said_by
from annotations.filter_fields import (
    Day,
    Languages,
    Search,
    Slugs,
    SortBy,
    Uid,
    Values,
    Words,
)
from annotations.models import (
    Actor,
    Annotation,
    Claim,
    Mention,
    Prediction,
    Proposition,
    PropositionMember,
    Topic,
)
from annotations.paging import Sort
from sourcelib.models import Article, Author, Authorship, Publication
from sourcelib.search.index import Kind


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


class SourceFilters(ListFilterSet):
    """Of published sources."""

    dates = ""
    sorts = (
        Sort("newest", _("newest"), ("-sort_date", "-id")),
        Sort("oldest", _("oldest"), ("sort_date", "id")),
        Sort("title", _("title"), ("title", "id")),
        Sort("published", _("last added"), ("-published_at", "-id")),
    )
    q = Search(found_as(Kind.SOURCE), label=_("Words"))
    publication = Slugs(
        lambda rows: Q(publication__in=rows),
        label=_("Publication"),
        queryset=Publication.objects.public(),
    )
    author = Slugs(
        lambda rows: Q(pk__in=Authorship.objects.filter(author__in=rows).values("article")),
        label=_("Author"),
        queryset=Author.objects.public(),
    )
    actor = Slugs(
        lambda rows: Q(
            pk__in=Annotation.objects.filter(
                state=Annotation.State.PUBLISHED, mention__actor__in=rows
            ).values("article")
        ),
        label=_("Names"),
        queryset=Actor.objects.public(),
    )
    topic = Slugs(
        lambda rows: Q(
            pk__in=Annotation.objects.filter(
                state=Annotation.State.PUBLISHED, topics__in=rows
            ).values("article")
        ),
        label=_("Topic"),
        queryset=Topic.objects.public(),
    )
    genre = Values(
        lambda values: Q(genre__in=values), label=_("Genre"), choices=Article.Genre.choices
    )
    language = Languages(lambda values: Q(language__in=values), label=_("Language"))
    kind = Values(
        lambda values: Q(
            Exists(
                Annotation.objects.filter(
                    article=OuterRef("pk"), state=Annotation.State.PUBLISHED, kind__in=values
                )
            )
        ),
        label=_("Contains"),
        choices=[
            (Annotation.Kind.CLAIM.value, _("claims")),
            (Annotation.Kind.PREDICTION.value, _("predictions")),
            (Annotation.Kind.MENTION.value, _("mentions of actors")),
        ],
    )


class StatementFilters(ListFilterSet):
    """What the lists of claims and of predictions share; their rows are annotations."""

    detail: ClassVar[str]
    dates = "article__"
    q = Search(found_as(Kind.CLAIM, Kind.PREDICTION), label=_("Words"))
    source = Slugs(
        lambda rows: Q(article__in=rows),
        label=_("Source"),
        queryset=Article.objects.public(),
    )
    publication = Slugs(
        lambda rows: Q(article__publication__in=rows),
        label=_("Publication"),
        queryset=Publication.objects.public(),
    )
    author = Slugs(
        lambda rows: Q(article__in=Authorship.objects.filter(author__in=rows).values("article")),
        label=_("Author"),
        queryset=Author.objects.public(),
    )
    speaker = Slugs(said_by, label=_("Said by"), queryset=Actor.objects.public())
    actor = Slugs(
        lambda rows: Q(
            pk__in=Annotation.about.through.objects.filter(actor__in=rows).values("annotation")
        ),
        label=_("About"),
        queryset=Actor.objects.public(),
    )
    topic = Slugs(
        lambda rows: Q(
            pk__in=Annotation.topics.through.objects.filter(topic__in=rows).values("annotation")
        ),
        label=_("Topic"),
        queryset=Topic.objects.public(),
    )
    proposition = Slugs(
        lambda rows: Q(
            pk__in=PropositionMember.objects.filter(proposition__in=rows).values("annotation")
        ),
        label=_("Proposition"),
        queryset=Proposition.objects.public(),
    )
    genre = Values(
        lambda values: Q(article__genre__in=values),
        label=_("Genre"),
        choices=Article.Genre.choices,
    )
    language = Languages(lambda values: Q(article__language__in=values), label=_("Language"))


_BY_SOURCE = (
    Sort(
        "newest",
        _("newest source"),
        ("-article__sort_date", "-article_id", "id"),
        ("-sort_date", "-id"),
    ),
    Sort(
        "oldest",
        _("oldest source"),
        ("article__sort_date", "article_id", "id"),
        ("sort_date", "id"),
    ),
    Sort("added", _("last added"), ("-id",)),
)


class ClaimFilters(StatementFilters):
    """Of published claims."""

    sorts = _BY_SOURCE
    kind = Values(
        lambda values: Q(claim__kind__in=values), label=_("Kind"), choices=Claim.Kind.choices
    )
    state = Values(states.verdict_condition, label=_("Checked"), choices=states.CLAIM_STATES)


class PredictionFilters(StatementFilters):
    """Of published predictions."""

    sorts = (
        *_BY_SOURCE,
        Sort(
            "due",
            _("deadline"),
            ("due", "id"),
            expressions={"due": states.due_column()},
            narrow=states.first_due,
        ),
        Sort(
            "decided",
            _("last decided"),
            ("-decided", "-happened", "id"),
            expressions={"decided": states.decided_column(), "happened": states.happened_column()},
            narrow=states.last_decided,
        ),
    )
    kind = Values(
        lambda values: Q(prediction__form__in=values),
        label=_("Form"),
        choices=Prediction.Form.choices,
    )
    state = Values(
        lambda values: states.prediction_condition(values, timezone.localdate()),
        label=_("State"),
        choices=states.PREDICTION_STATES,
    )
    term = Values(states.term_condition, label=_("Likelihood term"), choices=states.TERMS)
    horizon = Values(
        lambda values: Q(prediction__horizon_ground__in=values),
        label=_("Horizon"),
        choices=states.GROUNDS,
    )


class ActorFilters(ListFilterSet):
    """Of actors."""

    sorts = (
        Sort("name", _("name"), ("name", "id")),
        Sort(
            "mentions",
            _("most named"),
            ("-named", "name", "id"),
            expressions={"named": sort_keys.mentions_of_actors()},
        ),
    )
    q = Search(found_as(Kind.ACTOR), label=_("Name"))
    kind = Values(lambda values: Q(kind__in=values), label=_("Kind"), choices=Actor.Kind.choices)
    source = Slugs(
        lambda rows: Q(
            pk__in=Mention.objects.filter(
                annotation__article__in=rows, annotation__state=Annotation.State.PUBLISHED
            ).values("actor")
        ),
        label=_("Named in"),
        queryset=Article.objects.public(),
    )


class PropositionFilters(ListFilterSet):
    """Of propositions."""

    sorts = (
        Sort("text", _("wording"), ("text", "id")),
        Sort(
            "sources",
            _("most sources"),
            ("-amount", "text", "id"),
            expressions={"amount": sort_keys.sources_of_propositions()},
        ),
    )
    q = Words(lambda words: each(words, lambda word: Q(text__icontains=word)), label=_("Words"))
    kind = Values(
        lambda values: Q(kind__in=values), label=_("Kind"), choices=Proposition.Kind.choices
    )
    state = Values(positions.held_condition, label=_("Held"), choices=positions.HELD)
    topic = Slugs(
        lambda rows: Q(
            pk__in=Proposition.topics.through.objects.filter(topic__in=rows).values("proposition")
        ),
        label=_("Topic"),
        queryset=Topic.objects.public(),
    )
    source = Slugs(
        lambda rows: Q(
            pk__in=PropositionMember.objects.filter(
                annotation__article__in=rows, annotation__state=Annotation.State.PUBLISHED
            ).values("proposition")
        ),
        label=_("Source"),
        queryset=Article.objects.public(),
    )


class TopicFilters(ListFilterSet):
    """Of topics."""

    sorts = (
        Sort("name", _("name"), ("name", "id")),
        Sort(
            "sources",
            _("most sources"),
            ("-amount", "name", "id"),
            expressions={"amount": sort_keys.sources_of_topics()},
        ),
    )
    q = Words(
        lambda words: each(
            words, lambda word: Q(name__icontains=word) | Q(description__icontains=word)
        ),
        label=_("Name"),
    )


class PublicationFilters(ListFilterSet):
    """Of publications."""

    sorts = (
        Sort("name", _("name"), ("name", "id")),
        Sort(
            "sources",
            _("most sources"),
            ("-amount", "name", "id"),
            expressions={"amount": sort_keys.sources_of_publications()},
        ),
        Sort(
            "newest",
            _("newest source"),
            ("-latest", "name", "id"),
            expressions={"latest": sort_keys.last_of_publications()},
        ),
    )
    q = Words(lambda words: each(words, lambda word: Q(name__icontains=word)), label=_("Name"))
    genre = Values(
        lambda values: Q(
            pk__in=Article.objects.public().filter(genre__in=values).values("publication")
        ),
        label=_("Genre"),
        choices=Article.Genre.choices,
    )
    language = Languages(
        lambda values: Q(
            pk__in=Article.objects.public().filter(language__in=values).values("publication")
        ),
        label=_("Language"),
    )


class AuthorFilters(ListFilterSet):
    """Of authors."""

    sorts = (
        Sort("name", _("name"), ("name", "id")),
        Sort(
            "sources",
            _("most sources"),
            ("-amount", "name", "id"),
            expressions={"amount": sort_keys.sources_of_authors()},
        ),
        Sort(
            "newest",
            _("newest source"),
            ("-latest", "name", "id"),
            expressions={"latest": sort_keys.last_of_authors()},
        ),
    )
    q = Words(lambda words: each(words, lambda word: Q(name__icontains=word)), label=_("Name"))
    publication = Slugs(
        lambda rows: Q(
            pk__in=Authorship.objects.filter(
                article__publication__in=rows, article__state=Article.State.PUBLISHED
            ).values("author")
        ),
        label=_("Published in"),
        queryset=Publication.objects.public(),
    )
