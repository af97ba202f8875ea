"""By when a prediction is judged: its deadline, and where that comes from (manual, section 3)."""

import datetime
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


def term(detail: PredictionInput, *, last_day: datetime.date | None, horizon_words: str) -> Term:
    """Work out the term of a prediction in a source whose date allows `last_day` at the latest.

    Raises Invalid where the ground lacks what it rests on.
    """
    ground, own_basis = detail.horizon_ground, detail.deadline_basis.strip()
    if ground == Prediction.Ground.STATED:
        if detail.horizon_end is None:
            raise Invalid({"horizon_end": [_("Give the last day that the words allow.")]})
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
        basis = own_basis or (
            f'no date: an event ends it, "{horizon_words}"'
            if horizon_words
            else "no date: an event ends it"
        )
        return Term(None, detail.deadline, basis)
    return Term(None, None, own_basis or "no term makes sense")
