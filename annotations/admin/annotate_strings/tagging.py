"""What the scripts say of tagging: fields, actors, terms, links, what is copied and repeated."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        **_fields(),
        **_links(),
        **_repeating(),
    }


def _fields() -> dict[str, str]:
    return {
        "keysForm": _("In the form"),
        "createProposition": _("Create “{name}” as a new proposition"),
        "usedHere": _("{count} here"),
        "aliasAlso": _("“{words}” is kept as its"),
        "notChosen": _(
            "“{words}” is not chosen yet: choose it from the list, create it, or clear the field."
        ),
        "howPreset": _("How the words refer: {how}"),
        "keyAbout": _("About: take the actors tagged in the passage"),
        "noneInPassage": _("No other actor is tagged in this passage"),
        "aboutTaken": _("Taken, not saved yet: {names}"),
        "keyReported": _("Reported words: go on to the speaker"),
        "inPassage": _("in this passage"),
        "inSentence": _("in this sentence"),
        "inParagraph": _("in this paragraph"),
        "keyUseFound": _("Use all words found for a prediction"),
        "keyPick-condition": _("Select the condition in the text"),
        "keyPick-likelihood": _("Select the likelihood words in the text"),
        "keyPick-horizon": _("Select the horizon words in the text"),
        "keyClear-condition": _("Clear the words of the condition"),
        "keyClear-likelihood": _("Clear the likelihood words"),
        "keyClear-horizon": _("Clear the horizon words"),
        "keyTakePicked": _("Take the selected words for the field that waits"),
        "pickHold": _("Selected: {words}. Enter takes them."),
        "foundWords": _("Found in the passage: {words}"),
        "foundUsed": _("Taken, not saved yet: {words}"),
        "use": _("use"),
        "cleared": _("Cleared"),
    }


def _links() -> dict[str, str]:
    return {
        "linkBegun": _("{what}: a link was begun and not added"),
        "keyRelate": _("Relate it to another passage"),
        "relatePick": _(
            "Choose the other claim or prediction: click it, put the caret in it and press Enter, "
            "or choose it in the list. Esc stops."
        ),
        "chooseNone": _("Nothing there can be chosen. Choose another passage; Esc stops."),
        "relationReads": _("Here: {forward} “{other}”. There: {back} this passage."),
        "undone": _("Undone by who did it"),
        "linkGone": _("This link is no longer there."),
        "stepRelated": _("a relation made"),
        "stepUnrelated": _("a relation removed"),
        "stepJoined": _("joined to a proposition"),
        "stepLeft": _("taken out of a proposition"),
        "stepGrouped": _("put together as one sentence"),
        "stepTakenOut": _("taken out of its sentence"),
    }


def _repeating() -> dict[str, str]:
    return {
        "keyCopy": _("Copy the fields of another annotation"),
        "keyTopics": _("Take the topics of the last annotation"),
        "copyFrom": _("Of {what}, “{words}”:"),
        "copyNothing": _("There is no other annotation yet to copy from."),
        "copyPick": _(
            "Choose the one to copy from: click it, put the caret in it and press Enter, or choose "
            "it in the list. Esc stops."
        ),
        "copied": _("{count} fields copied from {what}, not saved yet"),
        "copy-actor": _("Actor"),
        "copy-how": _("How"),
        "copy-part": _("Part"),
        "copy-summary": _("Sentence"),
        "copy-claim_kind": _("Kind"),
        "copy-attribution": _("Who says it"),
        "copy-certainty": _("Certainty"),
        "copy-form": _("Form"),
        "copy-condition": _("Condition"),
        "copy-likelihood": _("Likelihood"),
        "copy-horizon": _("Judged by"),
        "copy-about": _("About"),
        "copy-topics": _("Topics"),
        "copy-note": _("Note"),
        "noTopics": _("No topics to take"),
        "topicsTaken": _("Topics taken, not saved yet: {names}"),
        "keySaveNext": _("Save, and open the next draft"),
        "keySaveLike": _("Save; the next of its kind begins like it"),
        "likeNext": _("The next of this kind begins like {what}, “{words}”. Esc stops."),
        "nothingYet": _(
            "Nothing is tagged yet. Select words in the text, or press f for suggestions."
        ),
        "nothingLeft": _("No draft is left in this source"),
    }
