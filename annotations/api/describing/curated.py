"""What those who curate are shown beside what is public: the values of `presenting`."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from annotations.api import passages
from annotations.api.passages import refers_to, several
from annotations.list_data import Column
from annotations.lists import forms
from annotations.lists.forms import Form
from annotations.models import Annotation, Mention, Prediction


def _taken(name: str, form: Form, says: object) -> Column:
    return Column(name, itemgetter(name), form, says)


def _rights(*names: str) -> Column:
    flags = dict.fromkeys(names, forms.FLAG)
    form = {"type": "object", "properties": flags, "required": list(names)}
    return _taken("may", form, _("What you may do with it."))


_UID = _taken("uid", forms.UID, _("Permanent id."))
_SLUG = _taken("slug", forms.SLUG, _("Its name in addresses and filters."))
_KIND = _taken("kind_label", forms.TEXT, _("Its kind in words."))
_NEEDS_REASON = _taken(
    "needs_reason", forms.FLAG, _("Whether to change it asks for a reason, which readers see.")
)
_PASSAGE = (
    *(one for one in passages.PASSAGE if one.name != "self"),
    _KIND,
    _taken("state", forms.one_of(Annotation.State.values), _("How far along it is.")),
)
ANNOTATION = (
    *(one for one in passages.ANNOTATION if one.name not in ("self", "address")),
    _taken("state_reason", forms.TEXT, _("Why it was sent back or withdrawn.")),
    _taken("own", forms.FLAG, _("Whether it is yours.")),
    _rights("change", "delete", "submit", "return", "publish", "withdraw"),
)
SHAPES: Mapping[str, Sequence[Column]] = {
    "PublishedThese": (
        _taken("count", forms.COUNT, _("How many were published.")),
        _taken("uids", {"type": "array", "items": forms.UID}, _("Which.")),
    ),
    "FoundActor": (
        *(*passages.ACTOR, _KIND),
        _taken(
            "how",
            forms.one_of_or_none(Mention.How.values),
            _("By what kind of word the words asked about refer to it, if that can be told."),
        ),
        _taken("locative", forms.FLAG, _("Whether they name it only as a place.")),
        _taken("says", forms.TEXT, _("Why it is offered: the kind of alias they are, or where.")),
        _taken("used", forms.COUNT, _("How many mentions of it the source has.")),
        _taken("sure", forms.FLAG, _("Whether they name it and no other.")),
    ),
    "Terms": (
        _taken("words", several("TermWords"), _("What stands in the passage, in order.")),
        _taken("form", forms.one_of_or_none(Prediction.Form.values), _("What the cue says of it.")),
        _taken(
            "likelihood", forms.one_of_or_none(Prediction.Likelihood.values), _("How likely, too.")
        ),
    ),
    "TermWords": (
        _taken(
            "role", forms.one_of(("likelihood", "condition", "horizon")), _("What they could be.")
        ),
        _taken("start", forms.COUNT, _("Where they begin, in Unicode code points from 0.")),
        _taken("end", forms.NUMBER, _("Where they end: the code point after the last one.")),
        _taken("exact", forms.TEXT, _("The exact words.")),
    ),
    "FoundProposition": (_UID, _SLUG, _taken("name", forms.TEXT, _("Its sentence.")), _KIND),
    "FoundStatement": _PASSAGE,
    "CuratedRelation": (
        *(one for one in passages.RELATION if one.name != "other"),
        _taken("other", refers_to("FoundStatement"), _("The other one.")),
        _NEEDS_REASON,
        _rights("change", "delete"),
    ),
    "CuratedMembership": (
        _taken("proposition", refers_to("FoundProposition"), _("The proposition.")),
        *(one for one in passages.MEMBERSHIP if one.name in ("position", "note")),
        _taken("position_label", forms.TEXT, _("That in words.")),
        _NEEDS_REASON,
        _rights("change", "delete"),
    ),
    "Horizon": (
        _taken("words", forms.TEXT, _("The words asked about.")),
        _taken("kind", forms.TEXT, _("What they are taken to be.")),
        _taken("says", forms.TEXT, _("What they are taken to mean.")),
        _taken("rule", forms.TEXT, _("By which rule.")),
        _taken("ground", forms.TEXT_OR_NONE, _("The ground of the horizon to fill in.")),
        _taken("start", forms.DAY_OR_NONE, _("The first day to fill in.")),
        _taken("end", forms.DAY_OR_NONE, _("The last day to fill in.")),
        _taken("basis", forms.TEXT_OR_NONE, _("The basis of the deadline to fill in.")),
    ),
    "Likelihood": (
        _taken("words", forms.TEXT, _("The words asked about.")),
        _taken("term", forms.TEXT_OR_NONE, _("The term of the standards that they use.")),
        _taken("standard", forms.TEXT, _("The standard that reads them.")),
        _taken(
            "percent",
            {"type": ["array", "null"], "items": {"type": "integer"}},
            _("From how many percent to how many."),
        ),
        _taken("says", forms.TEXT, _("That in a sentence.")),
    ),
}
