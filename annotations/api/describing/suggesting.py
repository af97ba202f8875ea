"""What is suggested to those who curate, and how it is turned down."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from annotations.api.describing.operation import Operation, refers_to, several, writes
from annotations.api.describing.parameters import parameter
from annotations.api.suggestions import RejectionSerializer
from annotations.list_data import Column
from annotations.lists import forms
from annotations.lists.forms import Form
from annotations.models import Annotation, Mention, Prediction, Span
from annotations.models.statement import Attribution

KINDS = forms.one_of([Annotation.Kind.MENTION, Annotation.Kind.PREDICTION])
_SHARE: Form = {"type": "number", "minimum": 0, "maximum": 1}


def _taken(name: str, form: Form, says: object) -> Column:
    return Column(name, itemgetter(name), form, says)


_START = _taken("start", forms.COUNT, _("Where it begins, in Unicode code points from 0."))
_END = _taken("end", forms.NUMBER, _("Where it ends: the code point after its last one."))
_EXACT = _taken("exact", forms.TEXT, _("The exact words."))
_HOW = (
    _taken("how", forms.one_of(Mention.How.values), _("By what kind of word.")),
    _taken("how_label", forms.TEXT, _("That in words.")),
)
_SCORE = _taken("score", _SHARE, _("How good it is, from 0 to 1: the sum of its reasons."))
_REASONS = _taken("reasons", several("SuggestionReason"), _("Why it is suggested."))
SHAPES: Mapping[str, Sequence[Column]] = {
    "Suggestions": (
        _taken("source", forms.SLUG, _("The slug of the source.")),
        _taken("revision", forms.NUMBER, _("The number of its current text.")),
        _taken("text_sha256", forms.SHA256, _("SHA-256 of that text in UTF-8.")),
        _taken("count", forms.COUNT, _("How many suggestions there are.")),
        _taken("results", several("Suggestion"), _("All of them, in the order of the text.")),
    ),
    "Suggestion": (
        _taken("kind", KINDS, _("What the words could be tagged as.")),
        *(_START, _END, _EXACT, _SCORE),
        _taken("rank", forms.NUMBER, _("1 for the best of its kind in this source.")),
        _REASONS,
        _taken("spans", several("SuggestedSpan"), _("The spans to create an annotation with.")),
        _taken(
            "candidates",
            several("SuggestedActor"),
            _("Whom it may mention, the likeliest first; empty for a prediction."),
        ),
        _taken(
            "fields",
            refers_to("SuggestedFields", or_none=True),
            _("What its words say of the fields of a prediction; none for a mention."),
        ),
    ),
    "OtherMentions": (
        _taken("source", forms.SLUG, _("The slug of the source.")),
        _taken("revision", forms.NUMBER, _("The number of its current text.")),
        _taken("text_sha256", forms.SHA256, _("SHA-256 of that text in UTF-8.")),
        _taken("actor", refers_to("ActorName"), _("Whom they may mention.")),
        _taken("count", forms.COUNT, _("How many places there are.")),
        _taken("results", several("OtherMention"), _("All of them, in the order of the text.")),
    ),
    "OtherMention": (
        *(_START, _END, _EXACT),
        _taken("sentence", refers_to("Stretch"), _("The sentence around it.")),
        *_HOW,
        _taken("sure", forms.FLAG, _("Whether nothing speaks against it.")),
        _taken("doubts", several("Doubt"), _("What does.")),
    ),
    "Stretch": (_START, _END),
    "Doubt": (
        _taken("code", forms.TEXT, _("What was seen, as a code that stays the same.")),
        _taken("says", forms.TEXT, _("That in words.")),
    ),
    "SuggestionReason": (
        _taken("code", forms.TEXT, _("What was seen, as a code that stays the same.")),
        _taken("says", forms.TEXT, _("That in words.")),
        _taken("weight", {"type": "number"}, _("What it adds to the score or takes away.")),
    ),
    "SuggestedSpan": (
        _taken("role", forms.one_of(Span.Role.values), _("What the words are.")),
        _taken("part", forms.NUMBER, _("Which stretch of those with this role.")),
        *(_START, _END, _EXACT),
    ),
    "SuggestedActor": (
        _taken("actor", refers_to("ActorName"), _("Who it may be.")),
        *(*_HOW, _SCORE, _REASONS),
    ),
    "SuggestedFields": (
        _taken("form", forms.one_of(Prediction.Form.values), _("What kind of prediction it is.")),
        _taken("attribution", forms.one_of(Attribution.values), _("Whose words it may be.")),
        _taken("likelihood", forms.one_of(Prediction.Likelihood.values), _("How likely.")),
        _taken("condition", forms.TEXT, _("Its condition in the words of the text.")),
        _taken("horizon_ground", forms.one_of(Prediction.Ground.values), _("What ends it.")),
        _taken("horizon_start", forms.DAY_OR_NONE, _("First day that the words allow.")),
        _taken("horizon_end", forms.DAY_OR_NONE, _("Last day that the words allow.")),
        _taken("deadline_basis", forms.TEXT, _("The basis of the deadline to fill in.")),
    ),
}


def operations() -> Mapping[str, Operation]:
    """Return them by method and address."""
    return {
        "GET sources/{slug}/suggestions/": writes(
            _("See what could be tagged next in a source"),
            refers_to("Suggestions"),
            says=_("Mentions of known actors, and passages that may predict; nothing is saved."),
            refuses=(400, 403, 404),
        ),
        "GET sources/{slug}/other-mentions/": Operation(
            "curating",
            _("See where else in a source an actor may be mentioned"),
            {200: refers_to("OtherMentions"), 400: "Refusal", 403: "Fault", 404: "Fault"},
            says=_("Also what is doubtful, with the doubts; nothing is saved."),
            parameters=[
                parameter("actor", forms.UID, _("Whom."), required=True),
                parameter("words", forms.TEXT, _("Words that mention them besides.")),
                parameter("how", forms.one_of(Mention.How.values), _("How those words refer.")),
            ],
        ),
        "POST sources/{slug}/suggestions/reject/": writes(
            _("Turn a suggestion down"),
            "Count",
            RejectionSerializer,
            says=_("It is not suggested again in this source while its sentence stays the same."),
            refuses=(400, 403, 404),
        ),
        "DELETE sources/{slug}/suggestions/reject/": Operation(
            "curating",
            _("Take back that a suggestion was turned down"),
            {204: None, 400: "Refusal", 403: "Fault", 404: "Fault"},
            parameters=[
                parameter("kind", KINDS, _("What it was suggested as."), required=True),
                parameter("revision", forms.NUMBER, _("The number of the text."), required=True),
                parameter("start", forms.COUNT, _("Where it begins."), required=True),
                parameter("end", forms.NUMBER, _("Where it ends."), required=True),
                parameter("exact", forms.TEXT, _("The exact words."), required=True),
                parameter(
                    "actors",
                    {"type": "array", "items": forms.UID},
                    _("Of which actors, for a mention."),
                ),
            ],
        ),
    }
