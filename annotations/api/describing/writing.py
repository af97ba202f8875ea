"""What those who curate may ask of the API: the annotation page does nothing that it cannot."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from annotations.api import links, reviewing
from annotations.api import serializers as taken
from annotations.api.describing import discussing, keeping, looking_up, suggesting, together
from annotations.api.describing.keeping import AnnotationBodySerializer
from annotations.api.describing.operation import Operation, several, writes
from annotations.api.describing.parameters import parameter
from annotations.lists import forms


class MemberChangeSerializer(serializers.Serializer[object]):
    """What changes of a membership, and why."""

    position = taken.Words(required=False)
    note = taken.Words(required=False)
    why = taken.Words(default="")


class RelationChangeSerializer(serializers.Serializer[object]):
    """What changes of a relation, and why."""

    kind = taken.Words(required=False)
    reason = taken.Words(required=False)
    why = taken.Words(default="")


_ONE = "CuratedAnnotation"
_ALL = several(_ONE)
_VERSION = parameter("version", forms.NUMBER, _("The version that you saw."), required=True)
_REASON = parameter("reason", forms.TEXT, _("Why, where readers may have seen it."))
_ASKS = (400, 403)


def operations() -> Mapping[str, Operation]:
    """Return them by method and address, in the order of the docs."""
    return {
        "POST sources/{slug}/annotations/": writes(
            _("Tag a passage"),
            _ONE,
            AnnotationBodySerializer,
            status=201,
            says=_(
                "The spans are checked against the text; a draft is made, which is yours. With a "
                "`uid` of your own, what is sent twice makes one, and the second is answered 200."
            ),
            also=[200],
        ),
        "PATCH annotations/{uid}/": writes(
            _("Change an annotation"),
            _ONE,
            AnnotationBodySerializer,
            says=_("Only what is sent changes; what is published needs a reason."),
        ),
        "DELETE annotations/{uid}/": Operation(
            "curating",
            _("Delete a draft; it is kept, and can be restored"),
            {204: None, 400: "Refusal", 403: "Fault", 404: "Fault", 409: "Conflict"},
            parameters=[_VERSION],
        ),
        "POST annotations/{uid}/submit/": writes(
            _("Submit a draft for review"), _ONE, taken.MoveSerializer
        ),
        "POST annotations/{uid}/return/": writes(
            _("Send back what is in review, with a reason"), _ONE, taken.MoveSerializer
        ),
        "POST annotations/{uid}/publish/": writes(
            _("Publish what is in review"), _ONE, taken.MoveSerializer
        ),
        "POST annotations/{uid}/withdraw/": writes(
            _("Withdraw what is published, with a reason"), _ONE, taken.MoveSerializer
        ),
        "POST sources/{slug}/annotations/publish-these/": writes(
            _("Publish some of a source that are in review, all or none"),
            "PublishedThese",
            reviewing.ChosenSerializer,
            says=_("Each in the version that you saw."),
        ),
        **keeping.operations(),
        **_links(),
        **discussing.operations(),
        "POST actors/": writes(
            _("Add an actor"), "ActorName", taken.ActorSerializer, status=201, refuses=_ASKS
        ),
        "POST topics/": writes(
            _("Add a topic"), "TopicName", taken.TopicSerializer, status=201, refuses=_ASKS
        ),
        **suggesting.operations(),
        **together.operations(),
        **looking_up.operations(),
    }


def _links() -> dict[str, Operation]:
    gone = {204: None, 400: "Refusal", 403: "Fault", 404: "Fault"}
    linked = (400, 403, 404)
    return {
        "POST annotations/{uid}/relations/": writes(
            _("Relate two annotations"),
            "CuratedRelation",
            links.RelationSerializer,
            status=201,
            says=_("Give either `to` or `from`: `to` reads forward from here."),
            refuses=linked,
        ),
        "PATCH relations/{uid}/": writes(
            _("Change a relation"), "CuratedRelation", RelationChangeSerializer, refuses=linked
        ),
        "DELETE relations/{uid}/": Operation(
            "curating", _("Take a relation away"), gone, parameters=[_REASON]
        ),
        "POST annotations/{uid}/memberships/": writes(
            _("Say where an annotation stands to a proposition"),
            "CuratedMembership",
            links.MemberSerializer,
            status=201,
            refuses=linked,
        ),
        "PATCH annotations/{uid}/memberships/{proposition}/": writes(
            _("Change where it stands"), "CuratedMembership", MemberChangeSerializer, refuses=linked
        ),
        "DELETE annotations/{uid}/memberships/{proposition}/": Operation(
            "curating", _("Take it out of a proposition"), gone, parameters=[_REASON]
        ),
        "POST annotations/{uid}/compound/": writes(
            _("Join predictions of one sentence"), _ALL, links.CompoundSerializer
        ),
        "DELETE annotations/{uid}/compound/": writes(
            _("Take a prediction out of its sentence"), _ALL, parameters=[_REASON]
        ),
    }
