"""The if-clause of a statement."""

import pytest

from annotations.pages.reader.condition import divide


@pytest.mark.parametrize(
    ("summary", "clause", "rest"),
    [
        ("If talks fail, relations will freeze.", "If talks fail, ", "relations will freeze."),
        ("As long as it lasts, nobody signs.", "As long as it lasts, ", "nobody signs."),
        ("Iffy talks, they say, will fail.", "", "Iffy talks, they say, will fail."),
        ("If so they will meet.", "", "If so they will meet."),
        ("Japan will wait.", "", "Japan will wait."),
    ],
)
def test_a_condition_that_opens_a_statement_is_divided_from_it(
    summary: str, clause: str, rest: str
) -> None:
    assert divide(summary) == (clause, rest)
