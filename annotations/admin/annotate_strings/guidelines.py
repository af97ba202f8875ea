"""What the scripts say of the guidelines."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "keysGuide": _("Guidelines"),
        "keyGuide": _("Guidelines for the kind and field in hand; again to go into them"),
        "guideAt": _("Guidelines: {title}"),
    }
