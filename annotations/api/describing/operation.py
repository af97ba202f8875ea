"""One thing that can be asked of the API, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from annotations.api.passages import refers_to, several

__all__ = ["Operation", "reads", "refers_to", "several", "writes"]


@dataclass(frozen=True)
class Operation:
    """What it does, in a line and at length; what it takes; what it answers, by status.

    An answer is the name of a shape, or a form; None has no body.
    """

    group: str
    does: Any
    answers: Mapping[int, Any]
    says: Any = ""
    takes: Any = None
    parameters: Sequence[OpenApiParameter] = field(default_factory=tuple)


def reads(
    group: str,
    does: Any,
    shape: Any,
    *,
    says: Any = "",
    parameters: Sequence[OpenApiParameter] = (),
    refuses: Sequence[int] = (),
) -> Operation:
    """Return an operation that reads; `refuses` are the statuses of what it does not answer."""
    answers = {200: shape, **{status: REFUSALS[status] for status in refuses}}
    return Operation(group, does, answers, says, parameters=parameters)


def writes(
    does: Any,
    shape: Any,
    takes: Any = None,
    *,
    status: int = 200,
    also: Sequence[int] = (),
    says: Any = "",
    parameters: Sequence[OpenApiParameter] = (),
    refuses: Sequence[int] = (400, 403, 404, 409),
) -> Operation:
    """Return an operation of those who curate; `also` are other statuses of the same answer."""
    answers = {**dict.fromkeys([status, *also], shape), **{one: REFUSALS[one] for one in refuses}}
    return Operation("curating", does, answers, says, takes, parameters)


REFUSALS = {
    301: "Moved",
    400: "Refusal",
    403: "Fault",
    404: "Fault",
    409: "Conflict",
    410: "Withdrawn",
}
SAYS: Mapping[int, Any] = {
    200: _("What was asked for."),
    201: _("What was made."),
    204: _("It is gone."),
    301: _("It has another address now."),
    400: _("Something could not be understood; `errors` says what, by name."),
    403: _("This is for those who are signed in and may do it."),
    404: _("There is nothing at this address."),
    409: _("Somebody changed it meanwhile, or it is not in a state for this."),
    410: _("It was withdrawn: when and why."),
}
