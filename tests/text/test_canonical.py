import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sourcelib.text import StrippedLine, TextError, canonicalise, paragraphs, sha256, source_lines

# Arbitrary text, with what the rules are about far more often than chance would have it.
texts = st.lists(
    st.one_of(
        st.sampled_from(["\n", "\r", "\r\n", " ", "\u00a0", "\t", "\ufeff", "\x00", "\u2028", "a"]),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=3),
    )
).map("".join)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", ""),
        (" \n\u00a0\n", ""),
        ("\ufeffFirst", "First"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\r\n\r\ntwo", "one\n\ntwo"),
        ("one\n \u00a0\n\n\ntwo\n\n", "one\n\ntwo"),
        ("\n\none", "one"),
        ("one \u00a0\nnext\u3000", "one\nnext"),
        ("  • indented", "  • indented"),
        ("a\u2028b\n\u2029c", "a\u2028b\n\u2029c"),
        ("a\x85b\x0cc\x00d\x7fe", "abcde"),
        ("tab\tstays", "tab\tstays"),
        ("two  spaces\u00a0stay", "two  spaces\u00a0stay"),
        (
            "zero\u200bwidth\u200d\ufeffand cafe\u0301 ﬁ",
            "zero\u200bwidth\u200d\ufeffand cafe\u0301 ﬁ",
        ),
        ("“quotes” - 'and' — dashes…", "“quotes” - 'and' — dashes…"),
        ("שלום 👩\u200d👩\u200d👧 مرحبا", "שלום 👩\u200d👩\u200d👧 مرحبا"),
    ],
)
def test_the_rules(raw: str, text: str) -> None:
    assert canonicalise(raw).text == text


def test_dropped_controls_and_marks_are_counted() -> None:
    canonical = canonicalise("\ufeffa\x00b\x0b\x85\tc\r\n")
    assert (canonical.dropped_marks, canonical.dropped_controls) == (1, 3)


def test_a_line_that_lost_white_space_is_named_unless_it_is_blank() -> None:
    canonical = canonicalise("one\u00a0\u00a0\r\n \ntwo\nthree\t")
    assert canonical.stripped == (StrippedLine(1, "\u00a0\u00a0"), StrippedLine(4, "\t"))


@pytest.mark.parametrize("call", [canonicalise, source_lines])
def test_half_a_surrogate_pair_is_refused_with_its_place(call: object) -> None:
    assert callable(call)
    with pytest.raises(TextError, match="code point 2: U\\+D83D"):
        call("ab\ud83d")


def test_source_lines_keep_the_numbers_of_the_file() -> None:
    source = source_lines("\ufeff\r\none\r\u2028two\n")
    assert source.lines == ("", "one", "\u2028two", "")


@given(texts)
@example("\n\ufeffa")
@example("\ufeff \n\ufeff\ufeffa")
@example("\x00\ufeffa")
def test_twice_is_the_same_as_once(raw: str) -> None:
    once = canonicalise(raw)
    twice = canonicalise(once.text)
    assert twice.text == once.text
    assert (twice.dropped_marks, twice.dropped_controls, twice.stripped) == (0, 0, ())


@given(texts)
def test_nothing_but_white_space_controls_and_leading_marks_is_dropped(raw: str) -> None:
    def words(text: str) -> str:
        return "".join(
            character
            for character in text
            if not (character.isspace() or unicodedata.category(character) == "Cc")
        )

    kept = words(canonicalise(raw).text)
    assert words(raw).lstrip("\ufeff") == kept.lstrip("\ufeff")
    dropped = canonicalise(raw).dropped_marks
    assert raw.count("\ufeff") == kept.count("\ufeff") + dropped


@given(texts)
def test_dropped_controls_are_those_of_the_text_less_line_ends(raw: str) -> None:
    without_line_ends = raw.replace("\r\n", "").replace("\r", "")
    controls = [c for c in without_line_ends if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert canonicalise(raw).dropped_controls == len(controls)


@given(texts)
def test_no_line_ends_in_white_space_and_no_two_breaks_meet(raw: str) -> None:
    text = canonicalise(raw).text
    assert "\n\n\n" not in text
    assert text == text.strip("\n")
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_paragraphs_are_numbered_from_one_and_half_open() -> None:
    found = paragraphs("one\n\ntwo\nlines\n\n👩")
    assert [(p.number, p.start, p.end) for p in found] == [(1, 0, 3), (2, 5, 14), (3, 16, 17)]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert paragraphs("") == []


@given(texts)
def test_paragraphs_join_to_the_text(raw: str) -> None:
    text = canonicalise(raw).text
    found = paragraphs(text)
    assert "\n\n".join(text[p.start : p.end] for p in found) == text
    assert all(p.start < p.end for p in found)


def test_the_hash_is_that_of_the_utf_8_bytes() -> None:
    # "abc" is the example of FIPS 180-2, appendix B.1.
    assert sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
