"""What the scripts say of what waits on the device, of drafts there, of undo and of conflicts."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        # the connection
        "offline": _("the server cannot be reached."),
        "signIn": _("you were signed out."),
        "otherSignedIn": _("{name} is signed in in this browser now."),
        "oneWaits": _("1 change waits on this device:"),
        "someWait": _("{count} changes wait on this device:"),
        "keptHere": _("Kept on this device, to be sent later: {why}"),
        "keptOne": _("{what} is kept on this device and will be sent"),
        "allSent": _("Sent: everything is saved"),
        "waitingToBeSent": _("waiting to be sent"),
        "noRoom": _("this device has no room left to keep it. Keep this page open."),
        # undo
        "nothingToUndo": _("There is nothing to undo"),
        "nothingToRedo": _("There is nothing to do again"),
        "barred": _("Not possible: {what}. {why}"),
        "onceMore": _("Once more goes on to the step before."),
        "passedOver": _("It is passed over."),
        "changedSince": _("It was changed by somebody else since, and stays as it is."),
        "goneSince": _("It is no longer there."),
        "stepMade": _("{what} made"),
        "stepChanged": _("{what} changed"),
        "stepDeleted": _("{what} deleted"),
        "stepSubmit": _("{what} submitted"),
        "stepReturn": _("{what} sent back"),
        "stepPublish": _("{what} published"),
        "stepWithdraw": _("{what} withdrawn"),
        "stepSubmitAll": _("{count} drafts submitted"),
        "stepPublishAll": _("{count} annotations published"),
        "stepDiscarded": _("what was typed of {what} discarded"),
        "stepTyped": _("“{field}” filled in"),
        "stepWords": _("words taken"),
        "reasonToChange": _("Say why it is changed back"),
        "changeBack": _("Change it back"),
        "reasonToChangeWhy": _("{what} is published: readers see why it changed."),
        "withdrawInstead": _("Withdraw what was published?"),
        "withdrawInsteadWhy": _(
            "{what} is public, so it is not silently taken back: it can be withdrawn. "
            "Say why; readers see this at its address."
        ),
        "publishAgain": _("Publish again?"),
        "publishAgainWhy": _("{what} was withdrawn, and becomes public again."),
        # drafts on the device
        "draftsOne": _("1 annotation is not saved yet. It is kept on this device."),
        "draftsSome": _("{count} annotations are not saved yet. They are kept on this device."),
        "putByOne": _("1 annotation not saved"),
        "putBySome": _("{count} annotations not saved"),
        "youWereWriting": _("You were writing {what} at {time}"),
        "refusedWhat": _("{what} was not taken by the server: {why}"),
        "refusedElsewhere": _(
            "In another source a change was not taken by the server: {what} “{words}”. {why} "
            "What you typed is kept there, among what is not saved."
        ),
        "goOn": _("Go on"),
        "goOnWith": _("Go on with {what}: {words}"),
        "discard": _("Discard"),
        "discardOf": _("Discard what was typed of {what}: {words}"),
        "look": _("Look at it"),
        "dismiss": _("Done"),
        "putBy": _("{what} is not saved; what you typed is kept"),
        "unsavedMark": _("with unsaved changes"),
        "openInOther": _("being written in another window"),
        "noText": _("nothing typed yet"),
        # changed by two
        "changedByAt": _("{name} changed this at {time} while you were writing."),
        "changedBySomebody": _("This was changed at {time} while you were writing."),
        "goneBy": _("This was deleted elsewhere while you were writing. Saving makes it anew."),
        "followed": _("{what} was changed elsewhere; this is how it stands now"),
        "closedGone": _("{what} was deleted elsewhere"),
        "bySomebody": _("somebody else"),
        "before": _("Before"),
        "yours": _("Yours"),
        "theirs": _("Theirs"),
        "theirsOf": _("{name}’s"),
        "mergedYours": _("only you changed this"),
        "mergedTheirs": _("only {name} changed this"),
        "mergedBoth": _("both, put together"),
        "mergedSame": _("both alike"),
        "chooseOne": _("Choose which it shall be."),
        "conflictsLeft": _("{count} left to choose"),
        "inserted": _("added"),
        "removed": _("removed"),
        "fieldKind": _("Kind, and all that belongs to it"),
        "fieldHorizon": _("Judged by"),
        "fieldBody": _("Words"),
        "fieldCue": _("Words that introduce it"),
        "yes": _("yes"),
        "no": _("no"),
    }
