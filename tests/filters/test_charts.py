"""Pictures are small, exact, and hold no style."""

import datetime
import re

from hypothesis import given
from hypothesis import strategies as st

from annotations.charts.band import likelihood_range
from annotations.charts.strip import STRIP_WIDTH, Stretch, strip
from annotations.charts.timeline import Course, axis_of, scale, timeline
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


TODAY = datetime.date(2026, 6, 1)


def course(**changes):
    days = {"said": datetime.date(2021, 3, 5), "said_from": datetime.date(2021, 3, 5)}
    return Course(**(days | changes))


def places(drawn, mark):
    """Where the marks of one class stand, in percent."""
    return [float(x) for x in re.findall(rf'class="{mark}" c?x1?="([\d.]+)%"', drawn)]


def test_lines_of_one_list_share_an_axis_that_holds_all_their_days():
    early = course(due=datetime.date(2022, 3, 5))
    late = course(due=datetime.date(2041, 3, 5), event=datetime.date(2023, 1, 1), shape="yes")
    axis = axis_of([early, late], TODAY)

    assert (axis.first, axis.last) == (2021, 2042)
    assert 0 < axis.at(early.due) < axis.at(late.event) < axis.at(TODAY) < axis.at(late.due) < 100
    assert places(timeline(early, axis, ""), "s") == places(timeline(late, axis, ""), "s")
    assert re.findall(r">(\d{4})<", scale(axis)) == ["2025", "2030", "2035", "2040"]


def test_a_list_without_days_has_no_axis():
    assert axis_of([], TODAY) is None


def test_a_line_says_in_words_what_it_draws_and_escapes_them():
    one = course(due=datetime.date(2026, 3, 5), by_rule=True)
    drawn = timeline(one, axis_of([one], TODAY), "said <then>")

    assert "<title>said &lt;then&gt;</title>" in drawn
    assert 'role="img"' in drawn
    assert "style" not in drawn


def test_the_five_year_rule_is_told_from_a_date_of_the_text():
    own, rule = (course(due=datetime.date(2026, 3, 5), by_rule=rule) for rule in (False, True))
    axis = axis_of([own, rule], TODAY)

    assert 'class="r"' in timeline(rule, axis, "")
    assert 'class="r"' not in timeline(own, axis, "")


def test_an_event_is_drawn_only_where_there_is_one_and_a_wait_only_after_the_deadline():
    due = datetime.date(2022, 1, 1)
    before = course(due=due, event=datetime.date(2021, 9, 1), shape="yes")
    after = course(due=due, event=datetime.date(2023, 9, 1), shape="no")
    axis = axis_of([before, after], TODAY)

    assert 'class="e yes"' in timeline(before, axis, "")
    assert 'class="w"' not in timeline(before, axis, "")
    assert 'class="w"' in timeline(after, axis, "")
    assert 'class="e' not in timeline(course(due=due), axis, "")


def test_what_nobody_has_decided_waits_until_today():
    waiting = course(due=datetime.date(2022, 1, 1), undecided=True)
    axis = axis_of([waiting], TODAY)

    assert axis.last == 2027
    assert f'class="w" x1="{axis.at(waiting.due)}%" x2="{axis.at(TODAY)}%"' in timeline(
        waiting, axis, ""
    )
    assert 'class="w"' not in timeline(course(due=datetime.date(2030, 1, 1)), axis, "")


def test_a_day_known_to_the_year_is_drawn_as_that_year():
    year = course(said_from=datetime.date(2021, 1, 1), said=datetime.date(2021, 12, 31), due=TODAY)

    assert 'class="u"' in timeline(year, axis_of([year], TODAY), "")
    assert 'class="u"' not in timeline(course(due=TODAY), axis_of([year], TODAY), "")


@given(
    st.lists(st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)), min_size=3, max_size=3)
)
def test_no_day_falls_off_the_axis(days):
    said, due, event = sorted(days)
    one = Course(said=said, said_from=said, due=due, event=event, shape="yes")
    axis = axis_of([one], TODAY)

    assert [0 <= axis.at(day) <= 100 for day in days] == [True] * 3
    assert axis.at(said) <= axis.at(due) <= axis.at(event)
    assert len(axis.ticks) <= 4
    assert timeline(one, axis, "")
    assert scale(axis)
