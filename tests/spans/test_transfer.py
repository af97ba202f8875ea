"""Passages carried from one revision of a text to the next."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spans.normalised import Normalised
from annotations.spans.transfer import LOST, Carried, transfer
from sourcelib.readers import read

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FIRST = "The ministers met in Tokyo on Monday, and spoke for three hours."
SECOND = "Moscow will not return the islands, the Russian foreign minister said after the talks."
THIRD = "Nobody in the room seemed surprised."
FOURTH = "His Japanese colleague answered that Japan would wait for as long as that took."
FIFTH = "Observers in Vladivostok believe that the garrison will grow by a third."
SIXTH = "A treaty is not expected before the next election, which is due in the autumn."

OLD = f"{FIRST} {SECOND} {THIRD}\n\n{FOURTH} {FIFTH}\n\n{SIXTH}"


def place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def carried(new: str, words: str, old: str = OLD) -> tuple[str, str | None]:
    """What became of the words, and how they read now."""
    (one,) = transfer(old, new, [place(old, words)])
    return one.outcome, None if one.start is None else new[one.start : one.end]


def test_what_stands_in_place_is_unchanged_wherever_that_is() -> None:
    new = f"Corrected on Tuesday.\n\n{OLD}"
    (one,) = transfer(OLD, new, [place(OLD, SECOND)])
    assert one == Carried("unchanged", *place(new, SECOND), 1.0)


def test_each_mention_of_a_name_is_carried_to_itself() -> None:
    old = "Moscow speaks. Moscow waits. Moscow acts, and Moscow rests."
    new = "Moscow speaks. Everybody knows that Moscow waits. Moscow acts, and Moscow rests."
    starts = [0, 15, 29, 46]
    found = transfer(old, new, [(start, start + 6) for start in starts])
    assert [one.start for one in found] == [0, 36, 50, 67]


@pytest.mark.parametrize(
    "new",
    [
        f"{SIXTH}\n\n{FIRST} {SECOND} {THIRD}\n\n{FOURTH} {FIFTH}",
        f"{FIRST} {SECOND} {THIRD}\n\n{SIXTH}\n\n{FOURTH} {FIFTH}",
    ],
)
def test_a_paragraph_that_changed_its_place_has_moved(new: str) -> None:
    assert carried(new, SIXTH) == ("moved", SIXTH)
    assert carried(new, FOURTH) == ("unchanged", FOURTH)


def test_a_sentence_that_changed_its_place_has_moved() -> None:
    new = f"{FIRST} {THIRD}\n\n{FOURTH} {FIFTH} {SECOND}\n\n{SIXTH}"
    assert carried(new, SECOND) == ("moved", SECOND)
    assert carried(new, "Russian foreign minister") == ("moved", "Russian foreign minister")
    assert carried(new, THIRD) == ("unchanged", THIRD)


@pytest.mark.parametrize(
    ("words", "now"),
    [
        (SECOND, SECOND.replace("not return", "never return")),
        (SECOND, SECOND.replace("islands", "two islands nearest to Japan")),
        (SECOND, SECOND.replace(", the Russian foreign minister said after the talks", "")),
        (SECOND, SECOND.replace("Moscow", "The Kremlin")),
        (SECOND, SECOND.replace(", the Russian", ". That is what the Russian")),
        ("three hours", "four hours"),
        (FOURTH, FOURTH.replace("colleague", "collaegue")),
    ],
)
def test_a_passage_in_place_with_other_words_was_edited(words: str, now: str) -> None:
    assert carried(OLD.replace(words, now), words) == ("edited", now)


def test_a_passage_that_moved_and_was_edited_is_found() -> None:
    now = SECOND.replace("not return", "never return")
    new = f"{FIRST} {THIRD}\n\n{FOURTH} {FIFTH} {now}\n\n{SIXTH}"
    assert carried(new, SECOND) == ("edited", now)


@pytest.mark.parametrize("words", [SECOND, "Moscow", "the islands", f"{SECOND} {THIRD}"])
def test_what_was_deleted_is_lost(words: str) -> None:
    new = OLD.replace(f" {SECOND} {THIRD}", "") + "\n\nMoscow and the islands were on the menu."
    assert carried(new, words) == ("lost", None)


def test_a_twin_that_was_there_before_is_not_taken_for_what_was_deleted() -> None:
    twin = SECOND.replace("islands", "submarines").replace("foreign", "defence")
    old = f"{OLD}\n\nSome recalled older words. {twin} That was in Kazan."
    assert carried(old.replace(SECOND + " ", ""), SECOND, old) == ("lost", None)


def test_a_copy_that_was_there_before_is_not_taken_for_what_was_deleted() -> None:
    old = f"{OLD}\n\n{SECOND}"
    assert carried(old.replace(SECOND + " ", "", 1), SECOND, old) == ("lost", None)


def test_the_original_is_carried_and_not_the_pull_quote() -> None:
    mended = SECOND.replace("minister", "secretary")
    new = f"“{SECOND}”\n\n" + OLD.replace(SECOND, mended)
    assert carried(new, SECOND) == ("edited", mended)


def test_a_clause_among_many_alike_is_carried_to_itself() -> None:
    clauses = [
        f"{n}. The fee of {n * 5} euros is waived if the customer proves it." for n in range(1, 30)
    ]
    old = "\n\n".join(clauses)
    new = "\n\n".join([*clauses[:4], *clauses[5:11], "11a. See below.", *clauses[11:]])
    found = transfer(old, new, [place(old, clause) for clause in clauses])
    assert found[4].outcome == "lost"
    for clause, one in zip(clauses[:4] + clauses[5:], found[:4] + found[5:], strict=True):
        assert (one.start, one.end) == place(new, clause)


def test_a_name_alone_left_of_a_rewritten_paragraph_is_not_sure() -> None:
    new = OLD.replace(
        f"{FOURTH} {FIFTH}", "What happened then was told by many, among them Japan itself, twice."
    )
    assert carried(new, "Japan would")[0] in ("uncertain", "lost")


@pytest.mark.parametrize(
    ("old", "new", "words", "then"),
    [
        (
            "ロシアの外相は東京を訪れた。両国は島の返還について話し合った。成果はなかった。",
            "先週である。ロシアの外相は東京を訪れた。両国は四島の返還について話し合った。成果はなかった。",
            "両国は島の返還について話し合った。",
            ("edited", "両国は四島の返還について話し合った。"),
        ),
        (
            "Министр прибыл. Москва не вернёт острова, сказал он. Все молчат.",
            "Министр прибыл. МОСКВА НЕ ВЕРНЕТ ОСТРОВА, сказал он. Все молчат.",
            "Москва не вернёт острова",
            ("unchanged", "МОСКВА НЕ ВЕРНЕТ ОСТРОВА"),
        ),
    ],
)
def test_other_scripts_are_carried_as_well(
    old: str, new: str, words: str, then: tuple[str, str]
) -> None:
    assert carried(new, words, old) == then


def test_a_passage_within_another_ends_within_it() -> None:
    old = "If Japan signs, Moscow will leave the islands by May. If Japan signs, all will rejoice."
    body, condition = (16, 52), (0, 14)
    whole = (0, 53)
    new = "All will rejoice in May. If only Japan signs, Moscow will leave the islands by June."
    holder, inner, other = transfer(old, new, [whole, body, condition], [None, 0, 0])
    assert new[slice(holder.start, holder.end)].startswith("If only Japan")
    for one in (inner, other):
        assert one.start is not None
        assert one.end is not None
        assert holder.start <= one.start < one.end <= holder.end  # type: ignore[operator]


def test_a_passage_within_a_lost_one_is_lost() -> None:
    new = OLD.replace(SECOND + " ", "") + "\n\nMoscow will not comment."
    extents = [place(OLD, "Moscow will not"), place(OLD, SECOND)]
    assert [one.outcome for one in transfer(OLD, new, extents, [1, None])] == ["lost", "lost"]


@pytest.mark.parametrize("extent", [(-1, 3), (3, 3), (5, 2), (0, len(OLD) + 1)])
def test_what_is_no_passage_of_the_old_text_is_refused(extent: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no passage of the old text"):
        transfer(OLD, OLD, [extent])


@pytest.mark.parametrize(("old", "new"), [("1\xad", "1"), ("a\xad b", "a b")])
def test_a_passage_of_signs_that_show_nothing_is_lost_with_them(old: str, new: str) -> None:
    at = old.index("\xad")
    assert transfer(old, new, [(at, at + 1)]) == [LOST]


# Few different letters, so that much comes again; marks, joiners, half pairs, breaks.
TEXTS = (
    st.text(alphabet="ab .,\n日本\u0e14\u0e35\u0301\u200d\u00ad👩\ud800’1ﬁ", max_size=80)
    | st.text()
)
CHANCE = st.randoms(use_true_random=False)


def extents_of(text: str, chance: random.Random) -> list[tuple[int, int]]:
    return [
        (start, chance.randrange(start + 1, len(text) + 1))
        for start in (chance.randrange(len(text)) for _ in range(4 if text else 0))
    ]


@given(TEXTS, TEXTS, CHANCE)
def test_an_answer_lies_in_the_new_text_and_the_same_words_are_the_same(
    old: str, new: str, chance: random.Random
) -> None:
    extents = extents_of(old, chance)
    found = transfer(old, new, extents)
    assert len(found) == len(extents)
    for (start, end), one in zip(extents, found, strict=True):
        assert 0 <= one.confidence <= 1
        if one.outcome == "lost":
            assert one.start is one.end is None
            continue
        assert one.start is not None
        assert one.end is not None
        assert 0 <= one.start < one.end <= len(new)
        if one.outcome in ("unchanged", "moved"):
            there = Normalised(new[one.start : one.end]).plain.strip()
            assert there == Normalised(old[start:end]).plain.strip()


@given(TEXTS, CHANCE)
def test_nothing_is_lost_where_nothing_changed(text: str, chance: random.Random) -> None:
    extents = extents_of(text, chance)
    assert transfer(text, text, extents) == [
        Carried("unchanged", start, end, 1.0) for start, end in extents
    ]


@given(TEXTS, TEXTS, TEXTS, CHANCE)
def test_what_is_put_before_and_after_a_text_moves_nothing_in_it(
    text: str, before: str, after: str, chance: random.Random
) -> None:
    old = f"It began so long ago that nobody knows. {text} And thus it ended at last for all."
    new = f"{before}\n\n{old}\n\n{after}"
    extents = extents_of(old, chance)
    found = transfer(old, new, extents)
    assert [one.outcome for one in found] == ["unchanged"] * len(extents)


def test_a_whole_text_is_carried_as_one_passage() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghij", k=chance.randint(2, 8))) for _ in range(3000)]
    old = [chance.choice(words) for _ in range(9000)]
    new = [word if chance.random() < 0.8 else chance.choice(words) for word in old]
    before, after = " ".join(old), " ".join(new)
    (one,) = transfer(before, after, [(0, len(before))])
    assert one.outcome == "edited"
    assert one.start == 0
    assert one.end is not None
    assert one.end > 0.99 * len(after)


@pytest.mark.parametrize("seed", range(4))
def test_words_that_are_in_order_by_chance_do_not_keep_a_passage_from_its_place(
    seed: int,
) -> None:
    source = FIXTURES / "sources" / "tucker-2015.txt"
    paragraphs = read(source.read_bytes(), source.name).text.split("\n\n")
    later = random.Random(seed).sample(paragraphs, len(paragraphs))
    old, new = "\n\n".join(paragraphs), "\n\n".join(later)
    passages, places = [], []
    for paragraph in paragraphs:
        for found in re.finditer(r"[A-Z][\w.’-]+( \w+)?", paragraph):
            at = old.index(paragraph) + found.start()
            passages.append((at, at + len(found.group())))
            places.append(new.index(paragraph) + found.start())

    carried_over = [
        (one.start, place)
        for one, place in zip(transfer(old, new, passages), places, strict=True)
        if one.outcome in ("unchanged", "moved")
    ]
    assert len(carried_over) > 0.9 * len(passages)
    assert [pair for pair in carried_over if pair[0] != pair[1]] == []
