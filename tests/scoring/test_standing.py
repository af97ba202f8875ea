"""Where a prediction stands on a day."""

import datetime

import pytest

from annotations.scoring.standing import Standing, standing

TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ends", "deadline", "expected"),
    [
        (False, None, Standing.OPEN),
        (True, None, Standing.JUDGED),
        (True, datetime.date(2020, 5, 20), Standing.JUDGED),
        (False, TODAY + datetime.timedelta(days=1), Standing.PENDING),
        (False, TODAY, Standing.PENDING),
        (False, TODAY - datetime.timedelta(days=1), Standing.DUE),
        (False, TODAY - datetime.timedelta(days=90), Standing.DUE),
        (False, TODAY - datetime.timedelta(days=91), Standing.OVERDUE),
    ],
)
def test_standing_follows_from_deadline_and_verdict(
    ends: bool, deadline: datetime.date | None, expected: Standing
) -> None:
    assert standing(ends=ends, deadline=deadline, today=TODAY) == expected
