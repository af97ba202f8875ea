"""What the scripts say of the versions of an annotation."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "keysVersions": _("History"),
        "keyVersions": _("Show how the annotation that is open came to be"),
        "versionCount": _("{count} versions"),
        "versionOne": _("1 version"),
        "versionsLoading": _("Loading…"),
        "version": _("Version {number}"),
        "versionNow": _("as it stands"),
        "versionBy": _("by {name}"),
        "versionNobody": _("by somebody who is gone"),
        "versionFirst": _("How it began."),
        "versionRestore": _("Restore version {number}"),
        "versionRestoreText": _("It will say again what it said in version {number}."),
        "versionRestoreWhy": _("Why? It is published, and readers see its history."),
        "versionRestored": _("{what} is as in version {number} again"),
        "versionLeftOut": _("What could not come back: {what}"),
        "versionUnsaved": _("Save or discard what you typed first."),
        "versionOption": _("{number}: {what}, {time}"),
        "versionCompared": _("From version {from} to {to}: {count} changes"),
        "versionComparedOne": _("From version {from} to {to}: 1 change"),
        "versionAlike": _("Versions {from} and {to} say the same."),
        "undoVersion": _("Restore version {number} of {what}"),
    }
