"""The discussion of an annotation, among those who curate: remarks, questions, answers."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import Curates, ServiceView
from annotations.api.serializers import ByUid, Words
from annotations.models import Annotation, Remark
from annotations.services import discussing
from sourcelib.models import Article


class RemarkSerializer(serializers.Serializer[Any]):
    """A remark: what it says, whether it asks, what it answers.

    `uid` may be chosen by whoever sends it, so that it can be sent again over a bad line.
    """

    text = Words(default="")
    asks = serializers.BooleanField(default=False)
    answers = ByUid(queryset=Remark.objects.all(), allow_null=True, default=None)
    uid = serializers.UUIDField(required=False)


class Remarks(ServiceView):
    """The discussion of one annotation."""

    permission_classes = (Curates,)

    def get(self, request: Request, uid: UUID) -> Response:
        """List the remarks in the order in which they were made."""
        annotation = _annotation(request, uid)
        results = [presented(row, request.user) for row in discussing.discussion(annotation)]
        return Response(
            {"count": len(results), "may_say": discussing.may_say(request.user), "results": results}
        )

    def post(self, request: Request, uid: UUID) -> Response:
        """Say something."""
        annotation = _annotation(request, uid)
        serializer = RemarkSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        row, new = discussing.say(user=request.user, annotation=annotation, **values)
        return Response(
            presented(row, request.user),
            status=status.HTTP_201_CREATED if new else status.HTTP_200_OK,
        )


class Seen(ServiceView):
    """That the user was shown the discussion of one annotation."""

    permission_classes = (Curates,)

    def post(self, request: Request, uid: UUID) -> Response:
        """Note it; say how many remarks were new."""
        count = discussing.see(user=request.user, annotation=_annotation(request, uid))
        return Response({"count": count})


class OneRemark(ServiceView):
    """One remark by its permanent id."""

    permission_classes = (Curates,)

    def delete(self, request: Request, uid: UUID) -> Response:
        """Take back one's own remark that nobody answered."""
        discussing.take_back(user=request.user, remark=_remark(uid))
        return Response(status=status.HTTP_204_NO_CONTENT)


class Question(ServiceView):
    """A question is settled, or opened again."""

    permission_classes = (Curates,)
    step: str = "settle"

    def post(self, request: Request, uid: UUID) -> Response:
        """Take the step; return the question."""
        step = discussing.settle if self.step == "settle" else discussing.reopen
        return Response(presented(step(user=request.user, remark=_remark(uid)), request.user))


class SourceRemarks(ServiceView):
    """Which annotations of a source are discussed."""

    permission_classes = (Curates,)

    def get(self, request: Request, slug: str) -> Response:
        """Return how much is said of each, how much of it is open, and how much is new."""
        article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
        counts = discussing.counts(user=request.user, article=article)
        return Response({"results": {str(uid): one for uid, one in counts.items()}})


def presented(remark: Remark, user: Any) -> dict[str, Any]:
    """Return a remark as the discussion shows it."""
    own = remark.made_by_id is not None and remark.made_by_id == user.pk
    may_say = discussing.may_say(user)
    return {
        "uid": str(remark.uid),
        "text": remark.text,
        "asks": remark.asks,
        "answers": str(remark.answers.uid) if remark.answers else None,
        "made_at": remark.made_at,
        "made_by": _name(remark.made_by),
        "own": own,
        "settled_at": remark.settled_at,
        "settled_by": _name(remark.settled_by),
        "may": {
            "take_back": own and may_say and not remark.replies.all(),
            "settle": may_say and remark.asks and remark.settled_at is None,
            "reopen": may_say and remark.asks and remark.settled_at is not None,
        },
    }


def _name(account: Any) -> str | None:
    return account.working_name() if account else None


def _annotation(request: Request, uid: UUID) -> Annotation:
    return get_object_or_404(Annotation.objects.visible_to(request.user), uid=uid)


def _remark(uid: UUID) -> Remark:
    return get_object_or_404(Remark, uid=uid)
