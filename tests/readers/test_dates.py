import datetime

import pytest

from sourcelib.readers import PartialDate, Precision
from sourcelib.readers.dates import date_in_address, parse_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("May 20, 2015", "2015-05-20"),
        ("May 20 2015", "2015-05-20"),
        ("20 May 2015", "2015-05-20"),
        ("20th May, 2015", "2015-05-20"),
        ("Wednesday, May 20, 2015", "2015-05-20"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("May 20, 2015, 10:30 a.m.", "2015-05-20"),
        ("May 20, 2015 at 10:30 GMT", "2015-05-20"),
        ("2015-05-20", "2015-05-20"),
        ("2015-05-20T10:30:00Z", "2015-05-20"),
        ("2015/5/2", "2015-05-02"),
        ("20.5.2015", "2015-05-20"),
        ("5/20/2015", "2015-05-20"),
        ("20/5/2015", "2015-05-20"),
        ("2015年5月20日", "2015-05-20"),
        ("2015년 5월 20일", "2015-05-20"),
        ("20 мая 2015 г.", "2015-05-20"),
        ("Май 2015", "2015-05"),
        ("20. Mai 2015", "2015-05-20"),
        ("1er août 2015", "2015-08-01"),
        ("20 de mayo de 2015", "2015-05-20"),
        ("20 травня 2015 року", "2015-05-20"),
        ("Wed, 20 May 2015 10:30:00 GMT", "2015-05-20"),
        ("2015-05-20T23:30:00.000+0900", "2015-05-20"),
        ("May 2015", "2015-05"),
        ("2015-05", "2015-05"),
        ("2015", "2015"),
    ],
)
def test_a_date_is_read_to_its_precision(text: str, value: str) -> None:
    precision: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
    assert parse_date(text) == PartialDate(value, precision[len(value)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "5/6/2015",
        "20 jui 2015",  # June or July, in French
        "February 30, 2015",
        "Mayor 20, 2015",
        "On May 20, 2015",
        "13 2015",
        "10:30",
        "Sun",
    ],
)
def test_what_is_no_date_or_two_is_not_guessed(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://example.org/2015/05/20/title", "2015-05-20"),
        ("https://example.org/posts/2021/03/title", "2021-03"),
        ("https://example.org/2015/15/title", None),
        ("https://example.org/8123/05/title", None),
    ],
)
def test_an_address_may_hold_a_date(url: str, value: str | None) -> None:
    date = date_in_address(url)
    assert (date.value if date else None) == value


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        (PartialDate("2016-02", "month"), (2016, 2, 1), (2016, 2, 29)),
        (PartialDate("2021", "year"), (2021, 1, 1), (2021, 12, 31)),
        (PartialDate("2015-05-20", "day"), (2015, 5, 20), (2015, 5, 20)),
    ],
)
def test_a_partial_date_allows_its_first_to_its_last_day(
    date: PartialDate, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert date.first_day == datetime.date(*first)
    assert date.last_day == datetime.date(*last)


def test_an_unknown_date_allows_every_day() -> None:
    assert PartialDate("", "unknown").first_day is None
    assert PartialDate("", "unknown").last_day is None


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2015", "day"),
        ("2015-13", "month"),
        ("2015-02-30", "day"),
        ("2015", "unknown"),
        ("0000", "year"),
    ],
)
def test_a_date_that_does_not_fit_its_precision_is_refused(
    value: str, precision: Precision
) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|year"):
        PartialDate(value, precision)
