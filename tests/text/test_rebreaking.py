"""Paragraph breaks are put right by a person; words are not touched by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.text import TextError, canonicalise
from sourcelib.text.rebreaking import Step, carried, rebroken, steps

TEXT = "Tokyo hesitated for a decade.\n\nMoscow will\u00a0wait  long.\n\nRead also\n\nTalks go on."


def done(after: str, before: str = TEXT) -> tuple[list[Step], str]:
    taken = steps(before, after)
    return taken, rebroken(before, taken).text


def test_a_text_given_back_as_it_was_has_no_steps():
    assert done(TEXT) == ([], TEXT)
    assert done(TEXT.replace("\n", "\r\n") + "\r\n\r\n") == ([], TEXT)


def test_a_paragraph_is_joined_to_the_one_before_it():
    after = TEXT.replace("decade.\n\nMoscow", "decade. Moscow")
    assert done(after) == ([Step("joined", 2, gap=" ")], after)


def test_a_paragraph_is_split_at_white_space():
    taken, text = done(TEXT.replace("for a decade", "for\n\na decade"))
    assert taken == [Step("split", 1, at=len("Tokyo hesitated for"))]
    assert text.startswith("Tokyo hesitated for\n\na decade.\n\nMoscow")


def test_a_paragraph_is_left_out_and_the_next_joined_to_the_last_one_kept():
    after = "Tokyo hesitated for a decade.\n\nMoscow will wait long. Talks go on."
    taken, text = done(after)
    assert taken == [Step("left out", 3), Step("joined", 4, gap=" ")]
    assert text == TEXT.replace("\n\nRead also\n\n", " ")
    assert rebroken(TEXT, taken).origins == ((1,), (2, 4))


def test_white_space_between_words_of_a_line_stays_as_it_was_read():
    after = TEXT.replace("\u00a0", " ").replace("  ", " ").replace("Read also\n\n", "")
    taken, text = done(after)
    assert taken == [Step("left out", 3)]
    assert "will\u00a0wait  long" in text


def test_a_line_is_broken_or_goes_on():
    before = "One line\nand the next of a poem."
    assert done("One line and the next\nof a poem.", before) == (
        [Step("line", 1, 8, " "), Step("line", 1, 21, "\n")],
        "One line and the next\nof a poem.",
    )


def test_japanese_is_split_and_joined_without_white_space():
    before = "東京はためらった。モスクワは待つ。\n\n交渉は続く。"
    after = "東京はためらった。\n\nモスクワは待つ。交渉は続く。"
    taken, text = done(after, before)
    assert taken == [Step("split", 1, at=9), Step("joined", 2, gap="")]
    assert text == after


@pytest.mark.parametrize(
    ("was", "now", "place", "problem"),
    [
        ("hesitated", "refused", "paragraph 1", "refused for"),
        ("Moscow", "Moscow surely", "paragraph 2", "Moscow surely will"),
        ("Moscow will", "Moscow", "paragraph 2", "Moscow will wait"),
        (" for a", " for\n\n a new", "paragraph 1", "new"),
        ("go on.", "go on. And on.", "the end of the text", "And on.”"),
        ("hesitated", "hesi tated", "paragraph 1", "two words of one"),
        ("hesitated", "hesi\n\ntated", "paragraph 1", "two words of one"),
        ("for a", "fora", "paragraph 1", "one of two"),
        ("Read also\n\nTalks", "Read alsoTalks", "paragraph 4", "one of two"),
        ("decade.", "decade .", "paragraph 1", "two words of one"),
    ],
)
def test_a_word_that_differs_is_named_with_its_paragraph(was, now, place, problem):
    assert was in TEXT.replace("\u00a0", " ")
    with pytest.raises(TextError) as caught:
        steps(TEXT, TEXT.replace(was, now, 1))
    assert caught.value.place == place
    assert problem in caught.value.problem
    assert "Put the words back" in caught.value.remedy


def test_paragraphs_that_change_places_are_refused():
    with pytest.raises(TextError, match="does not stand there"):
        steps("One.\n\nTwo.", "Two.\n\nOne.")


@pytest.mark.parametrize("nothing", ["", " \n\n ", "\ufeff"])
def test_something_must_be_left(nothing):
    with pytest.raises(TextError, match="nothing is left"):
        steps(TEXT, nothing)


def test_a_paragraph_that_begins_another_is_left_out_all_the_same():
    before = "Advertisement\n\nAdvertisement revenue fell.\n\nAdvertisement\n\nThe end."
    after = "Advertisement revenue fell.\n\nAdvertisement\n\nThe end."
    assert done(after, before) == ([Step("left out", 1)], after)


def test_steps_are_carried_to_another_reading_where_they_fit():
    after = "Tokyo hesitated for a decade. Moscow will\n\nwait long.\n\nTalks go on."
    taken = steps(TEXT, after)
    now = "By Ann Able\n\n" + TEXT.replace("Talks go on.", "Talks go on!")
    again = carried(taken, TEXT, now)
    assert again == [Step("joined", 3, gap=" "), Step("split", 3, at=11), Step("left out", 4)]
    assert carried(taken, TEXT, TEXT.replace("Tokyo", "Kyoto"))[0].kind == "split"


def test_a_long_text_takes_no_longer_than_its_length():
    before = "\n\n".join(f"Words of number {n} go on and on." for n in range(20_000))
    kept = [words for n, words in enumerate(before.split("\n\n")) if n % 7]
    assert len(done("\n\n".join(kept), before)[0]) == 2858


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["one", "two", "two.", "日本", "«three»", "é"]), min_size=1).map(
        " ".join
    ),
    min_size=1,
    max_size=8,
)


@given(PARAGRAPHS, st.data())
def test_what_is_joined_split_and_left_out_comes_back_as_it_was_given(paragraphs, data):
    before = "\n\n".join(paragraphs)
    kept = [p for p in paragraphs if not data.draw(st.booleans())] or paragraphs[:1]
    parts = "\n\n".join(kept).replace("\n\n", " \n\n ").split(" ")
    breaks = st.sampled_from([" ", "\n", "\n\n"])
    after = "".join(part if part == "\n\n" else part + data.draw(breaks) for part in parts)
    after = canonicalise(after).text
    taken = steps(before, after)
    again = rebroken(before, taken)
    assert again.text == after
    assert len(again.origins) == len(after.split("\n\n"))
