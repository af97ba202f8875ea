"""The lists of propositions, actors, topics, publications and authors as data."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.catalogue import actor_rows, proposition_rows, topic_rows, with_sources
from annotations.filters import (
    ActorFilters,
    AuthorFilters,
    PropositionFilters,
    PublicationFilters,
    TopicFilters,
)
from annotations.list_data import Collection, Column, absolute
from annotations.lists import forms
from annotations.models import Actor, Proposition, Topic
from sourcelib.models import Author, Publication


def _named(row: Callable[[Any], Any]) -> tuple[Column, ...]:
    """Return what identifies a row; `row` takes it from what stands for it in the list."""
    return (
        Column("uid", lambda view: str(row(view).uid), forms.UID, _("Permanent id.")),
        Column(
            "slug", lambda view: row(view).slug, forms.SLUG, _("Its name in addresses and filters.")
        ),
        Column(
            "address",
            lambda view: absolute(row(view).get_absolute_url()),
            forms.ADDRESS,
            _("Its page."),
        ),
    )


_SOURCES = Column(
    "sources", lambda view: view.sources, forms.COUNT, _("In how many public sources.")
)
_NAME = Column("name", lambda row: row.name, forms.TEXT, _("The name."))
_DAYS = (
    Column("first", lambda row: row.first, forms.DAY_OR_NONE, _("First day of the first source.")),
    Column("last", lambda row: row.last, forms.DAY_OR_NONE, _("Last day of the last source.")),
)

PROPOSITIONS = Collection(
    name="propositions",
    filters=PropositionFilters,
    rows=Proposition.objects.public,
    columns=(
        *_named(lambda view: view.proposition),
        Column("text", lambda view: view.proposition.text, forms.TEXT, _("The sentence.")),
        Column(
            "kind",
            lambda view: view.proposition.kind,
            forms.one_of(Proposition.Kind.values),
            _("Its kind."),
        ),
        Column("supports", lambda view: view.supports, forms.COUNT, _("How many assert it.")),
        Column("opposes", lambda view: view.opposes, forms.COUNT, _("How many deny it.")),
        Column("neutral", lambda view: view.neutral, forms.COUNT, _("How many speak to it.")),
        _SOURCES,
    ),
    load=lambda rows: rows,
    views=proposition_rows,
)
ACTORS = Collection(
    name="actors",
    filters=ActorFilters,
    rows=Actor.objects.public,
    columns=(
        *_named(lambda view: view.actor),
        Column("name", lambda view: view.actor.name, forms.TEXT, _("The name.")),
        Column(
            "kind", lambda view: view.actor.kind, forms.one_of(Actor.Kind.values), _("Its kind.")
        ),
        Column("mentions", lambda view: view.mentions, forms.COUNT, _("How often it is named.")),
        _SOURCES,
        Column(
            "identifiers",
            lambda view: [f"{one.scheme}:{one.value}" for one in view.actor.identifiers.all()],
            forms.TEXTS,
            _("Ids elsewhere, as scheme:id."),
        ),
    ),
    load=lambda rows: rows.prefetch_related("identifiers"),
    views=actor_rows,
)
TOPICS = Collection(
    name="topics",
    filters=TopicFilters,
    rows=Topic.objects.public,
    columns=(
        *_named(lambda view: view.topic),
        Column("name", lambda view: view.topic.name, forms.TEXT, _("The name.")),
        Column("description", lambda view: view.topic.description, forms.TEXT, _("What it is.")),
        Column("claims", lambda view: view.claims, forms.COUNT, _("How many claims.")),
        Column(
            "predictions", lambda view: view.predictions, forms.COUNT, _("How many predictions.")
        ),
        _SOURCES,
    ),
    load=lambda rows: rows,
    views=topic_rows,
)
PUBLICATIONS = Collection(
    name="publications",
    filters=PublicationFilters,
    rows=Publication.objects.public,
    columns=(
        *_named(lambda row: row),
        _NAME,
        Column("url", lambda row: row.url, forms.TEXT, _("Its home page; may be empty.")),
        _SOURCES,
        *_DAYS,
    ),
    load=with_sources,
    views=lambda rows: rows,
)
AUTHORS = Collection(
    name="authors",
    filters=AuthorFilters,
    rows=Author.objects.public,
    columns=(*_named(lambda row: row), _NAME, _SOURCES, *_DAYS),
    load=with_sources,
    views=lambda rows: rows,
)
