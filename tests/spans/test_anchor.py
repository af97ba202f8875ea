"""Finding a passage again by its words and those around it."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.spans.anchor import Match, reanchor
from annotations.spans.normalised import Normalised
from annotations.spans.span import context

TEXT = """The ministers met in Tokyo on Monday, and spoke for three hours. Moscow will not return \
the islands, the Russian foreign minister said after the talks. Nobody in the room seemed \
surprised.

His Japanese colleague answered that Japan would wait. “We have waited for seventy years,” he \
said, “and we can wait for seventy more.” A treaty is not expected before the next election.

Moscow has also refused to talk about the bases. Observers in Vladivostok believe that the \
garrison will grow by a third within five years, and that the new barracks are nearly ready."""

SENTENCE = "Moscow will not return the islands, the Russian foreign minister said after the talks."


def asked(old: str, words: str) -> tuple[str, str, str, int]:
    """What an annotation keeps of the words: them, what is around them, where they began."""
    start = old.index(words)
    before, after = context(old, start, start + len(words))
    return words, before, after, start


def found(old: str, new: str, words: str) -> tuple[str, str] | None:
    """The words now, and the quality."""
    match = reanchor(new, *asked(old, words))
    return match and (new[match.start : match.end], match.quality)


def test_a_passage_that_did_not_change_is_found_where_it_is() -> None:
    start = TEXT.index(SENTENCE)
    assert reanchor(TEXT, *asked(TEXT, SENTENCE)) == Match(
        start, start + len(SENTENCE), 1.0, "exact"
    )


def test_the_right_one_of_several_mentions_is_found_by_its_context() -> None:
    words = ("Moscow", " has also", "the next election.\n\n")
    match = reanchor("Yesterday it rained. " + TEXT, words[0], words[2], words[1])
    assert match is not None
    assert match.quality == "exact"
    assert match.start == 21 + TEXT.rindex("Moscow")


@pytest.mark.parametrize(
    ("typeset", "before"),
    [
        (str.upper, SENTENCE),
        (lambda words: words.replace("islands", "is\u00adlands"), SENTENCE),
        (lambda words: words.replace(" ", "\u00a0"), SENTENCE),
        (lambda words: words.replace(" ", " \n"), SENTENCE),
        (lambda words: words.replace("“", '"').replace("”", '"'), "“We have waited"),
        (lambda words: words.replace("s", "ꜱ").replace("o", "ᴏ"), SENTENCE),
    ],
)
def test_a_passage_that_was_only_typeset_otherwise_is_the_same(typeset, before) -> None:  # type: ignore[no-untyped-def]
    new = TEXT.replace(before, typeset(before))
    assert found(TEXT, new, before) == (typeset(before), "exact")


@pytest.mark.parametrize("form", ["NFD", "NFC", "NFKC"])
def test_letters_and_marks_may_be_composed_or_not(form: str) -> None:
    words = "Ёлка стоит у «café»"
    old = f"Сегодня праздник. {words}, и все поют."
    new = unicodedata.normalize(form, "Вчера было иначе. " + old)
    there = found(old, new, words)
    assert there == (unicodedata.normalize(form, words), "exact")


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("Moscow will not return the islands", "Moscow will never return the islands"),
        ("Moscow will not return the islands", "Moscow will not return any of the islands"),
        (
            "the garrison will grow by a third within five years",
            "the garrison will grow by a third",
        ),
        ("Japan would wait", "Japan wuold wait"),
        (
            "“We have waited for seventy years,” he said, “and we can wait for seventy more.”",
            "“We have waited for seventy years,” he said. “We can wait for seventy more.”",
        ),
    ],
)
def test_edited_words_are_found_with_clean_ends(words: str, now: str) -> None:
    assert found(TEXT, TEXT.replace(words, now), words) == (now, "edited")


def test_the_original_with_a_slip_mended_is_found_and_not_the_pull_quote() -> None:
    mended = SENTENCE.replace("minister", "secretary")
    new = TEXT.replace(SENTENCE, mended) + f"\n\n{SENTENCE}"
    assert found(TEXT, new, SENTENCE) == (mended, "edited")


def test_a_deleted_sentence_is_gone_though_a_near_twin_stands_elsewhere() -> None:
    twin = "Moscow will not return the submarines, the Russian defence minister said last week."
    old = TEXT + f"\n\nSome recalled older words. {twin} That was in Kazan."
    assert found(old, old.replace(SENTENCE + " ", ""), SENTENCE) is None


def test_a_deleted_name_is_gone_though_it_stands_in_other_sentences() -> None:
    assert found(TEXT, TEXT.replace(SENTENCE + " ", ""), "Moscow") is None


def test_a_sentence_that_moved_is_found_without_its_context() -> None:
    new = TEXT.replace(SENTENCE + " ", "") + " " + SENTENCE
    assert found(TEXT, new, SENTENCE) == (SENTENCE, "exact")


def test_clauses_that_changed_places_are_found_whole() -> None:
    now = "The Russian foreign minister said after the talks, Moscow will not return the islands."
    assert found(TEXT, TEXT.replace(SENTENCE, now), SENTENCE) == (now, "edited")


def test_of_places_that_cannot_be_told_apart_none_is_sure() -> None:
    clause = "The fee is waived if the customer proves it. "
    text = clause * 9
    match = reanchor(text, "the customer", "The fee is waived if ", " proves it. ")
    assert match is not None
    assert match.quality == "uncertain"


def test_where_all_is_the_same_the_place_decides() -> None:
    clause = "The fee is waived if the customer proves it. "
    match = reanchor(
        clause * 9, "the customer", "The fee is waived if ", " proves it. ", 4 * 45 + 21
    )
    assert match is not None
    assert (match.start, match.quality) == (4 * 45 + 21, "exact")


def test_a_long_quote_that_is_said_once_needs_no_context() -> None:
    match = reanchor(TEXT, SENTENCE)
    assert match is not None
    assert match.quality == "exact"


def test_a_word_within_another_is_not_taken_for_it() -> None:
    assert (
        found("Step by step we perfect the art.", "By degrees it was perfecting.", "perfect")
        is None
    )


@pytest.mark.parametrize(
    ("old", "new", "words", "now"),
    [
        (
            "ロシアの外相は月曜日に東京を訪れた。両国は島の返還について三時間話し合った。成果はなかった。",
            "先週のことである。ロシアの外相は月曜日に東京を訪れた。両国は四島の返還について三時間話し合った。成果はなかった。",
            "両国は島の返還について三時間話し合った。",
            "両国は四島の返還について三時間話し合った。",
        ),
        (
            "Министр прибыл вчера. Москва не вернёт острова, сказал он. Все молчат.",
            "Министр прибыл вчера. Москва никогда не вернет острова, сказал он. Все молчат.",
            "Москва не вернёт острова, сказал он.",
            "Москва никогда не вернет острова, сказал он.",
        ),
    ],
)
def test_other_scripts_are_found_as_well(old: str, new: str, words: str, now: str) -> None:
    assert found(old, new, words) == (now, "edited")


@pytest.mark.parametrize("exact", ["", " \n", "\u00ad", "\u200b\u200d"])
def test_a_quote_without_words_is_nowhere(exact: str) -> None:
    assert reanchor(TEXT, exact, "met in ", " on Monday") is None


def test_a_very_long_passage_is_found() -> None:
    words = " ".join(
        f"Paragraph {number} tells of {number * 7919} things." for number in range(3000)
    )
    old = f"It begins here. {words} And so it ends."
    new = old.replace("Paragraph 1500 tells", "Paragraph 1500 speaks")
    match = reanchor(new, *asked(old, words))
    assert match is not None
    assert (match.start, match.end) == (16, 17 + len(words))


# Few different letters, so that much comes again; marks, joiners, half pairs, breaks.
TEXTS = (
    st.text(alphabet="ab .,\n日本\u0e14\u0e35\u0301\u200d\u00ad👩\ud800’1ﬁ", max_size=80)
    | st.text()
)


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.none() | st.integers(-5, 400))
def test_an_answer_lies_in_the_text_and_exact_means_the_same_words(
    text: str, exact: str, prefix: str, suffix: str, hint: int | None
) -> None:
    match = reanchor(text, exact, prefix, suffix, hint)
    if match is None:
        return
    assert 0 <= match.start < match.end <= len(text)
    assert 0 <= match.confidence <= 1
    if match.quality == "exact":
        there = Normalised(text[match.start : match.end]).plain.strip()
        assert there == Normalised(exact).plain.strip()


@given(TEXTS, st.data())
def test_a_passage_of_an_unchanged_text_is_found_where_it_was(
    text: str, data: st.DataObject
) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    whole = Normalised(text).plain
    part = Normalised(words).plain.strip()
    assume(part and whole.count(part) == 1 and words == words.strip())
    assume(all(character.isalnum() for character in (words[0], words[-1])))
    before, after = context(text, start, end)
    match = reanchor(text, words, before, after, start)
    assert match is not None
    assert (match.start, text[match.start : match.end][: len(words)]) == (start, words)
