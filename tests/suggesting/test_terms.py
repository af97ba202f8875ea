"""Words of a passage that a prediction could have for its terms."""

import datetime

import pytest

from annotations.suggesting.terms import terms_in

TEXT = "Officials met. If talks go on, Moscow will probably wait until the spring. Tokyo hesitated."


def words(passage: str) -> dict[str, str]:
    start = TEXT.index(passage)
    day = datetime.date(2015, 5, 20)
    found = terms_in(TEXT, start, start + len(passage), earliest=day, latest=day)
    for part in found.parts:
        assert TEXT[part.start : part.end] == part.exact
    return {part.role: part.exact for part in found.parts}


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        (
            "If talks go on, Moscow will probably wait until the spring",
            {
                "condition": "If talks go on",
                "likelihood": "will probably",
                "horizon": "until the spring",
            },
        ),
        ("Moscow will probably wait", {"likelihood": "will probably"}),
        ("Tokyo hesitated", {}),
    ],
)
def test_they_are_found_within_the_passage_alone(passage, found):
    assert words(passage) == found


def test_the_cue_says_how_likely():
    found = terms_in(TEXT, TEXT.index("Moscow"), TEXT.index(". Tokyo"))
    assert (found.form, found.likelihood) == ("forecast", "probable")
