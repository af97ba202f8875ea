"""How annotations are made and unmade many at once, come back, and tell how they came to be."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from annotations.api import serializers as taken
from annotations.api.describing.operation import Operation, several, writes
from annotations.list_data import Column
from annotations.lists import forms
from annotations.lists.forms import Form


class AnnotationBodySerializer(taken.AnnotationSerializer):
    """An annotation as it is sent: of the three details, the one of its kind."""

    mention = taken.MentionSerializer(required=False)
    claim = taken.ClaimSerializer(required=False)
    prediction = taken.PredictionSerializer(required=False)


class BatchBodySerializer(serializers.Serializer[object]):
    """Many annotations as they are sent."""

    annotations = AnnotationBodySerializer(many=True)


def _taken(name: str, form: Form, says: object) -> Column:
    return Column(name, itemgetter(name), form, says)


_ONE = "CuratedAnnotation"
_COUNT = _taken("count", forms.COUNT, _("How many this changed."))
SHAPES: Mapping[str, Sequence[Column]] = {
    "Batch": (
        _COUNT,
        _taken("results", several(_ONE), _("All that were named, in the order of the request.")),
    ),
}


def operations() -> Mapping[str, Operation]:
    """Return them by method and address."""
    return {
        "POST sources/{slug}/annotations/batch/": writes(
            _("Tag many passages"),
            "Batch",
            BatchBodySerializer,
            status=201,
            says=_(
                "At most 500, all or none; an error is named by its place: `3.spans.body`. What "
                "carries a `uid` that you used before stands in the answer as it is."
            ),
            also=[200],
        ),
    }
