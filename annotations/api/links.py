"""What an annotation is linked with: its relations, its propositions, its compound."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.passages import links
from annotations.api.public import PublicView, refuse_absent
from annotations.api.refusals import ServiceView
from annotations.api.serializers import ByUid, Words
from annotations.models import Annotation, Proposition, PropositionMember, Relation
from annotations.services import grouping, memberships, relating
from annotations.services.connections import (
    membership_of,
    relation_of,
)
from annotations.services.presenting import loaded, presented
from sourcelib.services.refusals import Invalid


class RelationSerializer(serializers.Serializer[Any]):
    """A relation of an annotation: of what kind, `to` or `from` which other one, and why."""

    kind = Words(default="")
    to = ByUid(queryset=Annotation.objects.all(), required=False)
    reason = Words(default="")

    def get_fields(self) -> dict[str, Any]:
        """With the field whose name is a keyword of Python."""
        return super().get_fields() | {
            "from": ByUid(queryset=Annotation.objects.all(), required=False)
        }


class ChangeSerializer(serializers.Serializer[Any]):
    """The fields of a link that change, and why."""

    kind = Words(required=False)
    reason = Words(required=False)
    position = Words(required=False)
    note = Words(required=False)
    why = Words(default="")


class MemberSerializer(serializers.Serializer[Any]):
    """A membership: in which proposition, and where the annotation stands."""

    proposition = ByUid(queryset=Proposition.objects.all())
    position = Words(default="")
    note = Words(default="")


class CompoundSerializer(serializers.Serializer[Any]):
    """The other predictions of a sentence, and why."""

    others = ByUid(queryset=Annotation.objects.all(), many=True)
    reason = Words(default="")


class ReasonSerializer(serializers.Serializer[Any]):
    """Why something is taken away."""

    reason = Words(default="")


class Links(PublicView):
    """Everything that an annotation is linked with."""

    def get(self, request: Request, uid: UUID) -> Response:
        """Return its relations, both ways, and its memberships."""
        row = Annotation.objects.visible_to(request.user).filter(uid=uid).first()
        return Response(links(row or refuse_absent(uid), request.user))


class Relations(ServiceView):
    """The relations of an annotation."""

    def post(self, request: Request, uid: UUID) -> Response:
        """Relate it to another: `to` reads forward from here, `from` forward to here."""
        annotation = _annotation(request, uid)
        values = _valid(RelationSerializer, request.data)
        if ("to" in values) == ("from" in values):
            raise Invalid({"other": [_("Choose the one passage that it relates to.")]})
        forward = "to" in values
        try:
            row = relating.relate(
                user=request.user,
                source=annotation if forward else values["from"],
                target=values["to"] if forward else annotation,
                kind=values["kind"],
                reason=values["reason"],
            )
        except Invalid as invalid:
            raise _named_other(invalid) from invalid
        shown = relation_of(row, annotation, request.user)
        return Response(shown, status=status.HTTP_201_CREATED)


class OneRelation(ServiceView):
    """One relation by its permanent id."""

    def patch(self, request: Request, uid: UUID) -> Response:
        """Change its kind or its reason; `why` where readers may have seen it."""
        row = _relation(request, uid)
        values = _valid(ChangeSerializer, request.data)
        row = relating.change(
            user=request.user,
            relation=row,
            kind=values.get("kind", row.kind),
            reason=values.get("reason", row.reason),
            why=values["why"],
        )
        return Response(relation_of(row, row.source, request.user))

    def delete(self, request: Request, uid: UUID) -> Response:
        """Take it away; `?reason=` where readers may have seen it."""
        row = _relation(request, uid)
        relating.remove(user=request.user, relation=row, reason=_reason(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Memberships(ServiceView):
    """The propositions that an annotation is a member of."""

    def post(self, request: Request, uid: UUID) -> Response:
        """Make it a member of one."""
        annotation = _annotation(request, uid)
        values = _valid(MemberSerializer, request.data)
        row = memberships.add(user=request.user, annotation=annotation, **values)
        return Response(membership_of(row, request.user), status=status.HTTP_201_CREATED)


class OneMembership(ServiceView):
    """Where an annotation stands to one proposition."""

    def patch(self, request: Request, uid: UUID, proposition: UUID) -> Response:
        """Change the position or the note; `why` where readers may have seen it."""
        row = _membership(request, uid, proposition)
        values = _valid(ChangeSerializer, request.data)
        row = memberships.change(
            user=request.user,
            member=row,
            position=values.get("position", row.position),
            note=values.get("note", row.note),
            why=values["why"],
        )
        return Response(membership_of(row, request.user))

    def delete(self, request: Request, uid: UUID, proposition: UUID) -> Response:
        """Take it out; `?reason=` where readers may have seen it."""
        row = _membership(request, uid, proposition)
        memberships.remove(user=request.user, member=row, reason=_reason(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class InCompound(ServiceView):
    """The predictions that share a sentence with this one."""

    def post(self, request: Request, uid: UUID) -> Response:
        """Join it with `others`; return all predictions of the compound."""
        annotation = _annotation(request, uid)
        values = _valid(CompoundSerializer, request.data)
        compound = grouping.group(
            user=request.user,
            annotations=[annotation, *values["others"]],
            reason=values["reason"],
        )
        rows = loaded(Annotation.objects.filter(prediction__compound=compound)).order_by("pk")
        return Response([presented(row, request.user) for row in rows])

    def delete(self, request: Request, uid: UUID) -> Response:
        """Take it out, for `?reason=` where it is published; return all that this changed."""
        changed = grouping.take_out(
            user=request.user, annotation=_annotation(request, uid), reason=_reason(request)
        )
        rows = loaded(Annotation.objects.filter(pk__in=[row.pk for row in changed]))
        return Response([presented(row, request.user) for row in rows.order_by("pk")])


def _annotation(request: Request, uid: UUID) -> Annotation:
    rows = Annotation.objects.visible_to(request.user).select_related(
        "article", "claim", "prediction", "mention__actor"
    )
    return get_object_or_404(rows, uid=uid)


def _relation(request: Request, uid: UUID) -> Relation:
    return get_object_or_404(Relation.objects.visible_to(request.user), uid=uid)


def _membership(request: Request, uid: UUID, proposition: UUID) -> PropositionMember:
    rows = PropositionMember.objects.filter(annotation=_annotation(request, uid))
    return get_object_or_404(rows, proposition__uid=proposition)


def _valid(serializer_class: type[serializers.Serializer[Any]], data: Any) -> dict[str, Any]:
    serializer = serializer_class(data=data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _reason(request: Request) -> str:
    reason: str = _valid(ReasonSerializer, request.query_params)["reason"]
    return reason


def _named_other(invalid: Invalid) -> Invalid:
    """The same refusal, with the end that was chosen under the one name that the form has."""
    errors = dict(invalid.errors)
    other = [message for end in ("source", "target") for message in errors.pop(end, [])]
    return Invalid(errors | ({"other": other} if other else {}))
