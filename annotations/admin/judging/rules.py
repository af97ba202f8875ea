"""What each verdict means, in a line; the long form is section "Resolution" of the guidelines."""

from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation, Verdict

RULES = {
    Verdict.State.CAME_TRUE: _("The event in the sentence happened by the deadline."),
    Verdict.State.PARTLY: _("Some of what it states happened, or only a weaker form of it."),
    Verdict.State.DID_NOT_COME_TRUE: _(
        "It had not happened when the deadline passed, or was ended before it."
    ),
    Verdict.State.CONDITION_NOT_MET: _("Only where the condition demonstrably stayed unfulfilled."),
    Verdict.State.CANNOT_BE_DETERMINED: _(
        "There is no yardstick, it cannot be observed, or who is right is itself disputed. "
        "Better than a guess."
    ),
    Verdict.State.STILL_OPEN: _(
        "Examined today and not yet decidable. It ends nothing; impossible once the deadline "
        "has passed."
    ),
    Verdict.State.WITHDRAWN_BY_AUTHOR: _("Its author took it back before it was decided."),
    Verdict.State.SUPPORTED: _("Records bear it out as it is worded."),
    Verdict.State.CONTRADICTED: _("Records show that it is not so."),
    Verdict.State.MIXED: _("Records bear out a part of it, or disagree with one another."),
    Verdict.State.UNVERIFIABLE: _("No record could settle it. Better than a guess."),
}


def states_of(annotation: Annotation, *, conditional: bool) -> list[Verdict.State]:
    """Return the verdicts that there are on a prediction, or on a claim."""
    fitting = (
        Verdict.OF_PREDICTIONS
        if annotation.kind == Annotation.Kind.PREDICTION
        else Verdict.OF_CLAIMS
    )
    return [
        state
        for state in Verdict.State
        if state in fitting and (conditional or state != Verdict.State.CONDITION_NOT_MET)
    ]
