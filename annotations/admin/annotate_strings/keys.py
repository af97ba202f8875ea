"""What the scripts say of keys, of undo and redo."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "or": _("or"),
        "keysTag": _("Say what the selected words are"),
        "keysOpen": _("With an annotation open"),
        "keysText": _("In the text"),
        "keysSave": _("Save"),
        "keysBack": _("Back"),
        "keysEdit": _("Undo"),
        "keysHelp": _("Help"),
        "keyEscape": _("Cancel, or go back to the text"),
        "keyEnter": _("Open the passage at the caret; again the next larger one"),
        "keySave": _("Save what is open"),
        "keyHelp": _("Show all keys"),
        "undo": _("Undo"),
        "redo": _("Do it again"),
        "undoThis": _("Undo: {what}"),
        "redoThis": _("Do again: {what}"),
        "undid": _("Undone: {what}"),
        "stays": _("Nothing was changed: {what}"),
        "redid": _("Done again: {what}"),
        "keysGo": _("Go, and show"),
        "goNext": _("Open the next annotation"),
        "goPrevious": _("Open the one before"),
        "goNextToDo": _("Open the next that waits: a draft, or in review"),
        "goPreviousToDo": _("Open the one before that waits"),
        "goNextParagraph": _("To the next paragraph"),
        "goPreviousParagraph": _("To the paragraph before"),
        "goNextPane": _("To the next pane: list, text, form"),
        "goPreviousPane": _("To the pane before"),
        "goToText": _("To the text"),
        "goToList": _("To the list"),
        "goToForm": _("To the form"),
        "goFind": _("Search the list"),
        "goShow-claim": _("Show or hide claims"),
        "goShow-prediction": _("Show or hide predictions"),
        "goShow-mention": _("Show or hide mentions"),
        "kindShown": _("{kind} are shown"),
        "kindHidden": _("{kind} are hidden"),
        "atParagraph": _("Paragraph {number}"),
        "noFurther": _("There is none further on"),
        "noEarlier": _("There is none before"),
    }
