"""Predictions to score: a way to make them, and the invented sample of the design."""

import datetime
from typing import Any

from annotations.scoring.cases import Case, Fate, Ground, Judged
from annotations.scoring.likelihood import Term

TODAY = datetime.date(2026, 11, 22)
PAST = datetime.date(2020, 12, 31)


def case(fate: str = "came-true", term: Term | None = Term.LIKELY, **fields: Any) -> Case:
    """A prediction that the strict count takes, unless `fields` say otherwise."""
    judged = Judged(Fate(fate), confirmed=True, event=datetime.date(2020, 6, 1))
    made = {"ground": Ground.STATED, "deadline": PAST, "term": term, "verdict": judged}
    return Case(**(made | fields))


def several(term: Term, happened: int, of: int) -> list[Case]:
    """Predictions in the words of `term`, so many of which happened."""
    return [case("came-true", term)] * happened + [case("did-not-come-true", term)] * (
        of - happened
    )


# N = 20: almost certain 3 of 4 happened, very likely 3 of 3, likely 4 of 8, unlikely 1 of 5
SAMPLE = [
    *several(Term.ALMOST_CERTAIN, 3, of=4),
    *several(Term.VERY_LIKELY, 3, of=3),
    *several(Term.LIKELY, 4, of=8),
    *several(Term.UNLIKELY, 1, of=5),
]
