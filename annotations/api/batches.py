"""Many annotations of a source in one request: all of them, or none; and deleted ones, back."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.annotations import current_text, new_annotation, source_of
from annotations.api.refusals import ServiceView, flat
from annotations.api.reviewing import ChosenSerializer
from annotations.api.serializers import AnnotationSerializer, BatchSerializer, UidsSerializer
from annotations.models import Annotation, DeletedDraft
from annotations.services import creating
from annotations.services.keeping import deleting, restoring, steps
from annotations.services.presenting import presented
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed


class Batch(ServiceView):
    """Many new annotations."""

    def post(self, request: Request, slug: str) -> Response:
        """Tag many passages of the current revision; what is wrong is named as "3.spans.body"."""
        article = source_of(request, slug)
        serializer = BatchSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        sent = serializer.validated_data["annotations"]
        creating.refuse_too_many(sent)
        rows, new = creating.create_annotations(
            user=request.user,
            revision=current_text(article),
            new=[new_annotation(values) for values in _read(sent, article)],
        )
        results = [presented(row, request.user) for row in rows]
        code = status.HTTP_201_CREATED if new else status.HTTP_200_OK
        return Response({"count": new, "results": results}, status=code)


class Deletions(ServiceView):
    """Many drafts that are deleted."""

    def post(self, request: Request, slug: str) -> Response:
        """Delete them, each in the version that was seen; say how many."""
        article = source_of(request, slug)
        serializer = ChosenSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        seen = {one["uid"]: one["version"] for one in serializer.validated_data["annotations"]}
        count = deleting.delete_drafts(user=request.user, article=article, seen=seen)
        return Response({"count": count})


class Restorations(ServiceView):
    """Many deleted drafts that come back."""

    def post(self, request: Request, slug: str) -> Response:
        """Bring them back, and say of each what could not come back with it."""
        article, uids = source_of(request, slug), _uids(request)
        found = restoring.restore_drafts(user=request.user, article=article, uids=uids)
        return Response(
            {"count": len(found), "results": [restored(one, request.user) for one in found]}
        )


class Restoration(ServiceView):
    """One deleted draft that comes back."""

    def post(self, request: Request, uid: UUID) -> Response:
        """Bring it back; one that is there answers as it stands."""
        article = _source_of_deleted(request, uid)
        (found,) = restoring.restore_drafts(user=request.user, article=article, uids=[uid])
        return Response(restored(found, request.user))


class Retractions(ServiceView):
    """Last steps of the workflow that one takes back together."""

    def post(self, request: Request, slug: str) -> Response:
        """Take them back where nobody moved on since; say how many and which."""
        article, uids = source_of(request, slug), _uids(request)
        rows = steps.retract_all(user=request.user, article=article, uids=uids)
        return Response({"count": len(rows), "uids": [str(row.uid) for row in rows]})


def _uids(request: Request) -> list[UUID]:
    serializer = UidsSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    uids: list[UUID] = serializer.validated_data["uids"]
    return uids


def _source_of_deleted(request: Request, uid: UUID) -> Article:
    """Return the source of an annotation that was deleted, or is there."""
    if not request.user.has_perm("annotations.view_annotation"):
        raise NotAllowed(_("Only those who curate restore what was deleted."))
    deleted = DeletedDraft.objects.filter(uid=uid).values("article")
    there = Annotation.objects.filter(uid=uid).values("article")
    return get_object_or_404(Article, Q(pk__in=deleted) | Q(pk__in=there))


def restored(found: restoring.Restored, user: Any) -> dict[str, Any]:
    """Return an annotation that came back, and what of it did not."""
    return presented(found.annotation, user) | {"left_out": found.left_out}


def _read(sent: list[Any], article: Article) -> list[dict[str, Any]]:
    """Return the values of each, or raise one Invalid that names every fault by its place."""
    errors: dict[str, list[str]] = {}
    found = []
    known: dict[Any, Any] = {}  # actors and topics that come again and again
    for place, data in enumerate(sent):
        serializer = AnnotationSerializer(data=data, context={"known": known})
        try:
            serializer.is_valid(raise_exception=True)
        except ValidationError as error:
            problems = flat(error.detail)
        else:
            values = dict(serializer.validated_data)
            found.append(values)
            seen = values.get("revision")
            is_other = seen is not None and seen != current_text(article).number
            problems = creating.corrected(article).errors if is_other else {}
        errors |= {f"{place}.{field}": says for field, says in problems.items()}
    if errors:
        raise Invalid(errors)
    return found
