"""The form of a verdict and the form of one piece of its evidence.

They read what was typed; what may stand is decided by `services.judging`, whose errors are put
beside the fields they are about.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.admin.judging.rules import RULES, states_of
from annotations.models import Annotation, Evidence, Verdict
from annotations.services.judging import EvidenceInput, VerdictInput
from annotations.services.verdict_rules import is_conditional
from annotations.statements import StatementView
from sourcelib.admin.dates import HOW, PartialDateField

LONG = {"rows": 3, "cols": 60}


class VerdictForm(forms.Form):
    """What an editor judges of one prediction or claim."""

    state = forms.ChoiceField(label=_("Verdict"), required=False, widget=forms.RadioSelect)
    event_date = PartialDateField(label=_("Date of the event"), required=False, help_text=HOW)
    condition_met = forms.ChoiceField(
        label=_("Was its condition met?"),
        required=False,
        choices=Verdict.ConditionMet.choices,
        widget=forms.RadioSelect,
    )
    condition_met_on = forms.DateField(
        label=_("Met on"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.TextInput(attrs={"size": 14, "autocomplete": "off", "class": "day"}),
        help_text=_("the day, as 2022-03-21, if it is known"),
        error_messages={"invalid": _("Write the whole day, as 2022-03-21, or leave it empty.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("one or two sentences, for a reader who doubts it"),
    )
    confidence = forms.ChoiceField(
        label=_("Confidence"),
        required=False,
        choices=Verdict.Confidence.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, annotation: Annotation, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.conditional = is_conditional(annotation)
        choices = [
            (
                state.value,
                format_html(
                    '<b>{}</b> <span class="rule">{}</span>', capfirst(state.label), RULES[state]
                ),
            )
            for state in states_of(annotation, conditional=self.conditional)
        ]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]
        if not self.conditional:
            del self.fields["condition_met"], self.fields["condition_met_on"]

    def judged(self, evidence: tuple[EvidenceInput, ...]) -> VerdictInput:
        """Return what was judged; a field that could not be read is left empty."""
        given = self.cleaned_data
        event = given.get("event_date")
        return VerdictInput(
            state=given.get("state", ""),
            reason=given.get("reason", ""),
            confidence=given.get("confidence", ""),
            event_date=event.first_day if event else None,
            event_date_precision=event.precision if event else "unknown",
            condition_met=given.get("condition_met", ""),
            condition_met_on=given.get("condition_met_on"),
            evidence=evidence,
        )


class EvidenceForm(forms.Form):
    """One piece of evidence: a passage of this library, or an outside source."""

    passage = forms.UUIDField(required=False, widget=forms.HiddenInput)
    bears = forms.ChoiceField(
        label=_("Bears"), required=False, choices=Evidence.Bears.choices, widget=forms.Select
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=500,
        help_text=_("who says it, and where: “Reuters, 21 March 2022”"),
    )
    date = PartialDateField(label=_("Date of what it reports"), required=False, help_text=HOW)
    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("only if you have seen the page"),
    )
    words = forms.CharField(
        label=_("Its words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text=_("verbatim, without quotation marks"),
    )
    reports = forms.CharField(
        label=_("What it reports, in our words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text=_("needed where there are no words of its own; shown as paraphrased"),
    )
    key = forms.CharField(
        label=_("Key"),
        required=False,
        max_length=120,
        help_text=_("a short name to find this source by when you need it again; may stay empty"),
    )

    def __init__(
        self, *args: Any, passages: Mapping[str, StatementView], conditional: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.view = passages.get(str(self["passage"].value() or ""))
        if self.of_passage:
            for name in ("source", "date", "url", "reports", "key"):
                del self.fields[name]
            self.fields["words"].help_text = _("as they stand in the passage; shorten them freely")
        if not conditional:
            self.fields["bears"].widget = forms.HiddenInput()

    @property
    def of_passage(self) -> bool:
        """Whether it is a passage of this library."""
        return bool(self["passage"].value())

    def clean(self) -> dict[str, Any]:
        """Refuse a passage that readers cannot see."""
        if self.of_passage and self.view is None:
            self.add_error(
                "words",
                gettext("This passage is not public any more. Take it away, or use another."),
            )
        return super().clean() or {}

    def given(self) -> EvidenceInput:
        """Return the piece; a field that could not be read is left empty."""
        typed = self.cleaned_data
        date = typed.get("date")
        return EvidenceInput(
            bears=typed.get("bears") or Evidence.Bears.OUTCOME,
            passage=self.view.annotation if self.view else None,
            words=typed.get("words", "").replace("\r\n", "\n"),  # as browsers send line breaks
            key=typed.get("key", ""),
            source=typed.get("source", ""),
            url=typed.get("url", ""),
            reports=typed.get("reports", ""),
            date=date.first_day if date else None,
            date_precision=date.precision if date else "unknown",
        )


def put_errors(
    errors: Mapping[str, Sequence[str]], form: VerdictForm, pieces: Sequence[EvidenceForm]
) -> list[str]:
    """Put what the service found wrong beside its fields; return what belongs to no field.

    A field whose typing could not even be read keeps that error alone.
    """
    rest: list[str] = []
    for name, messages in errors.items():
        of: forms.Form = form
        field = name.removesuffix("_precision")
        if name.startswith("evidence."):
            _evidence, number, field = name.split(".", 2)
            of, field = pieces[int(number)], field.removesuffix("_precision")
        if field == "passage":
            field = "words"  # which stands for the passage in the form
        if field not in of.fields or of.fields[field].widget.is_hidden:
            rest.extend(messages)
        elif field not in of.errors:
            for message in messages:
                of.add_error(field, message)
    return rest
