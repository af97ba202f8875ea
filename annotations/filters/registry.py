"""The filters of what statements refer to, and of who publishes."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations import positions, sort_keys
from annotations.conditions import each, found_as
from annotations.filter_fields import (
    Languages,
    Search,
    Slugs,
    Values,
    Words,
)
from annotations.filters.list_filters import ListFilterSet
from annotations.models import (
    Actor,
    Annotation,
    Mention,
    Proposition,
    PropositionMember,
    Topic,
)
from annotations.paging import Sort
from sourcelib.models import Article, Authorship, Publication
from sourcelib.search.index import Kind


def _by_sources(amount: Any, wording: str = "name") -> Sort:
    """Return the order by how many sources there are, `wording` telling equals apart."""
    order = ("-amount", wording, "id")
    return Sort("sources", _("most sources"), order, expressions={"amount": amount})


def _by_newest(latest: Any) -> Sort:
    """Return the order by the newest source."""
    order = ("-latest", "name", "id")
    return Sort("newest", _("newest source"), order, expressions={"latest": latest})


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
        _by_sources(sort_keys.sources_of_propositions(), "text"),
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
        _by_sources(sort_keys.sources_of_topics()),
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
        _by_sources(sort_keys.sources_of_publications()),
        _by_newest(sort_keys.last_of_publications()),
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
        _by_sources(sort_keys.sources_of_authors()),
        _by_newest(sort_keys.last_of_authors()),
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
