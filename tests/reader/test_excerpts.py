"""What may be shown of a text of which only excerpts may be shown."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.pages.reader.excerpts import excerpts, sentence_starts

TEXT = "One is here. Two is there! “Three?” Four.\n\nFive stands alone. Six ends"


def shown(text: str, *words: str) -> list[str]:
    places = [(text.index(one), text.index(one) + len(one)) for one in words]
    return [text[start:end] for start, end in excerpts(text, places)]


def test_a_passage_is_shown_with_the_sentence_around_it() -> None:
    assert shown(TEXT, "there") == ["Two is there!"]


def test_a_passage_over_two_sentences_is_shown_with_both() -> None:
    assert shown(TEXT, "here. Two") == ["One is here. Two is there!"]


def test_sentences_that_follow_one_another_are_one_excerpt() -> None:
    assert shown(TEXT, "One", "Two") == ["One is here. Two is there!"]


def test_paragraphs_are_excerpts_of_their_own() -> None:
    assert shown(TEXT, "Four", "Five") == ["Four.", "Five stands alone."]


def test_a_text_without_full_stops_is_shown_to_its_end() -> None:
    assert shown(TEXT, "Six") == ["Six ends"]


def test_japanese_sentences_need_no_space() -> None:
    assert shown("東京は待つ。モスクワも待つ。", "モスクワ") == ["モスクワも待つ。"]


@given(st.text(max_size=60), st.data())
def test_excerpts_are_sorted_disjoint_and_hold_every_passage(
    text: str, data: st.DataObject
) -> None:
    place = st.integers(0, max(0, len(text) - 1))
    passages = [
        (start, min(len(text), start + 3))
        for start in data.draw(st.lists(place, max_size=5))
        if text
    ]
    found = excerpts(text, passages)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    for start, end in passages:
        assert any(first <= start and end <= last for first, last in found)
    assert sentence_starts(text) == sorted(set(sentence_starts(text)))
