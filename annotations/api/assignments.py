"""What the user was given to do."""

from collections.abc import Callable
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import ServiceView
from annotations.models import Assignment
from annotations.services import assigning
from annotations.services.assigned import presented


class Ending(ServiceView):
    """What the user was given: done, or not done after all."""

    step: str = "done"

    def post(self, request: Request, uid: UUID) -> Response:
        """Say so."""
        rows = Assignment.objects.filter(assignee=request.user.pk).select_related("article")
        row = get_object_or_404(rows, uid=uid)
        return Response(presented(STEPS[self.step](user=request.user, assignment=row)))


STEPS: dict[str, Callable[..., Assignment]] = {
    "done": assigning.finish,
    "reopen": assigning.reopen,
}
