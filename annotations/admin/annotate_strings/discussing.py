"""What the scripts say of the discussion of an annotation."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "discussionCount": _("{count}"),
        "discussionOpen": _("{count}, {open} open"),
        "openQuestion": _("Open question"),
        "settledQuestion": _("Settled by {name}, {time}"),
        "remarkGone": _("somebody"),
        "reply": _("Reply"),
        "replyTo": _("Reply to {name}"),
        "answering": _("Answering {name}: “{words}”"),
        "settle": _("Settle"),
        "reopen": _("Open again"),
        "takeBack": _("Take back"),
        "takeBackTitle": _("Take this remark back?"),
        "takeBackText": _("“{words}” will be gone for everybody."),
        "said": _("Remark added"),
        "settled": _("Question settled"),
        "reopened": _("Question opened again"),
        "remarkTakenBack": _("Remark taken back"),
        "undoSaid": _("a remark on {what}"),
        "undoSettled": _("settling a question on {what}"),
        "undoReopened": _("opening a question on {what} again"),
        "remarkSign": _("Remarks: {count}"),
        "remarkSignOpen": _("Remarks: {count}, open questions: {open}"),
        "remarkUnseen": _("new to you"),
        "remarkKept": _("Kept on this device since {time}: you have not sent it."),
        "keysDiscuss": _("Discuss"),
        "keyDiscuss": _("Say or ask something about the open annotation"),
        "keySay": _("Send the remark, from its field"),
    }
