"""What those who curate say to one another about an annotation."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from annotations.api.describing.operation import Operation, refers_to, several, writes
from annotations.api.remarks import RemarkSerializer
from annotations.list_data import Column
from annotations.lists import forms
from annotations.lists.forms import Form


def _taken(name: str, form: Form, says: object) -> Column:
    return Column(name, itemgetter(name), form, says)


_MAY: Form = {
    "type": "object",
    "properties": dict.fromkeys(("take_back", "settle", "reopen"), forms.FLAG),
    "required": ["take_back", "settle", "reopen"],
}
_UID_OR_NONE: Form = {"type": ["string", "null"], "format": "uuid"}
_MOMENT: Form = {"type": "string", "format": "date-time"}
_MOMENT_OR_NONE: Form = {"type": ["string", "null"], "format": "date-time"}
SHAPES: Mapping[str, Sequence[Column]] = {
    "Discussion": (
        _taken("count", forms.COUNT, _("How many remarks there are.")),
        _taken("may_say", forms.FLAG, _("Whether you may take part.")),
        _taken("results", several("Remark"), _("All of them, the oldest first.")),
    ),
    "Remark": (
        _taken("uid", forms.UID, _("Permanent id.")),
        _taken("text", forms.TEXT, _("What it says.")),
        _taken("asks", forms.FLAG, _("Whether it is a question, open until it is settled.")),
        _taken("answers", _UID_OR_NONE, _("The remark that it answers.")),
        _taken("made_at", _MOMENT, _("When it was said.")),
        _taken("made_by", forms.TEXT_OR_NONE, _("Who said it; none whose account is gone.")),
        _taken("own", forms.FLAG, _("Whether it is yours.")),
        _taken("settled_at", _MOMENT_OR_NONE, _("When the question was settled.")),
        _taken("settled_by", forms.TEXT_OR_NONE, _("Who settled it.")),
        _taken("may", _MAY, _("What you may do with it.")),
    ),
    "Discussed": (
        _taken(
            "results",
            {"type": "object", "additionalProperties": refers_to("DiscussedCount")},
            _("What is discussed, by its permanent id."),
        ),
    ),
    "DiscussedCount": (
        _taken("count", forms.COUNT, _("How many remarks there are.")),
        _taken("open", forms.COUNT, _("How many questions are open.")),
        _taken("unseen", forms.COUNT, _("How many of others you were not shown yet.")),
    ),
}
_ASKS = (400, 403, 404)


def operations() -> Mapping[str, Operation]:
    """Return them by method and address."""
    return {
        "GET annotations/{uid}/remarks/": writes(
            _("Read the discussion of an annotation"),
            "Discussion",
            says=_("It is never public, and no export has it."),
            refuses=(403, 404),
        ),
        "POST annotations/{uid}/remarks/": writes(
            _("Say or ask something about an annotation"),
            "Remark",
            RemarkSerializer,
            status=201,
            also=[200],
            says=_("Sent again with the same `uid`, it answers 200 and says nothing twice."),
            refuses=_ASKS,
        ),
        "POST annotations/{uid}/remarks/seen/": writes(
            _("Note that you were shown a discussion"), "Count", refuses=(403, 404)
        ),
        "DELETE remarks/{uid}/": Operation(
            "curating",
            _("Take back your remark that nobody answered"),
            {204: None, 403: "Fault", 404: "Fault", 409: "Conflict"},
        ),
        "POST remarks/{uid}/settle/": writes(
            _("Settle a question"), "Remark", refuses=(403, 404, 409)
        ),
        "POST remarks/{uid}/reopen/": writes(
            _("Open a settled question again"), "Remark", refuses=(403, 404, 409)
        ),
        "GET sources/{slug}/remarks/": writes(
            _("See which annotations of a source are discussed"),
            "Discussed",
            refuses=(403, 404),
        ),
    }
