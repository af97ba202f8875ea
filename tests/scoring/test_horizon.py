"""The table of horizon phrases: what it reads, what it leaves, and that it agrees with curators."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.horizon import TABLE, Kind, Proposal, propose
from annotations.scoring.periods import Period, containing, months_after
from annotations.scoring.phrases import Sense

LIBRARY = Path(__file__).resolve().parents[2] / "fixtures" / "library.jsonl"
DAYS = st.dates(datetime.date(1901, 1, 1), datetime.date(2150, 12, 31))
EXAMPLES = [
    example for entry in TABLE for example in entry.example.split(", ") if example != "2016"
]


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def on(words: str, earliest: str, latest: str = "") -> Proposal:
    return propose(words, day(earliest), day(latest or earliest))


def read(words: str, earliest: str = "2015-05-20", latest: str = "") -> tuple[str, str, str]:
    found = on(words, earliest, latest)
    return str(found.kind), str(found.start or ""), str(found.end or "")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("this July", "2015-07-01", "2015-07-31"),
        ("this September", "2015-09-01", "2015-09-30"),
        ("This July,", "2015-07-01", "2015-07-31"),
        ("this May", "2015-05-20", "2015-05-31"),
        ("tomorrow", "2015-05-21", "2015-05-21"),
        ("this year", "2015-05-20", "2015-12-31"),
        ("later this year", "2015-05-20", "2015-12-31"),
        ("next year", "2016-01-01", "2016-12-31"),
        ("by the end of next year", "2015-05-20", "2016-12-31"),
        ("next month", "2015-06-01", "2015-06-30"),
        ("this week", "2015-05-20", "2015-05-24"),
        ("next week", "2015-05-25", "2015-05-31"),
        ("this summer", "2015-06-01", "2015-08-31"),
        ("this winter", "2015-12-01", "2016-02-29"),
        ("this decade", "2015-05-20", "2019-12-31"),
        ("next decade", "2020-01-01", "2029-12-31"),
        ("before the end of the decade", "2015-05-20", "2019-12-31"),
        ("by the end of the century", "2015-05-20", "2100-12-31"),
        ("by 2030", "2015-05-20", "2030-12-31"),
        ("no later than 2030", "2015-05-20", "2030-12-31"),
        ("before 2030", "2015-05-20", "2029-12-31"),
        ("by the end of 2022", "2015-05-20", "2022-12-31"),
        ("by March 2024", "2015-05-20", "2024-03-31"),
        ("in March 2024", "2024-03-01", "2024-03-31"),
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("in 2015", "2015-05-20", "2015-12-31"),
        ("between 2023 and 2025", "2023-01-01", "2025-12-31"),
        ("in the 2030s", "2030-01-01", "2039-12-31"),
        ("until 2025", "2015-05-20", "2025-12-31"),
        ("by 20 May 2016", "2015-05-20", "2016-05-20"),
        ("by May 20, 2016", "2015-05-20", "2016-05-20"),
        ("before May 20, 2016", "2015-05-20", "2016-05-19"),
        ("in July", "2015-07-01", "2015-07-31"),
        ("in February", "2016-02-01", "2016-02-29"),
        ("before May", "2015-05-20", "2016-04-30"),
        ("within five years", "2015-05-20", "2020-05-20"),
        ("within two or three years", "2015-05-20", "2018-05-20"),
        ("in the next six months", "2015-05-20", "2015-11-20"),
        ("over the next two decades", "2015-05-20", "2035-05-20"),
        ("over the next decade", "2015-05-20", "2025-05-20"),
        ("in the coming year", "2015-05-20", "2016-05-20"),
        ("before the year's end", "2015-05-20", "2015-12-31"),
        ("by the year’s end", "2015-05-20", "2015-12-31"),
        ("by year-end", "2015-05-20", "2015-12-31"),
        ("at year end", "2015-05-20", "2015-12-31"),
        ("by the month's end", "2015-05-20", "2015-05-31"),
        ("2020-12-31", "2020-12-31", "2020-12-31"),
        ("by 2020-12-31", "2015-05-20", "2020-12-31"),
        ("before 2020-12-31", "2015-05-20", "2020-12-30"),
        ("in the first half of 2016", "2016-01-01", "2016-06-30"),
        ("by the first half of 2016", "2015-05-20", "2016-06-30"),
        ("second half of 2015", "2015-07-01", "2015-12-31"),
        ("in the third quarter of 2016", "2016-07-01", "2016-09-30"),
        ("for 2015-2017", "2015-05-20", "2017-12-31"),
        ("2015–2017", "2015-05-20", "2017-12-31"),
        ("on 29 February", "2016-02-29", "2016-02-29"),
        ("by February 29", "2015-05-20", "2016-02-29"),
        ("in 10 days' time", "2015-05-20", "2015-05-30"),
        ("in ten days’ time", "2015-05-20", "2015-05-30"),
    ],
)
def test_words_with_an_end_become_an_interval(words: str, start: str, end: str) -> None:
    assert read(words) == ("stated", start, end)


@pytest.mark.parametrize(
    "words",
    [
        *("last December", "last year", "in the last two decades", "two years ago", "yesterday"),
        *("in 2014", "this March", "by the end of 2014", "in the 1990s", "between 1990 and 2014"),
    ],
)
def test_what_is_past_when_it_was_written_is_no_horizon(words: str) -> None:
    assert on(words, "2015-05-20").kind is Kind.PAST


@pytest.mark.parametrize(
    "words",
    [
        *("in the coming months or years", "in the near future", "soon", "this time around"),
        *("near future", "in near future", "the foreseeable future", "in the future"),
        *("eventually", "in the next few years", "for decades to come", "before long"),
        *("sooner or later", "in the coming years", "in the long run", "until further notice"),
    ],
)
def test_vague_words_start_with_the_source_and_give_no_end(words: str) -> None:
    assert read(words, "2021-02-15", "2021-03-31") == ("default-5y", "2021-02-15", "")


def test_words_about_the_manner_give_neither_start_nor_end() -> None:
    assert read("in a timely manner") == ("default-5y", "", "")
    assert read("no end in sight") == ("default-5y", "", "")


def test_an_event_ends_a_horizon_that_has_no_date() -> None:
    assert read("until tensions subside") == ("event", "2015-05-20", "")
    assert read("before the next election") == ("event", "2015-05-20", "")


@pytest.mark.parametrize("words", ["", "  ", "on a Tuesday morning", "dès que possible", "𝕊oon…"])
def test_words_that_the_table_does_not_have_are_left_to_the_curator(words: str) -> None:
    assert on(words, "2015-05-20").kind is Kind.UNKNOWN


def test_a_day_that_does_not_exist_is_left_to_the_curator() -> None:
    for words in ("by 31 June 2016", "on 31 June", "2016-06-31", "on 30 February"):
        assert read(words) == ("unknown", "", "")


def test_29_february_comes_round_in_the_next_leap_year() -> None:
    assert read("on 29 February", "2016-03-01") == ("stated", "2020-02-29", "2020-02-29")
    assert read("on 29 February", "2016-02-29") == ("stated", "2016-02-29", "2016-02-29")
    assert read("on 29 February", "1896-03-01") == ("stated", "1904-02-29", "1904-02-29")


class TestADateThatIsNotExact:
    def test_a_month_of_this_year_needs_only_the_year(self) -> None:
        assert read("this July", "2015-01-01", "2015-12-31") == (
            *("stated", "2015-07-01", "2015-07-31"),
        )

    def test_next_month_cannot_be_told_and_both_readings_are_named(self) -> None:
        found = on("next month", "2015-01-01", "2015-12-31")
        assert (found.kind, found.start, found.end) == (Kind.DOUBTFUL, None, None)
        assert "2015-02-01 to 2015-02-28" in found.rule
        assert "2016-01-01 to 2016-01-31" in found.rule

    def test_a_term_starts_on_the_first_day_and_counts_from_the_last(self) -> None:
        found = on("within five years", "2021-02-15", "2021-03-31")
        assert (found.start, found.end) == (day("2021-02-15"), day("2026-03-31"))
        assert found.basis == '"within five years", counted from 2021-03-31'

    def test_a_term_shorter_than_the_doubt_about_the_date_is_not_proposed(self) -> None:
        assert on("within two weeks", "2021-02-15", "2021-03-31").kind is Kind.DOUBTFUL

    def test_without_a_date_only_words_with_their_own_are_read(self) -> None:
        assert propose("by 2030", None, None).end == day("2030-12-31")
        assert propose("by 2030", None, None).start is None
        for words in ("this July", "within five years", "tomorrow"):
            assert propose(words, None, None).kind is Kind.DOUBTFUL
        assert propose("soon", None, day("2015-05-20")) == propose("soon", None, None)

    def test_dates_turned_round_are_refused(self) -> None:
        with pytest.raises(ValueError, match="comes before"):
            on("this July", "2015-05-20", "2015-05-19")


def test_two_readings_are_both_named_and_none_is_taken() -> None:
    found = on("next July", "2015-05-20")
    assert found.kind is Kind.DOUBTFUL
    assert "2015-07-01 to 2015-07-31, or 2016-07-01 to 2016-07-31" in found.rule
    assert read("next July", "2015-09-01") == ("stated", "2016-07-01", "2016-07-31")
    assert on("in the winter of 2016", "2015-05-20").kind is Kind.DOUBTFUL
    assert on("after 2030", "2015-05-20").kind is Kind.DOUBTFUL


def seed() -> Iterator[Any]:
    sources: dict[str, Any] = {}
    with LIBRARY.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record.get("type") == "source":
                sources[record["uid"]] = record
            elif record.get("kind") == "prediction":
                words = [span["exact"] for span in record["spans"] if span["role"] == "horizon"]
                if words:
                    yield pytest.param(words[0], sources[record["source"]], record, id=words[0])


@pytest.mark.parametrize(("words", "source", "record"), list(seed()))
def test_the_table_agrees_with_the_curators_of_the_first_library(
    words: str, source: dict[str, Any], record: dict[str, Any]
) -> None:
    prediction = record["prediction"]
    found = propose(words, day(source["date_earliest"]), day(source["date_latest"]))
    assert {
        "ground": str(found.kind),
        "start": found.start and found.start.isoformat(),
        "end": found.end and found.end.isoformat(),
    } == {
        "ground": prediction["horizon_ground"],
        "start": prediction.get("horizon_start"),
        "end": prediction.get("horizon_end"),
    }


def test_the_first_library_has_horizon_words_to_agree_with() -> None:
    assert len(list(seed())) == 8


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read_by_its_own_entry(example: str) -> None:
    entry = next(entry for entry in TABLE if example in entry.example)
    first = next(other for other in TABLE if other.fits(example.lower()))
    assert first.rule == entry.rule
    assert on(example, "2015-05-20").rule.startswith(entry.rule)


def test_every_entry_that_names_days_can_read_them() -> None:
    assert all((entry.read is not None) == (entry.sense is Sense.PERIOD) for entry in TABLE)


@given(words=st.sampled_from(EXAMPLES), one=DAYS, width=st.integers(0, 500))
def test_what_is_proposed_is_in_order_and_not_over_before_the_source(
    words: str, one: datetime.date, width: int
) -> None:
    latest = one + datetime.timedelta(width)
    found = propose(words, one, latest)
    if found.kind is Kind.STATED:
        assert found.start is not None
        assert found.end is not None
        assert one <= found.start <= found.end
    if found.kind is Kind.PAST and found.end is not None:
        assert found.end < one
    if found.kind in (Kind.UNKNOWN, Kind.DOUBTFUL):
        assert (found.start, found.end) == (None, None)


@given(words=st.sampled_from(EXAMPLES), one=DAYS, width=st.integers(0, 500), at=st.floats(0, 1))
def test_what_is_proposed_holds_on_every_day_that_the_date_allows(
    words: str, one: datetime.date, width: int, at: float
) -> None:
    found = propose(words, one, one + datetime.timedelta(width))
    inside = one + datetime.timedelta(int(width * at))
    if found.kind is not Kind.STATED or found.end is None or inside > found.end:
        return
    there = propose(words, inside, inside)
    assert there.kind is Kind.STATED
    assert there.end is not None
    assert there.end == found.end or (found.basis and there.end <= found.end)


@given(st.text(max_size=60), DAYS)
def test_any_words_at_all_get_an_answer(words: str, published: datetime.date) -> None:
    assert propose(words, published, published).rule


@given(DAYS, st.integers(0, 1200))
def test_months_later_is_the_same_day_or_the_last_of_its_month(
    start: datetime.date, months: int
) -> None:
    there = months_after(start, months)
    assert (there.year * 12 + there.month) - (start.year * 12 + start.month) == months
    assert there.day == start.day or (there + datetime.timedelta(1)).day == 1


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year", "decade", "century"]))
def test_a_period_holds_its_day_and_the_next_one_begins_where_it_ends(
    inside: datetime.date, unit: str
) -> None:
    here, following = containing(unit, inside), containing(unit, inside, 1)
    assert here.start <= inside <= here.end
    assert following.start == here.end + datetime.timedelta(1)


def test_a_period_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match="comes after"):
        Period(day("2015-05-20"), day("2015-05-19"))
