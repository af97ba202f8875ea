"""The filters of sources."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from annotations.conditions import found_as
from annotations.filter_fields import (
    Languages,
    Search,
    Slugs,
    Values,
)
from annotations.filters.list_filters import ListFilterSet
from annotations.models import (
    Actor,
    Annotation,
    Topic,
)
from annotations.paging import Sort
from sourcelib.models import Article, Author, Authorship, Publication
from sourcelib.search.index import Kind


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
