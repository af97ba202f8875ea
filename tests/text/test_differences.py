"""What differs between two texts, by words, made to be read."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.text.cutting import cut
from sourcelib.text.differences import Piece, pieces


def drawn(old: str, new: str) -> str:
    """The differences as one string: [-taken out-], {+put in+}."""
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(
        marks[piece.kind].format(
            new[slice(*piece.new)] if piece.kind == "inserted" else old[slice(*piece.old)]
        )
        for piece in pieces(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "differences"),
    [
        ("", "", ""),
        ("It waits.", "It waits.", "It waits."),
        ("", "It waits.", "{+It waits.+}"),
        ("It waits.", "", "[-It waits.-]"),
        (
            "Russia will not return the islands.",
            "Russia will never return the two islands.",
            "Russia will [-not-]{+never+} return the {+two +}islands.",
        ),
        (
            "The well-known man doesn't pay 1,000 yen.",
            "The well-known man didn't pay 1,200 yen.",
            "The well-known man [-doesn't-]{+didn't+} pay [-1,000-]{+1,200+} yen.",
        ),
        (
            "ロシアは東京を訪れる。日本は待つ。",
            "ロシアは大阪を訪れない。日本は待つ。",
            "ロシアは[-東京-]{+大阪+}を訪れ[-る-]{+ない+}。日本は待つ。",
        ),
        ("Москва ждёт.", "Москва не ждёт.", "Москва {+не +}ждёт."),
        ("Cafe\u0301 au lait", "Cafe au lait", "[-Cafe\u0301-]{+Cafe+} au lait"),
    ],
)
def test_what_was_taken_out_and_put_in_is_shown_by_words(
    old: str, new: str, differences: str
) -> None:
    assert drawn(old, new) == differences


def test_a_sentence_put_in_is_shown_from_its_beginning() -> None:
    assert (
        drawn("The cat sat. The dog ran.", "The cat sat. The bird flew. The dog ran.")
        == "The cat sat. {+The bird flew. +}The dog ran."
    )


def test_words_that_happen_to_stand_in_both_are_no_common_ground() -> None:
    old = "It was a long day for the people of the city, and none of them wanted it."
    new = "Never did the mayor think of the trouble that it would make of a small thing."
    assert drawn(old, new) == f"[-{old[:-1]}-]{{+{new[:-1]}+}}."


def test_paragraphs_that_were_rewritten_stay_apart() -> None:
    assert (
        drawn("One two three.\n\nFour five six.", "Alpha beta gamma!\n\nDelta epsilon.")
        == "[-One two three.-]{+Alpha beta gamma!+}\n\n[-Four five six-]{+Delta epsilon+}."
    )


def test_a_sentence_that_stayed_between_rewritten_paragraphs_is_kept() -> None:
    stayed = "The islands have been under Russian rule since the war ended. "
    old = f"First he spoke of many other things. {stayed}Then came the dinner, and wine."
    new = f"Nobody recalled how it had begun that day. {stayed}Afterwards all went home."
    assert stayed.strip() in "".join(
        old[slice(*piece.old)] for piece in pieces(old, new) if piece.kind == "same"
    )


def test_a_paragraph_put_between_two_equal_ones_is_one_insertion() -> None:
    boilerplate = "Subscribe to our newsletter.\n\n"
    old = boilerplate * 3
    found = pieces(old, boilerplate * 2 + "News came in.\n\n" + boilerplate)
    assert [piece.kind for piece in found] == ["same", "inserted", "same"]


# Few different letters, so that much comes again; marks, joiners, half pairs, breaks.
TEXTS = st.text(alphabet="ab .,\n日本\u0e14\u0e35\u0301\u200d👩\ud800’1") | st.text()


def check(old: str, new: str, found: list[Piece]) -> None:
    old_done = new_done = 0
    for piece in found:
        assert (piece.old[0], piece.new[0]) == (old_done, new_done)
        old_done, new_done = piece.old[1], piece.new[1]
        words, other = old[slice(*piece.old)], new[slice(*piece.new)]
        if piece.kind == "same":
            assert words == other != ""
        elif piece.kind == "deleted":
            assert words
            assert not other
        else:
            assert other
            assert not words
    assert (old_done, new_done) == (len(old), len(new))
    kinds = [piece.kind for piece in found]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("inserted", "deleted") not in pairwise(kinds)


@given(TEXTS, TEXTS)
def test_the_pieces_rebuild_both_texts(old: str, new: str) -> None:
    check(old, new, pieces(old, new))


@given(st.lists(TEXTS, max_size=12), st.randoms(use_true_random=False))
def test_the_pieces_of_shuffled_paragraphs_rebuild_both_texts(
    paragraphs: list[str], order: random.Random
) -> None:
    shuffled = order.sample(paragraphs, len(paragraphs))
    old, new = "\n\n".join(paragraphs), "\n\n".join(shuffled)
    check(old, new, pieces(old, new))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert [piece.kind for piece in pieces(text, text)] == (["same"] if text else [])


@given(TEXTS)
def test_cutting_loses_nothing(text: str) -> None:
    assert "".join(cut(text)) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ab " * 60_000, "ba " * 60_000),
        ("日本" * 30_000, "本日" * 29_000),
        ("a b\n\n" * 20_000, "a b\n\nc d\n\n" * 10_000),
        ("x" * 200_000, "y" * 200_000),
        ("\n\n" * 50_000, "\n\na" * 50_000),
    ],
)
def test_long_texts_that_repeat_themselves_are_rebuilt_too(old: str, new: str) -> None:
    check(old, new, pieces(old, new))
