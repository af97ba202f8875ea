"""What the scripts say of selecting: the caret, parts of a passage, its boundaries."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "blank": _("blank"),
        "keyMoveLetter": _("Move by letter; with Shift, select"),
        "keyMoveWord": _("Move by word; with Shift, select"),
        "keyMoveLine": _("Move by line; with Shift, select"),
        "keyMoveSentence": _("Move by sentence; with Shift, select"),
        "keyMoveParagraph": _("Move by paragraph; with Shift, select"),
        "keyMoveEdge": _("To the start or end of the line; with Shift, select"),
        "keyMoveText": _("To the start or end of the text; with Shift, select"),
        "keyMovePage": _("Move by what is in sight; with Shift, select"),
        "keyGrow": _("Select more: the word, the sentence, the paragraph"),
        "keyShrink": _("Select less, back the same way"),
        "keySentence": _("Select the sentence at the caret"),
        "keyParagraph": _("Select the paragraph at the caret"),
        "keyBy": _("Select by letters, words or sentences, with the mouse"),
        "by-letter": _("Mouse and finger select by letters"),
        "by-word": _("Mouse and finger select by words"),
        "by-sentence": _("Mouse and finger select by sentences"),
        "keyPopover": _("Go to the bar at the selected words"),
        "keyStart": _("Move the start of the passage that is open"),
        "keyEnd": _("Move the end of the passage that is open"),
        "keysBounds": _("The boundaries of what is open"),
        "openThat": _("Open {what}"),
        "selectedTagged": _("Selected: {words}. Tagged already as {what}."),
        "body": _("Passage"),
        "condition": _("Condition"),
        "likelihood": _("Likelihood words"),
        "horizon": _("Horizon words"),
        "cue": _("Cue"),
        "partOf": _("{role}, part {number}"),
        "startOf": _("Start of {what}"),
        "endOf": _("End of {what}"),
        "startsWith": _("begins with “{words}”"),
        "endsWith": _("ends with “{words}”"),
        "earlier": _("{edge}, one word earlier"),
        "later": _("{edge}, one word later"),
        "removePart": _("Remove {what}"),
        "partAdded": _("Added as another part: {words}"),
        "partJoined": _("Joined with the part that it touches: {words}"),
        "partRemoved": _("Removed: {words}"),
        "smallest": _("It cannot be shorter."),
    }
