"""The annotations of a source: read, made, changed, moved on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.passages import shown
from annotations.api.public import PublicView, published_source, refuse_absent
from annotations.api.refusals import ServiceView
from annotations.api.serializers import AnnotationSerializer, MoveSerializer
from annotations.models import Annotation
from annotations.services import annotating, creating, reviewing
from annotations.services.inputs import NewAnnotation
from annotations.services.keeping import deleting, steps
from annotations.services.presenting import loaded, loaded_together, presented
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid


class SourceAnnotations(PublicView):
    """All annotations of a source that the user may see; a new one."""

    def get(self, request: Request, slug: str) -> Response:
        """List them, in the order in which they were made, and say in which text they stand."""
        visible = Article.objects.visible_to(request.user).select_related("current_revision")
        found = visible.defer("current_revision__text").filter(slug=slug).first()
        article = found or published_source(slug, "annotations/")
        annotations = loaded_together(
            Annotation.objects.visible_to(request.user).filter(article=article)
        )
        results = [shown(annotation, request.user) for annotation in annotations.order_by("pk")]
        text = article.current_revision
        return Response(
            {
                "source": article.slug,
                "revision": text and text.number,
                "text_sha256": text and text.sha256,
                "count": len(results),
                "results": results,
            }
        )

    def post(self, request: Request, slug: str) -> Response:
        """Tag a passage of the current revision; `revision`: the number of the one seen.

        With a `uid` that the page chose, what arrives twice makes one; the second is answered 200.
        """
        article = source_of(request, slug)
        serializer = AnnotationSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        annotation, is_new = creating.create_once(
            user=request.user,
            revision=_revision(article, values.get("revision")) or current_text(article),
            new=new_annotation(values),
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(presented(annotation, request.user), status=code)


class OneAnnotation(PublicView):
    """One annotation by its permanent id."""

    def get(self, request: Request, uid: UUID) -> Response:
        """Return it as it stands; of one that was withdrawn, when and why."""
        row = loaded(Annotation.objects.visible_to(request.user)).filter(uid=uid).first()
        return Response(shown(row or refuse_absent(uid), request.user))

    def patch(self, request: Request, uid: UUID) -> Response:
        """Change what is sent, for a `reason` where it is published.

        `version` is the one that was seen, `revision` the number of the text that was seen.
        """
        annotation = _annotation(request, uid)
        serializer = AnnotationSerializer(annotation, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        changed = annotating.change_annotation(
            user=request.user,
            annotation=annotation,
            expected_version=_version(values.get("version")),
            revision=_revision(annotation.article, values.get("revision")),
            reason=values.get("reason", ""),
            **{
                name: values[name]
                for name in ("spans", "detail", "about", "topics", "note")
                if name in values
            },
        )
        return Response(presented(changed, request.user))

    def delete(self, request: Request, uid: UUID) -> Response:
        """Delete a draft; `?version=` is the one that was seen."""
        annotation = _annotation(request, uid)
        serializer = MoveSerializer(data=request.query_params)
        serializer.is_valid(raise_exception=True)
        deleting.delete_draft(
            user=request.user,
            annotation=annotation,
            expected_version=serializer.validated_data["version"],
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class Move(ServiceView):
    """One step of the workflow: submit, return, publish or withdraw."""

    step: str = "submit"

    def post(self, request: Request, uid: UUID) -> Response:
        """Take the step from `version`, for `reason` where one is needed."""
        serializer = MoveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        service, with_reason = STEPS[self.step]
        values = {
            "user": request.user,
            "annotation": _annotation(request, uid),
            "expected_version": serializer.validated_data["version"],
        }
        if with_reason:
            values["reason"] = serializer.validated_data["reason"]
        return Response(presented(service(**values), request.user))


STEPS: dict[str, tuple[Callable[..., Annotation], bool]] = {
    "submit": (reviewing.submit, False),
    "return": (reviewing.send_back, True),
    "publish": (reviewing.publish, False),
    "withdraw": (reviewing.withdraw, True),
    "retract": (steps.retract, False),
}


class MoveAll(ServiceView):
    """One step for all annotations of a source that wait for it: submit or publish."""

    step: str = "submit"

    def post(self, request: Request, slug: str) -> Response:
        """Submit the user's own drafts, or publish all that is in review; say which."""
        article = source_of(request, slug)
        if self.step == "submit":
            rows = reviewing.submit_drafts(user=request.user, article=article)
        else:
            rows = reviewing.publish_reviewed(user=request.user, article=article)
        return Response({"count": len(rows), "uids": [str(row.uid) for row in rows]})


def new_annotation(values: dict[str, Any]) -> NewAnnotation:
    """Return what the services take, of what a serializer of one annotation has read."""
    given = {name: values[name] for name in ("about", "topics", "note", "uid") if name in values}
    return NewAnnotation(spans=values.get("spans", ()), detail=values["detail"], **given)


def source_of(request: Request, slug: str) -> Article:
    """Return a source that the user may see, or answer 404."""
    return get_object_or_404(Article.objects.visible_to(request.user), slug=slug)


def _annotation(request: Request, uid: UUID) -> Annotation:
    return get_object_or_404(loaded(Annotation.objects.visible_to(request.user)), uid=uid)


def _revision(article: Article, number: Any) -> Revision | None:
    return get_object_or_404(article.revisions, number=number) if number is not None else None


def current_text(article: Article) -> Revision:
    """Return the text that is annotated. Raises Invalid."""
    if article.current_revision is None:
        raise Invalid({"revision": [_("This source has no text yet.")]})
    return article.current_revision


def _version(version: int | None) -> int:
    if version is None:
        raise Invalid({"version": [_("Say which version you saw.")]})
    return version
