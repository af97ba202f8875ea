"""What those who curate look up while they tag, and what they add to it on the spot."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from annotations.api.describing.operation import Operation, refers_to, several, writes
from annotations.api.describing.parameters import parameter
from annotations.api.registry import PropositionSerializer
from annotations.lists import forms
from annotations.models import Prediction

_WORDS = parameter("words", forms.TEXT, _("The words of the text."), required=True)
_Q = parameter("q", forms.TEXT, _("What was typed of the name."))
_ASKS = (400, 403)


def operations() -> Mapping[str, Operation]:
    """Return them by method and address."""
    polarity = forms.one_of(Prediction.Polarity.values)
    source = parameter("source", forms.SLUG, _("The slug of the source at hand."))
    return {
        "POST propositions/": writes(
            _("Add a proposition"),
            "FoundProposition",
            PropositionSerializer,
            status=201,
            refuses=_ASKS,
        ),
        "GET find/actors/": writes(
            _("Find an actor while typing"),
            several("FoundActor"),
            says=_("Those of the source come first of equals; nearly so spelled ones come last."),
            parameters=[
                _Q,
                source,
                parameter("words", forms.TEXT, _("The passage, if something else was typed.")),
            ],
            refuses=(403,),
        ),
        "GET find/topics/": writes(
            _("Find a topic while typing"),
            several("TopicName"),
            parameters=[_Q, source],
            refuses=(403,),
        ),
        "GET find/propositions/": writes(
            _("Find a proposition while typing"),
            several("FoundProposition"),
            parameters=[_Q, source],
            refuses=(403,),
        ),
        "GET find/statements/": writes(
            _("Find a claim or prediction while typing"),
            several("FoundStatement"),
            parameters=[_Q, source],
            refuses=(403,),
        ),
        "GET sources/{slug}/terms/": writes(
            _("Ask which words of a passage say how likely, by when and under which condition"),
            refers_to("Terms"),
            says=_("Of English texts only; nothing is saved."),
            parameters=[
                parameter("start", forms.COUNT, _("Where the passage begins."), required=True),
                parameter("end", forms.NUMBER, _("Where it ends."), required=True),
            ],
            refuses=(400, 403, 404),
        ),
        "GET horizon/": writes(
            _("Ask what horizon words of a source mean"),
            refers_to("Horizon"),
            parameters=[
                _WORDS,
                parameter("source", forms.SLUG, _("The slug of the source."), required=True),
            ],
            refuses=(400, 403, 404),
        ),
        "GET likelihood/": writes(
            _("Ask how likelihood words read"),
            refers_to("Likelihood"),
            parameters=[
                _WORDS,
                parameter("polarity", polarity, _("Of the event or of its opposite.")),
            ],
            refuses=_ASKS,
        ),
    }
