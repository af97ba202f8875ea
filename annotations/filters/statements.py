"""The filters of claims and of predictions."""

from typing import ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations import states
from annotations.conditions import found_as, said_by
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
    Claim,
    Prediction,
    Proposition,
    PropositionMember,
    Topic,
)
from annotations.paging import Sort
from sourcelib.models import Article, Author, Authorship, Publication
from sourcelib.search.index import Kind


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
