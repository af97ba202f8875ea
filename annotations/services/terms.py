"""By when a prediction is judged: its deadline, and where that comes from (manual, section 3)."""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.models import Prediction
from annotations.scoring.periods import months_after
from annotations.services.inputs import PredictionInput
from sourcelib.services.refusals import Invalid

DEFAULT_YEARS = 5  # the horizon of a text that gives no end date


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline, or none, and its basis in a phrase; `end` only where the text gives it."""

    end: datetime.date | None
    deadline: datetime.date | None
    basis: str


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The same day `years` later; from 29 February to 28 where the year has no 29.

    In the last year that dates have at the latest.
    """
    return months_after(day, 12 * years)


def term(
    detail: PredictionInput,
    *,
    first_day: datetime.date | None,
    last_day: datetime.date | None,
    horizon_words: str,
) -> Term:
    """Work out the term of a prediction in a source that its date places between two days.

    A basis that another ground left behind is worked out anew. Raises Invalid where the ground
    lacks what it rests on, or the term ends before the source can have been published.
    """
    ground, own_basis = detail.horizon_ground, detail.deadline_basis.strip()
    if _is_of_another(ground, own_basis):
        own_basis = ""
    if ground == Prediction.Ground.STATED:
        if detail.horizon_end is None:
            raise Invalid({"horizon_end": [_("Give the last day that the words allow.")]})
        _refuse_past("horizon_end", detail.horizon_end, first_day)
        basis = own_basis or (
            _("last day of “%(words)s”") % {"words": horizon_words}
            if horizon_words
            else _("stated in the text")
        )
        return Term(detail.horizon_end, detail.horizon_end, basis)
    if detail.horizon_end is not None:
        raise Invalid({"horizon_end": [_("Only a horizon that the text states has a last day.")]})
    if ground == Prediction.Ground.DEFAULT_5Y:
        if last_day is None:
            raise Invalid(
                {
                    "horizon_ground": [
                        _(
                            "The source has no date to count five years from. "
                            "Give the source its date, or choose another horizon."
                        )
                    ]
                }
            )
        counted = f"five years from {last_day.isoformat()}"
        basis = counted
        if own_basis.startswith(counted):
            basis = own_basis
        elif horizon_words:
            basis = f'{counted}; "{horizon_words}" gives no end date'
        return Term(None, years_after(last_day, DEFAULT_YEARS), basis)
    if ground == Prediction.Ground.EVENT:
        _refuse_past("deadline", detail.deadline, first_day)
        basis = own_basis or (
            f'no date: an event ends it, "{horizon_words}"'
            if horizon_words
            else "no date: an event ends it"
        )
        return Term(None, detail.deadline, basis)
    return Term(None, None, own_basis or "no term makes sense")


def _refuse_past(field: str, end: datetime.date | None, first_day: datetime.date | None) -> None:
    if end is not None and first_day is not None and end < first_day:
        message = _(
            "This is before %(day)s, the first day that the date of the source allows: what was "
            "over then is no prediction. Correct the day, or the date of the source."
        )
        raise Invalid({field: [message % {"day": first_day.isoformat()}]})


def _is_of_another(ground: str, basis: str) -> bool:
    """Whether a basis is in the words that are made for another ground than this one."""
    return any(
        other != ground and re.match(made, basis) is not None for other, made in _made().items()
    )


def _made() -> dict[str, str]:
    """Return by ground how a basis begins that was made for it, here or by a horizon's proposal."""
    stated = {"stated in the text", _("stated in the text"), "last day of “", 'last day of "'}
    stated |= {_("last day of “%(words)s”").partition("%(words)s")[0]} - {""}
    return {
        Prediction.Ground.STATED: rf'"[^"]*", counted from \d|{"|".join(map(re.escape, stated))}',
        Prediction.Ground.DEFAULT_5Y: r"five years from \d",
        Prediction.Ground.EVENT: "no date: ",
        Prediction.Ground.NONE: "no term makes sense",
    }
