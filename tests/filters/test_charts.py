"""Pictures are small, exact, and hold no style."""

import re

from annotations.charts.band import likelihood_range
from annotations.charts.strip import STRIP_WIDTH, Stretch, strip
from annotations.charts.years import years
from annotations.scoring.likelihood import Band


def test_the_strip_joins_neighbours_and_stays_inside():
    drawn = strip(100, [Stretch("claim", 0, 50), Stretch("claim", 50, 100)])
    starts = [int(x) for x in re.findall(r"M(\d+) ", drawn)]

    assert starts == [0, 152]
    assert "style=" not in drawn


def test_a_crowded_strip_is_no_bigger_than_its_columns():
    drawn = strip(1_000_000, [Stretch("mention", n, n + 5) for n in range(0, 1_000_000, 7)])

    assert len(drawn) < STRIP_WIDTH * 10


def test_the_last_word_of_a_text_is_drawn():
    assert f"M{STRIP_WIDTH - 1} " in strip(10_000, [Stretch("prediction", 9_999, 10_000)])


def test_the_range_is_drawn_to_scale():
    drawn = likelihood_range(Band(0.2, 0.45), "20 to 45")

    assert 'x="20" width="25"' in drawn
    assert 'aria-label="20 to 45"' in drawn


def test_years_that_are_chosen_are_told_apart():
    drawn = years({2015: 1, 2021: 4}, range(2016, 2022), "Sources per year")

    assert drawn.count("<rect") == 2
    assert drawn.count('class="in"') == 1
