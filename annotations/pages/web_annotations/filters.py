"""The filters of the container: the names and values that they have on every list."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.filter_fields import Slugs, Values
from annotations.filters import ListFilterSet
from annotations.models import Actor, Annotation, Mention, Topic
from annotations.paging import Sort
from sourcelib.models import Article

# What is made later comes later, so that pages that were read once stay as they were.
MADE = Sort("made", _("as they were made"), ("id",))


class AnnotationFilters(ListFilterSet):
    """Of all public annotations."""

    sorts = (MADE,)
    source = Slugs(
        lambda rows: Q(article__in=rows), label=_("Source"), queryset=Article.objects.public()
    )
    kind = Values(
        lambda values: Q(kind__in=values), label=_("Kind"), choices=Annotation.Kind.choices
    )
    actor = Slugs(
        lambda rows: (
            Q(pk__in=Mention.objects.filter(actor__in=rows).values("annotation"))
            | Q(pk__in=Annotation.about.through.objects.filter(actor__in=rows).values("annotation"))
        ),
        label=_("Names, or is about"),
        queryset=Actor.objects.public(),
    )
    topic = Slugs(
        lambda rows: Q(
            pk__in=Annotation.topics.through.objects.filter(topic__in=rows).values("annotation")
        ),
        label=_("Topic"),
        queryset=Topic.objects.public(),
    )
