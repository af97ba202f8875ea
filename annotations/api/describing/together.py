"""Working with others: who is there, what was read, what was given to whom."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from annotations.api.coverage import MarksSerializer, OfTextSerializer
from annotations.api.describing.operation import Operation, refers_to, several, writes
from annotations.api.describing.parameters import parameter
from annotations.api.presence import BeatSerializer, LeaveSerializer
from annotations.list_data import Column
from annotations.lists import forms
from annotations.lists.forms import Form
from annotations.models import Assignment

_NUMBERS: Form = {"type": "array", "items": forms.NUMBER}
_UIDS: Form = {"type": "array", "items": forms.UID}
_UID_OR_NONE: Form = {"type": ["string", "null"], "format": "uuid"}
_NUMBER_OR_NONE: Form = {"type": ["integer", "null"]}


def _taken(name: str, form: Form, says: object) -> Column:
    return Column(name, itemgetter(name), form, says)


SHAPES: Mapping[str, Sequence[Column]] = {
    "News": (
        _taken("people", several("Present"), _("Who else is there, your other windows too.")),
        _taken(
            "changes",
            several("CuratedAnnotation"),
            _("What was made or changed since the answer before, and you do not know yet."),
        ),
        _taken(
            "by",
            {"type": "object", "additionalProperties": forms.TEXT},
            _("Who changed it last, by the permanent id of the annotation, where that is known."),
        ),
        _taken("gone", _UIDS, _("What was deleted since then.")),
        _taken(
            "anew",
            forms.FLAG,
            _("Whether more was changed than is told here: read all annotations of the source."),
        ),
        _taken("count", forms.COUNT, _("How many annotations the source has.")),
        _taken("versions", forms.COUNT, _("The sum of their versions.")),
        _taken("revision", _NUMBER_OR_NONE, _("The number of its current text.")),
        _taken("cursor", forms.TEXT, _("What to ask with the next time.")),
    ),
    "Present": (
        _taken("name", forms.TEXT, _("Who it is.")),
        _taken("own", forms.FLAG, _("Whether it is another window of yours.")),
        _taken("paragraph", _NUMBER_OR_NONE, _("The paragraph in sight, from 1.")),
        _taken("annotation", _UID_OR_NONE, _("The annotation that is open there.")),
        _taken("seen_at", forms.TIME, _("When this was last heard.")),
    ),
    "Coverage": (
        _taken("revision", forms.NUMBER, _("The number of the text.")),
        _taken("paragraphs", forms.COUNT, _("How many paragraphs it has.")),
        _taken("read", _NUMBERS, _("Those that you have read, by their numbers from 1.")),
        _taken("read_by_others", _NUMBERS, _("Those that others have read.")),
        _taken("annotated", _NUMBERS, _("Those that carry annotations.")),
    ),
    "Assignment": (
        _taken("uid", forms.UID, _("Permanent id.")),
        _taken("source", forms.SLUG, _("The slug of the source.")),
        _taken("task", forms.one_of(Assignment.Task.values), _("What is to be done.")),
        _taken("task_label", forms.TEXT, _("That in words.")),
        _taken("assigned_by", forms.TEXT_OR_NONE, _("Who gave it.")),
        _taken("assigned_at", forms.TIME, _("When it was given.")),
        _taken("due_on", forms.DAY_OR_NONE, _("Until when it is to be done.")),
        _taken("overdue", forms.FLAG, _("Whether that day is past.")),
        _taken("note", forms.TEXT, _("What is to be known for it; may be empty.")),
        _taken(
            "outcome", forms.one_of(["", *Assignment.Outcome.values]), _("How it ended, if it did.")
        ),
    ),
}
_CURATES = (403, 404)


def operations() -> Mapping[str, Operation]:
    """Return them by method and address."""
    return {
        "POST sources/{slug}/presence/": writes(
            _("Say where you are in a source, and hear what is new there"),
            refers_to("News"),
            BeatSerializer,
            says=_(
                "Ask with the `cursor` of the answer before as `since`; `known` are versions by "
                "permanent id that you have already. Who is not heard of for 50 seconds is away."
            ),
            refuses=(400, *_CURATES),
        ),
        "POST sources/{slug}/presence/leave/": Operation(
            "curating",
            _("Close a window"),
            {204: None, 400: "Refusal", 403: "Fault", 404: "Fault"},
            takes=LeaveSerializer,
        ),
        "GET sources/{slug}/coverage/": writes(
            _("See which paragraphs of a source are covered"),
            refers_to("Coverage"),
            refuses=_CURATES,
        ),
        "POST sources/{slug}/coverage/": writes(
            _("Mark paragraphs of a source as read, or as not read"),
            refers_to("Coverage"),
            MarksSerializer,
            refuses=(400, *_CURATES),
        ),
        "PUT sources/{slug}/coverage/{number}/": writes(
            _("Mark a paragraph as read"),
            refers_to("Coverage"),
            OfTextSerializer,
            refuses=(400, *_CURATES),
        ),
        "DELETE sources/{slug}/coverage/{number}/": writes(
            _("Mark a paragraph as not read"),
            refers_to("Coverage"),
            parameters=[
                parameter("revision", forms.NUMBER, _("The number of the text that you saw."))
            ],
            refuses=(400, *_CURATES),
        ),
        "POST assignments/{uid}/done/": writes(
            _("Say that what you were given is done"),
            refers_to("Assignment"),
            refuses=(403, 404, 409),
        ),
        "POST assignments/{uid}/reopen/": writes(
            _("Take back that it is done"), refers_to("Assignment"), refuses=(400, 403, 404, 409)
        ),
    }
