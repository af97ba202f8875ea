"""What the scripts say while an editor reviews, or a curator mends what was sent back."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return _walking() | _checks() | _facts()


def _walking() -> dict[str, str]:
    return {
        "reviewTitle": _("Review"),
        "mendTitle": _("Sent back to you"),
        "reviewAt": _("{at} of {count}"),
        "reviewOfAll": _("all {count}"),
        "reviewLeft": _("Review left"),
        "reviewFirst": _("This is the first one"),
        "approveNext": _("Publish and next"),
        "mendedNext": _("Mended, submit again"),
        "skipOne": _("Skip"),
        "nextOne": _("Next"),
        "alreadyDecided": _("Decided already: it is {state}."),
        "reviewDone": _(
            "You have been through all: {published} published, {returned} sent back, "
            "{skipped} skipped."
        ),
        "mendDone": _("You have been through all: {submitted} submitted again, {skipped} skipped."),
        "reviewNothing": _("Nothing is in review here."),
        "mendNothing": _("Nothing was sent back to you here."),
        "sinceReturned": _("Sent back by {name}, {time}:"),
        "sincePublished": _("Published by {name}, {time}; changed since."),
        "noVersions": _("What changed cannot be told now: {why}"),
        "openOther": _("Show"),
        "openOtherOf": _("Show {what}"),
        "returnTitle": _("Send {what} back"),
        "returnMissing": _("Say why, so that its curator knows what to mend."),
        "togetherTitle": _("{count} plain mentions of {name}"),
        "togetherDo": _("Publish {count}"),
        "keysReview": _("Review"),
        "keyApprove": _("Publish it, or submit what was mended again, and go on"),
        "keyReturn": _("Send it back with a reason, and go on"),
        "keySkip": _("Skip it"),
        "keyReviewBack": _("Back to the one before"),
        "keyForm": _("Open its form"),
        "keyTogether": _("Publish the plain mentions of one actor together"),
        "keyMended": _("Save what was mended, submit it again and go on"),
    }


def _checks() -> dict[str, str]:
    return {
        "checkOwn": _("You made this yourself: another editor would see it with other eyes."),
        "checkUnchanged": _("Nothing was changed since it was sent back."),
        "checkQuestion": _("Open questions in its discussion: {count}."),
        "checkElsewhere": _(
            "It stands in revision {number}, not in this text: settle its place first."
        ),
        "checkTwin": _("{what} stands on nearly the same words."),
        "checkCrosses": _("It crosses {what}: passages nest, they should not cross."),
        "checkSameSentence": _("{what} says it in the same sentence."),
        "checkFullStop": _("The passage ends with the full stop of its sentence."),
        "checkPair": _("{left} and {right} do not come in pairs in the passage."),
        "checkNoKind": _("It has no kind of claim."),
        "checkInferred": _("It is inferred about somebody, and no note says from what."),
        "checkAbout": _("It is about nobody, though it names {names}."),
        "checkNoHorizonWords": _("Its term is said to be stated, and no horizon words are marked."),
        "checkNoLikelihoodWords": _("A likelihood is given, and no likelihood words are marked."),
        "checkLikelihoodUnread": _("Likelihood words are marked, and not read."),
        "checkNoConditionWords": _("A condition is given, and no condition words are marked."),
        "checkNoCondition": _("Condition words are marked, and no sentence gives the condition."),
        "checkHedge": _("The event is not stated flatly: “{words}”."),
        "checkOtherActor": _("“{words}” is {name} in {count} other places of this source."),
    }


def _facts() -> dict[str, str]:
    return {
        "factActor": _("Actor"),
        "factHow": _("How the words refer"),
        "factPart": _("Part played here"),
        "factPlace": _("Only as a place"),
        "factYes": _("yes"),
        "factSentence": _("In one sentence"),
        "factEvent": _("The event"),
        "factCondition": _("Condition"),
        "factWho": _("Who says it"),
        "factKind": _("Kind of claim"),
        "factCertainty": _("How certain"),
        "factForm": _("Form"),
        "factLikelihood": _("Likelihood"),
        "factHorizon": _("Horizon"),
        "factBy": _("by {date}"),
        "factBasis": _("Deadline from"),
        "factAbout": _("About"),
        "factTopics": _("Topics"),
        "factWhoNote": _("Note on who says it"),
        "factNote": _("Note"),
    }
