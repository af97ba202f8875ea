import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spans import (
    Extent,
    QuoteMismatch,
    SpanError,
    SpanRef,
    check,
    context,
    quote,
    trim,
)

TEXT = "Japan can't be encouraged by Russia's decision."


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 0)])
def test_an_empty_or_turned_round_extent_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match=f"{start} to {end}"):
        Extent(start, end)
    with pytest.raises(SpanError):
        SpanRef(1, start, end)


def test_a_quote_is_the_words_of_its_extent() -> None:
    assert quote(TEXT, 29, 35) == "Russia"


def test_a_quote_beyond_the_text_is_refused_with_its_length() -> None:
    with pytest.raises(SpanError, match="47 code points"):
        quote(TEXT, 40, 48)


def test_words_that_stand_there_pass_the_check() -> None:
    check(TEXT, 0, 5, "Japan")


def test_other_words_are_refused_with_both_strings() -> None:
    with pytest.raises(QuoteMismatch, match="'Japan', not 'Russia'") as mismatch:
        check(TEXT, 0, 5, "Russia")
    assert (mismatch.value.expected, mismatch.value.actual) == ("Russia", "Japan")
    assert (mismatch.value.start, mismatch.value.end) == (0, 5)


def test_the_check_normalises_nothing() -> None:
    with pytest.raises(QuoteMismatch):
        check("cafe\u0301", 0, 5, "caf\u00e9")


def test_context_stops_at_the_ends_of_the_text() -> None:
    assert context(TEXT, 0, 5) == ("", " can't be encouraged by Russia's")
    assert context(TEXT, 29, 35, length=4) == (" by ", "'s d")
    assert context(TEXT, 38, 47, length=0) == ("", "")


def test_trimming_takes_white_space_off_both_ends_nbsp_too() -> None:
    assert trim("a \u00a0Russia's\n\n b", 1, 14) == Extent(3, 11)


def test_trimming_leaves_a_space_that_carries_a_mark() -> None:
    assert trim("a  \u0301b", 1, 5) == Extent(2, 5)


def test_a_selection_of_white_space_alone_is_refused() -> None:
    with pytest.raises(SpanError, match="only white space"):
        trim("a \n b", 1, 4)


@given(st.text(min_size=1), st.data())
def test_trimming_twice_is_trimming_once_and_loses_no_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        trimmed = trim(text, start, end)
    except SpanError:
        assert text[start:end].isspace()
        return
    assert start <= trimmed.start < trimmed.end <= end
    assert trim(text, trimmed.start, trimmed.end) == trimmed
    assert quote(text, trimmed.start, trimmed.end).strip() == text[start:end].strip()
