"""The versions of an annotation: what each changed, how two differ, and one that comes back."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.batches import restored
from annotations.api.refusals import ServiceView
from annotations.api.serializers import MoveSerializer
from annotations.edits import Change, changes, names_in
from annotations.models import Annotation, AnnotationVersion
from annotations.services import versions
from annotations.services.keeping import earlier
from sourcelib.services.refusals import Invalid, NotAllowed


class TwoSerializer(serializers.Serializer[Any]):
    """Which two versions are compared."""

    to = serializers.IntegerField(min_value=1)

    def get_fields(self) -> dict[str, Any]:
        """With the field whose name is a keyword of Python."""
        return {"from": serializers.IntegerField(min_value=1), **super().get_fields()}


class Versions(ServiceView):
    """How an annotation came to be as it is."""

    def get(self, request: Request, uid: UUID) -> Response:
        """List the versions, each with what it changed; or say how two of them differ."""
        history = versions.history(_annotation(request, uid))
        if {"from", "to"} & request.query_params.keys():
            return Response(_compared(history, request))
        names = names_in(version.data for version in history)
        changed = [changes(old.data, new.data, names) for new, old in pairwise(history)]
        results = [
            _version(version, told) for version, told in zip(history, [*changed, []], strict=True)
        ]
        return Response({"count": len(results), "results": results})


class RestoredVersion(ServiceView):
    """A version that comes back."""

    def post(self, request: Request, uid: UUID, number: int) -> Response:
        """Say again what it said; `version` is the one that was seen, `reason` for readers."""
        serializer = MoveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        found = earlier.restore_version(
            user=request.user,
            annotation=_annotation(request, uid),
            number=number,
            expected_version=serializer.validated_data["version"],
            reason=serializer.validated_data["reason"],
        )
        return Response(restored(found, request.user))


def _annotation(request: Request, uid: UUID) -> Annotation:
    if not request.user.has_perm("annotations.view_annotationversion"):
        raise NotAllowed(_("Versions are for those who curate; readers see the public history."))
    return get_object_or_404(Annotation, uid=uid)


def _compared(history: list[AnnotationVersion], request: Request) -> dict[str, Any]:
    serializer = TwoSerializer(data=request.query_params)
    serializer.is_valid(raise_exception=True)
    data = {version.number: version.data for version in history}
    old, new = (serializer.validated_data[name] for name in ("from", "to"))
    for name, number in (("from", old), ("to", new)):
        if number not in data:
            raise Invalid({name: [_("There is no version %(n)s of it.") % {"n": number}]})
    told = changes(data[old], data[new], names_in([data[old], data[new]]))
    return {"from": old, "to": new, "changes": [_change(change) for change in told]}


def _version(version: AnnotationVersion, told: list[Change]) -> dict[str, Any]:
    by = version.by
    return {
        "number": version.number,
        "action": version.action,
        "action_label": capfirst(version.get_action_display()),
        "at": version.at,
        "by": by.working_name() if by else None,
        "reason": version.reason,
        "changes": [_change(change) for change in told],
    }


def _change(change: Change) -> dict[str, str]:
    return {
        "field": change.field,
        "label": change.label,
        "before": change.before,
        "after": change.after,
    }
