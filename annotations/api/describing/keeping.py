"""How annotations are made and unmade many at once, come back, and tell how they came to be."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from annotations.api import reviewing
from annotations.api import serializers as taken
from annotations.api.describing import curated
from annotations.api.describing.operation import Operation, refers_to, several, writes
from annotations.api.describing.parameters import parameter
from annotations.list_data import Column
from annotations.lists import forms
from annotations.lists.forms import Form
from annotations.models import AnnotationVersion


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
_BACK = "RestoredAnnotation"
_RESTORES = _(
    "With its permanent id, history, relations, memberships and remarks. Who deleted it may, its "
    "curator, and editors. What is there already is answered as it stands."
)
_COUNT = _taken("count", forms.COUNT, _("How many this changed."))
SHAPES: Mapping[str, Sequence[Column]] = {
    "Batch": (
        _COUNT,
        _taken("results", several(_ONE), _("All that were named, in the order of the request.")),
    ),
    "Versions": (
        _taken("count", forms.COUNT, _("How many there are.")),
        _taken("results", several("Version"), _("All of them, the newest first.")),
    ),
    "Version": (
        _taken("number", forms.NUMBER, _("Its number.")),
        _taken("action", forms.one_of(AnnotationVersion.Action.values), _("What was done.")),
        _taken("action_label", forms.TEXT, _("That in words.")),
        _taken("at", forms.TIME, _("When.")),
        _taken("by", forms.TEXT_OR_NONE, _("By whom.")),
        _taken("reason", forms.TEXT, _("Why, or the batch that it came with.")),
        _taken("changes", several("FieldChange"), _("How it differs from the one before.")),
    ),
    "Compared": (
        _taken("from", forms.NUMBER, _("The number of the earlier version.")),
        _taken("to", forms.NUMBER, _("The number of the later version.")),
        _taken("changes", several("FieldChange"), _("How they differ.")),
    ),
    "FieldChange": (
        _taken("field", forms.TEXT, _("The name of the field, as `summary` or `spans.body`.")),
        _taken("label", forms.TEXT, _("That in words.")),
        _taken("before", forms.TEXT, _("How it read before; empty where it said nothing.")),
        _taken("after", forms.TEXT, _("How it read after.")),
    ),
    "MovedOn": (_COUNT, _taken("uids", forms.UIDS, _("Which they are."))),
    "Restored": (
        _COUNT,
        _taken("results", several(_BACK), _("All that were named, in the order of the request.")),
    ),
}
RESTORED = (
    *curated.ANNOTATION,
    _taken("left_out", forms.TEXTS, _("What could not come back with it, in sentences.")),
)


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
        "POST sources/{slug}/annotations/batch/delete/": writes(
            _("Delete many drafts"),
            "Count",
            reviewing.ChosenSerializer,
            says=_("At most 500, all or none; each in the version that you saw."),
        ),
        "POST sources/{slug}/annotations/batch/restore/": writes(
            _("Bring many deleted drafts back"), "Restored", taken.UidsSerializer, says=_RESTORES
        ),
        "POST annotations/{uid}/restore/": writes(
            _("Bring a deleted draft back"), _BACK, says=_RESTORES
        ),
        "GET annotations/{uid}/versions/": writes(
            _("See how an annotation came to be"),
            {"oneOf": [refers_to("Versions"), refers_to("Compared")]},
            says=_(
                "The newest first, each compared with the one before it. With `from` and `to`, "
                "how these two differ."
            ),
            parameters=[
                parameter("from", forms.NUMBER, _("The number of the earlier version.")),
                parameter("to", forms.NUMBER, _("The number of the later version.")),
            ],
            refuses=(400, 403, 404),
        ),
        "POST annotations/{uid}/versions/{number}/restore/": writes(
            _("Let it say again what an earlier version said"),
            _BACK,
            taken.MoveSerializer,
            says=_("A change like any other: what is published needs a reason."),
        ),
        "POST annotations/{uid}/retract/": writes(
            _("Take your own last step back: submitted, sent back"),
            _ONE,
            taken.MoveSerializer,
            says=_("As long as nobody has gone on from there."),
        ),
        "POST sources/{slug}/annotations/retract/": writes(
            _("Take your own last steps in a source back"),
            "MovedOn",
            taken.UidsSerializer,
            says=_("Those where nobody has gone on from there."),
        ),
        "POST sources/{slug}/annotations/submit/": writes(
            _("Submit all your drafts of a source"), "MovedOn", refuses=(403, 404, 409)
        ),
        "POST sources/{slug}/annotations/publish/": writes(
            _("Publish all of a source that is in review"), "MovedOn", refuses=(403, 404, 409)
        ),
    }
