"""Passages of one sentence, and of several."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spans.sentence import in_one_sentence, last_in_common, sentences


def together(text: str, *passages: str) -> bool:
    return in_one_sentence(
        text, [(text.index(words), text.index(words) + len(words)) for words in passages]
    )


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Moscow will wait, and Tokyo will act.", ("Moscow will wait", "Tokyo will act")),
        ("It would not deploy them; however, it would respond.", ("would not", "would respond")),
        ("It will wait.", ("It will wait", "will wait")),
        ("It will wait.", ("It will wait",)),
        ("The U.S. Navy will leave and Gen. Ito will stay.", ("The U.S.", "Navy will", "Ito will")),
        ("J. Smith will go, as will K. Jones.", ("J.", "Smith will go", "Jones")),
        ("It grew by 2.5 and will grow.", ("grew by 2", "will grow")),
        ("“Will it?” asked he, and it will.", ("Will it", "it will.")),
        ("It will wait… and act.", ("It will wait", "act")),
        ("It will wait,\nand it will act.", ("It will wait", "it will act")),
        ("東京は待ち、そして動く。", ("東京は待ち", "動く")),
        ("One. Two will go, three will go. Four.", ("Two will go", "three will go")),
    ],
)
def test_passages_of_one_sentence(text: str, passages: tuple[str, ...]) -> None:
    assert together(text, *passages)
    assert together(text, *reversed(passages))


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Moscow will wait. Tokyo will act.", ("Moscow will wait", "Tokyo will act")),
        ("Moscow will wait. Tokyo will act.", ("Moscow will wait.", "Tokyo will act.")),
        ("“Moscow will wait.” “Tokyo will act.”", ("Moscow will wait", "Tokyo will act")),
        ("“Moscow will wait.” “Tokyo will act.”", ("“Moscow will wait.”", "“Tokyo will act.”")),
        ("Will it wait? It will.", ("Will it wait", "It will")),
        ("It will wait! 20 will act.", ("It will wait", "20 will act")),
        ("It will wait… It will act.", ("It will wait", "It will act")),
        ("It will wait\n\nand act", ("It will wait", "act")),
        ("It will wait.\nIt acts", ("It will wait", "It acts")),
        ("東京は待つ。大阪は動く。", ("東京は待つ", "大阪は動く")),
        ("One will. Two will. Three will.", ("One will", "Two will", "Three will")),
        ("One will go. So it is. Two will go.", ("One will go", "Two will go")),
        ("Москва подождёт. Токио ответит.", ("Москва", "Токио")),
    ],
)
def test_passages_of_several_sentences(text: str, passages: tuple[str, ...]) -> None:
    assert not together(text, *passages)
    assert not together(text, *reversed(passages))


def test_a_passage_that_goes_over_an_end_is_its_curators_and_ends_nothing() -> None:
    text = "One will. Two will, and three will."
    assert together(text, "One will. Two will", "three will")


@given(st.text(alphabet="Ab .?…\n“”", max_size=40), st.data())
def test_any_text_gets_an_answer_and_one_passage_stands_together(text: str, data) -> None:
    places = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple)
    one, other = data.draw(places), data.draw(places)
    assert in_one_sentence(text, [one])
    assert in_one_sentence(text, [one, other]) == in_one_sentence(text, [other, one])


@pytest.mark.parametrize(
    ("members", "texts"),
    [
        ("12 12", "2"),
        ("12 1", "1"),
        ("12 12 1", "12"),
        ("12 12 12", "2"),
        ("13 12 23", "123"),
        ("1 2", ""),
        ("1", ""),
        ("12", ""),
        (". . 1", ""),
        ("", ""),
    ],
)
def test_any_two_are_judged_by_the_last_text_that_has_both(members: str, texts: str) -> None:
    having = [{(int(n), "") for n in member if n != "."} for member in members.split()]
    assert last_in_common(having) == {(int(number), "") for number in texts}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It waits. It acts.", ["It waits.", "It acts."]),
        ("The U.S. Navy left. Gen. Ito stayed.", ["The U.S. Navy left.", "Gen. Ito stayed."]),
        ("Will it? “It will.” It acts!", ["Will it?", "“It will.”", "It acts!"]),
        ("It waits… and acts.", ["It waits… and acts."]),
        ("A heading\n\nIt waits.", ["A heading", "It waits."]),
        ("It waits,\nand acts.", ["It waits,\nand acts."]),
        ("東京は待つ。そして動く。", ["東京は待つ。", "そして動く。"]),
        ("", []),
        (" \n\n ", []),
        ("هل سيعود؟ نعم۔ वह जाएगा। शायद।", ["هل سيعود؟", "نعم۔", "वह जाएगा।", "शायद।"]),
    ],
)
def test_a_text_is_cut_into_its_sentences(text, found):
    assert [text[start:end] for start, end in sentences(text)] == found


@given(
    st.lists(st.sampled_from(["It will. ", "U.S. ", "and ", "\n\n", "。", "A", "？"])).map("".join)
)
def test_sentences_hold_all_words_once_and_end_where_passages_part(text):
    found = sentences(text)
    edges = [0, *(edge for extent in found for edge in extent), len(text)]
    assert not any(
        text[end:start].strip() for end, start in zip(edges[::2], edges[1::2], strict=True)
    )
    for (first, end), (start, last) in pairwise(found):
        assert end <= start
        # Passages that touch are taken as one by `in_one_sentence`.
        assert end == start or not in_one_sentence(text, [(first, end), (start, last)])
