"""Where a prediction stands today: computed from its dates and its verdict, never stored."""

import datetime
from enum import StrEnum


class Standing(StrEnum):
    """The state of a prediction on a given day."""

    JUDGED = "judged"
    OPEN = "open"
    PENDING = "pending"
    DUE = "due"
    OVERDUE = "overdue"


# A prediction whose deadline has passed is due for this long, and then overdue for review.
GRACE = datetime.timedelta(days=90)


def standing(*, ends: bool, deadline: datetime.date | None, today: datetime.date) -> Standing:
    """Return where a prediction stands on the day `today`.

    `ends` says that a reviewed verdict stands which ends it (any but "still open"). Without a
    deadline it is open and never due.
    """
    if ends:
        return Standing.JUDGED
    if deadline is None:
        return Standing.OPEN
    if today <= deadline:
        return Standing.PENDING
    return Standing.DUE if today - deadline <= GRACE else Standing.OVERDUE
