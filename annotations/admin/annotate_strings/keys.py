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
        "redid": _("Done again: {what}"),
    }
