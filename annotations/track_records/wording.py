"""The words of track records: why something is left out, what a score says."""

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Prediction, Verdict
from annotations.models.prediction import TERM_LABELS
from annotations.scoring.cases import Exclusion
from annotations.scoring.likelihood import Band
from annotations.scoring.reliability import Fit, Wording
from annotations.scoring.wilson import Interval

# Why a prediction is left out, as the ledger has it.
REASONS: dict[Exclusion, Promise] = {
    Exclusion.INFERRED: _("only inferred about somebody, who never said it"),
    Exclusion.UNATTRIBUTED: _("said by nobody in particular"),
    Exclusion.NOT_JUDGED: _("not judged yet"),
    Exclusion.STILL_OPEN: _("examined, and still open"),
    Exclusion.NO_HORIZON: _("no horizon: never due"),
    Exclusion.UNFALSIFIABLE: _("cannot be determined"),
    Exclusion.CONDITION_NOT_MET: _("its condition was not met"),
    Exclusion.CONDITION_UNKNOWN: _("not known whether its condition was met"),
    Exclusion.CONDITION_UNSAID: _("its verdict does not say whether its condition was met"),
    Exclusion.WITHDRAWN: _("withdrawn by its author"),
    Exclusion.NOT_PAST: _("decided early: counted once its horizon has passed"),
    Exclusion.DEFAULT_HORIZON: _("five-year rule: the text gives no end date"),
    Exclusion.SINGLE_REVIEWED: _("judged by one person alone"),
    Exclusion.TERMS_CHANGED: _("changed since two people judged it: its words, term or speaker"),
}

# The same as part of a sentence: "11 rest on the five-year rule".
CLAUSES = {
    Exclusion.INFERRED: ngettext_lazy(
        "%(n)d is only inferred about somebody", "%(n)d are only inferred about somebody", "n"
    ),
    Exclusion.UNATTRIBUTED: ngettext_lazy(
        "%(n)d is said by nobody in particular", "%(n)d are said by nobody in particular", "n"
    ),
    Exclusion.NOT_JUDGED: ngettext_lazy("%(n)d is not judged yet", "%(n)d are not judged yet", "n"),
    Exclusion.STILL_OPEN: ngettext_lazy("%(n)d is still open", "%(n)d are still open", "n"),
    Exclusion.NO_HORIZON: ngettext_lazy("%(n)d has no horizon", "%(n)d have no horizon", "n"),
    Exclusion.UNFALSIFIABLE: ngettext_lazy(
        "%(n)d cannot be determined", "%(n)d cannot be determined", "n"
    ),
    Exclusion.CONDITION_NOT_MET: ngettext_lazy(
        "the condition of %(n)d was not met", "the conditions of %(n)d were not met", "n"
    ),
    Exclusion.CONDITION_UNKNOWN: ngettext_lazy(
        "of %(n)d it is not known whether the condition was met",
        "of %(n)d it is not known whether the conditions were met",
        "n",
    ),
    Exclusion.CONDITION_UNSAID: ngettext_lazy(
        "of %(n)d the verdict does not say whether the condition was met",
        "of %(n)d the verdicts do not say whether the conditions were met",
        "n",
    ),
    Exclusion.WITHDRAWN: ngettext_lazy(
        "%(n)d was withdrawn by its author", "%(n)d were withdrawn by their author", "n"
    ),
    Exclusion.NOT_PAST: ngettext_lazy(
        "%(n)d was decided before its horizon has passed",
        "%(n)d were decided before their horizons have passed",
        "n",
    ),
    Exclusion.DEFAULT_HORIZON: ngettext_lazy(
        "%(n)d rests on the five-year rule", "%(n)d rest on the five-year rule", "n"
    ),
    Exclusion.SINGLE_REVIEWED: ngettext_lazy(
        "%(n)d was judged by one person alone", "%(n)d were judged by one person alone", "n"
    ),
    Exclusion.TERMS_CHANGED: ngettext_lazy(
        "%(n)d was changed since it was judged", "%(n)d were changed since they were judged", "n"
    ),
}

# The filter by which the board lists what a reason speaks of, if there is one, and its value.
FILTERS: dict[Exclusion, tuple[str, Verdict.State | Prediction.Ground]] = {
    Exclusion.STILL_OPEN: ("state", Verdict.State.STILL_OPEN),
    Exclusion.NO_HORIZON: ("horizon", Prediction.Ground.NONE),
    Exclusion.UNFALSIFIABLE: ("state", Verdict.State.CANNOT_BE_DETERMINED),
    Exclusion.CONDITION_NOT_MET: ("state", Verdict.State.CONDITION_NOT_MET),
    Exclusion.WITHDRAWN: ("state", Verdict.State.WITHDRAWN_BY_AUTHOR),
    Exclusion.DEFAULT_HORIZON: ("horizon", Prediction.Ground.DEFAULT_5Y),
}

FITS: dict[Fit, Promise | str] = {
    Fit.UNDECIDED: "",
    Fit.TOO_STRONG: _("too strong"),
    Fit.TOO_WEAK: _("too weak"),
}


def amount(weight: Fraction) -> str:
    """Write a sum of weights: "8", or "7.33" where a compound was cut."""
    return f"{round(float(weight), 2):g}"


def percent(share: float) -> str:
    """Write a share: "50%"."""
    return f"{share * 100:.0f}%"


def percents(interval: Interval | Band) -> str:
    """Write a range of shares: "22–78%"; "70%" where both ends are the same."""
    low, high = f"{interval.low * 100:.0f}", f"{interval.high * 100:.0f}"
    return f"{low}%" if low == high else f"{low}–{high}%"


def wording(one: Wording) -> str:
    """Write what gave a band: a term, or the number that a source prints."""
    if one.term is None:
        label = str(_("printed: %(percent)s")) % {"percent": percent(one.printed or 0)}
    else:
        label = str(TERM_LABELS[one.term])
    return str(_("%(words)s (said of the opposite)")) % {"words": label} if one.opposite else label
