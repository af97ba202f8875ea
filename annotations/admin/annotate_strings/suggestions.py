"""What the scripts say of suggestions, and of other mentions of an actor."""

from django.utils.translation import gettext as _


def strings() -> dict[str, str]:
    """Return the sentences by the names that the scripts know them by, in the user's language."""
    return {
        "suggestedIn": _("Suggestions in paragraph {number}"),
        "suggestedMention": _("Suggested: actor “{words}”, {names}"),
        "suggestedPrediction": _("Suggested: prediction “{words}”"),
        "suggestedSeveral": _("{count} suggestions. {says}"),
        "suggestionAt": _("{number} of {count}"),
        "suggestionScore": _("Score {score} · number {rank} of its kind"),
        "suggestionsLeft": _("{count} suggestions left"),
        "noSuggestions": _("No suggestions left"),
        "notYetKnown": _("Suggestions are not there yet"),
        "firstSuggestion": _("This is the first suggestion"),
        "lastSuggestion": _("This is the last suggestion"),
        "acceptedOne": _("Tagged: “{words}” as {actor}"),
        "rejectedOne": _("Turned down: “{words}”"),
        "acceptAlike": _("All {count} of {actor} by {how}…"),
        "keysSuggestions": _("Suggestions"),
        "keySuggestions": _("Go through the suggestions"),
        "keyAccept": _("Take it and go on"),
        "keyReject": _("Turn it down and go on"),
        "keyNext": _("The next one"),
        "keyPrevious": _("The one before"),
        "keyCandidate": _("Choose the first, second… actor"),
        "keyEdit": _("Open its form before anything is saved"),
        "keyAlike": _("Take all that are like it, from a list"),
        "keyLeave": _("Back to the text"),
        "keyOthers": _("Tag other mentions of its actor"),
        "othersOf": _("Other mentions of {actor}"),
        "othersNoActor": _("Choose the actor first"),
        "othersCorrected": _(
            "The text of this source was corrected meanwhile. Load the page again."
        ),
        "othersCount": _("{count} of {all} ticked"),
        "othersYes": _("Tag {count}"),
        "othersMade": _("Tagged {count} other mentions of {actor}"),
        "ticks-all": _("All"),
        "ticks-none": _("None"),
        "ticks-sure": _("All without a doubt"),
    }
