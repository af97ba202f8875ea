"""What a refused request is answered with: a status, `detail`, and `errors` by field."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations.api.parsing import JSONParser
from annotations.services.acting import key_of
from annotations.services.placing import Duplicate
from annotations.services.presenting import presented
from annotations.services.versions import Stale
from sourcelib.services.refusals import Invalid, NotAllowed, Refused, WrongState

DETAILS = {"mention", "claim", "prediction"}  # their fields are named without them
ACTING = "X-Acting-As"  # a page says for whom it was made, as `services.acting.key_of` has it


class OtherAccount(PermissionDenied):
    """The page was made for somebody else than who is signed in now, if anybody is."""


class Curates(BasePermission):
    """Whoever may see annotations in the administration may read what is not public."""

    def has_permission(self, request: Request, view: Any) -> bool:  # noqa: ARG002
        """Whether the user curates."""
        return bool(request.user.has_perm("annotations.view_annotation"))


class ServiceView(APIView):
    """A view that calls services, and answers for what they refuse.

    400 with `errors`, a list of messages for each field; 403; 404 also where somebody deletes it
    meanwhile; 409 with `current`, the annotation as it stands now, and `sent`, what was asked, so
    that nothing typed is lost; 413.
    """

    parser_classes = (JSONParser,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever asks, and nobody else from a cache."""
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what a page asks for somebody who is no longer signed in."""
        acting = request.headers.get(ACTING)
        if acting is not None and acting != key_of(request.user):
            raise OtherAccount
        super().initial(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        """Turn refusals into responses; leave everything else to DRF."""
        if isinstance(exc, OtherAccount):
            user = self.request.user
            name = user.working_name() if user.is_authenticated else None
            says = _("%(name)s is signed in now.") % {"name": name} if name else ""
            return self._refused(
                status.HTTP_403_FORBIDDEN,
                detail=says or _("You were signed out."),
                signed_in=name,
            )
        if isinstance(exc, ValidationError):
            return self._refused(status.HTTP_400_BAD_REQUEST, errors=flat(exc.detail))
        if isinstance(exc, Duplicate):
            return self._refused(
                status.HTTP_400_BAD_REQUEST,
                errors=exc.errors,
                existing=str(exc.existing.uid),
            )
        if isinstance(exc, Invalid):
            return self._refused(status.HTTP_400_BAD_REQUEST, errors=exc.errors)
        if isinstance(exc, Stale):
            return self._refused(
                status.HTTP_409_CONFLICT,
                detail=str(exc),
                current=presented(exc.current, self.request.user),
                sent=self.request.data,
            )
        if isinstance(exc, WrongState):
            return self._refused(status.HTTP_409_CONFLICT, detail=str(exc))
        if isinstance(exc, NotAllowed):
            return self._refused(status.HTTP_403_FORBIDDEN, detail=str(exc))
        if isinstance(exc, Refused):
            return self._refused(status.HTTP_400_BAD_REQUEST, detail=str(exc))
        if isinstance(exc, RequestDataTooBig):
            return self._refused(
                status.HTTP_413_REQUEST_ENTITY_TOO_LARGE,
                detail=_("This is too much at once: send it in parts."),
            )
        if isinstance(exc, ObjectDoesNotExist):  # it was there when it was looked up
            return self._refused(
                status.HTTP_404_NOT_FOUND, detail=_("Somebody deleted this meanwhile.")
            )
        return super().handle_exception(exc)

    def _refused(self, code: int, **body: Any) -> Response:
        errors = body.get("errors", {})
        messages = [message for field in errors.values() for message in field]
        response = Response({"detail": " ".join(messages), **body}, status=code)
        response.exception = True
        return response


def flat(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Flatten the nested errors of a serializer: `{"claim": {"kind": […]}}` to `{"kind": […]}`."""
    if isinstance(detail, dict):
        found: dict[str, list[str]] = {}
        for name, inner in detail.items():
            prefix = "" if path == "" and name in DETAILS else _joined(path, name)
            found |= flat(inner, prefix)
        return found
    if any(isinstance(inner, dict) for inner in detail):
        found = {}
        for position, inner in enumerate(detail):
            found |= flat(inner, _joined(path, str(position)))
        return found
    return {path: [str(message) for message in detail]}


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else str(name)
