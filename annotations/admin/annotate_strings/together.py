"""What the scripts say of who else is here, of what was read, and of what one was given to do."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "isHere": _("{name} is here"),
        "isHereAt": _("{name} is here, at ¶ {paragraph}"),
        "isHereWith": _("{name} is here, with {what} open"),
        "isHereAtWith": _("{name} is here, at ¶ {paragraph}, with {what} open"),
        "otherWindow": _("You have this open in another window"),
        "otherWindowAt": _("Another window of yours is at ¶ {paragraph}"),
        "otherWindowWith": _("Another window of yours has {what} open"),
        "otherWindowAtWith": _("Another window of yours is at ¶ {paragraph}, with {what} open"),
        "morePeople": _("and {count} more"),
        "you": _("you"),
        "areHere": _("here: {names}"),
        "sameOpen": _("{name} has this open too."),
        "sameOpenOwn": _("You have this open in another window too."),
        "changedBy": _("{name} changed {what}"),
        "changedOne": _("{what} was changed"),
        "changedSome": _("{count} annotations were changed: {names}"),
        "goneOne": _("{what} was deleted"),
        "goneSome": _("{count} annotations were deleted"),
        "textCorrected": _(
            "The text of this source was corrected: it is at revision {number}. "
            "What you tag here can no longer be saved."
        ),
        "keysReading": _("Reading"),
        "keyRead": _("I have read this paragraph and tagged what there is; on to the next"),
        "keyUnread": _("Not read after all"),
        "keyNextUnread": _("Go to the next paragraph that is not read"),
        "isRead": _("read"),
        "isReadByOthers": _("read by others"),
        "readCount": _("{read} of {total} paragraphs read"),
        "readOne": _("Paragraph {number} read"),
        "unreadOne": _("Paragraph {number} not read after all"),
        "readUpTo": _("All up to paragraph {number} read"),
        "readAlready": _("All up to here is read already"),
        "allRead": _("All {total} paragraphs are read"),
        "nextUnread": _("Paragraph {number}, not read yet. {read} of {total} are."),
        "given-annotate": _("Given to you to annotate"),
        "given-review": _("Given to you to review"),
        "givenBy": _("by {name}"),
        "isDue": _("until {day}"),
        "wasDue": _("overdue since {day}"),
        "doneAsk": _("Done…"),
        "doneYes": _("It is done"),
        "doneWhat": _("Said that it is done"),
        "doneSaid": _("It is done, and no longer on your list"),
        "leftUnread": _("{count} paragraphs are not marked as read."),
        "leftDrafts": _("{count} of your drafts are not submitted for review."),
        "leftInReview": _("{count} annotations are still in review."),
        "leftNothing": _("Nothing is left to do here."),
    }
